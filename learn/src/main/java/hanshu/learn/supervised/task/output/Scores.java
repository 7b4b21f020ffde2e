package hanshu.learn.supervised.task.output;

import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * What a decoder makes of the cases of a batch before it becomes an answer.
 *
 * @param values of a case (batch, width), or of each step of it (batch, time, width)
 * @param lengths how many steps each case has, I64: (batch); of cases without steps there are none
 */
public record Scores(Tensor values, Optional<Tensor> lengths) {
    public static Scores of(Tensor values) {
        return new Scores(values, Optional.empty());
    }

    public Scores with(Tensor changed) {
        return new Scores(changed, lengths);
    }
}
