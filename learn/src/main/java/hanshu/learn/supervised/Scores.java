package hanshu.learn.supervised;

import hanshu.train.metric.Metrics;
import java.util.Optional;

/**
 * How good a function is on each part of the rows.
 *
 * @param train on the rows it learned from
 * @param validation on the rows that decided when to stop and what to keep
 * @param test on rows that it never saw; absent where none were kept back
 */
public record Scores(Metrics train, Metrics validation, Optional<Metrics> test) {

    /** On unseen rows: the test rows, or the validation rows where there are none. */
    public Metrics unseen() {
        return test.orElse(validation);
    }
}
