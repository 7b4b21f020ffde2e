package hanshu.learn.supervised.task.cases;

import java.util.Optional;

/**
 * Cases in the parts in which the data come.
 *
 * @param learning to be learned from; where nothing else is there, parts of them are kept back
 * @param validation that decide which epoch is kept
 * @param test that judge the result
 */
public record Provided(Cases learning, Optional<Cases> validation, Optional<Cases> test) {
    public static Provided of(Cases learning) {
        return new Provided(learning, Optional.empty(), Optional.empty());
    }

    /** With an official test part. */
    public static Provided of(Cases learning, Cases test) {
        return new Provided(learning, Optional.empty(), Optional.of(test));
    }
}
