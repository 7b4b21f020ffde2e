package hanshu.train.doctor;

import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.Arrays;
import java.util.function.BinaryOperator;

/** The best answer that is the same for every row, whatever the loss: found by gradient descent, as all is here. */
final class ConstantAnswer {
    private static final int STEPS = 400;

    private record Constant(Tensor answer) {}

    private ConstantAnswer() {}

    /**
     * Its loss.
     *
     * @param like the shape of answers, (rows, …)
     * @param y what is true, row by row
     */
    static double loss(BinaryOperator<Tensor> loss, Shape like, Tensor y) {
        int rows = Math.min(2_000, y.size(0));
        var some = y.slice(0, 0, rows);
        var shape = like.toArray();
        shape[0] = 1;
        var start = new Constant(Tensor.full(middle(some), shape));
        shape[0] = rows;
        var all = new Examples(Tensor.zeros(rows, 1), some);
        var training = Training.of(
                        start,
                        (of, batch, pass) -> loss.apply(of.answer.expand(shape), batch.y()),
                        all.batches(),
                        TrainingConfig.of(STEPS, rows, 0.05 * Math.max(1, spread(some)))
                                .withOptimiser(new Adam.Config()),
                        Key.of(0))
                .run();
        return loss.apply(training.model().answer.expand(shape), some).item();
    }

    /** Where the search begins: the mean of numbers, 0 for the logits of classes. */
    private static double middle(Tensor y) {
        return y.dtype().isFloating() ? Arrays.stream(y.toDoubles()).average().orElse(0) : 0;
    }

    private static double spread(Tensor y) {
        if (!y.dtype().isFloating()) {
            return 1;
        }
        double mean = middle(y);
        return Math.sqrt(Arrays.stream(y.toDoubles())
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
    }
}
