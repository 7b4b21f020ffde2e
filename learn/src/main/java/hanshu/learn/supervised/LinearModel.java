package hanshu.learn.supervised;

import hanshu.nn.Params;
import hanshu.nn.optim.Lbfgs;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.function.Function;

/**
 * y = b + w·x, the first function to try: linear regression, or logistic regression where the answer is a class. A
 * category adds the number that its column learned for it, which is what a one-hot coded w·x comes to.
 *
 * @param weight w of the numbers (numbers, answers)
 * @param categories w of the categories, all columns in one table (categories, answers)
 * @param bias b (answers)
 */
record LinearModel(Tensor weight, Tensor categories, Tensor bias) implements TableModel {

    /** An untrained model: all zeros. */
    static LinearModel of(Encoder encoder) {
        int answers = encoder.answers();
        return new LinearModel(
                Tensor.zeros(encoder.numbers(), answers),
                Tensor.zeros(encoder.categories(), answers),
                Tensor.zeros(answers));
    }

    /** The answers (batch, answers): standardised numbers, or logits. */
    Tensor apply(Tensor numbers, Tensor chosen) {
        var y = numbers.matmul(weight);
        if (chosen.size(1) > 0) {
            y = y.plus(categories.take(0, chosen).sum(1)); // (batch, columns, answers) → (batch, answers)
        }
        return y.plus(bias);
    }

    @Override
    public Tensor answers(TableBatch batch) {
        return apply(batch.numbers(), batch.categories()).unsqueeze(0);
    }

    /**
     * The weights that minimise loss + ridge · Σ w², on all rows at once.
     *
     * @param loss of the answers, the mean over rows
     * @param ridge how much large weights cost (Hoerl & Kennard 1970)
     */
    static LinearModel fit(LinearModel start, TableBatch rows, Function<Tensor, Tensor> loss, double ridge) {
        var params = Params.of(start);
        var model = params.in(start);
        var buffers = new Buffers();
        var theta = params.theta().clone();
        Lbfgs.standard()
                .minimise(
                        theta,
                        (at, gradient) -> buffers.step(() -> {
                            params.setTheta(at);
                            var size = model.weight
                                    .square()
                                    .sum()
                                    .plus(model.categories.square().sum());
                            var total = loss.apply(model.apply(rows.numbers(), rows.categories()))
                                    .plus(size.times(ridge));
                            params.gradInto(total, gradient);
                            return total.item();
                        }));
        params.setTheta(theta);
        return params.frozen(start);
    }
}
