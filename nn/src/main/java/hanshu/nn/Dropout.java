package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * Sets each element to 0 with probability {@code rate} while training, and scales the others by 1/(1 − rate), so that
 * the expected value stays and evaluation needs no scaling (Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov
 * 2014; "inverted", section 10).
 *
 * @param rate from 0 (nothing happens) to 1 (all zeros)
 */
public record Dropout(double rate) implements Layer {
    public Dropout {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("Dropout: the rate is from 0 to 1, got " + rate);
        }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        if (!pass.isTraining() || rate == 0) {
            return x;
        }
        var mask = pass.key()
                .mask(1 - rate, rate < 1 ? 1 / (1 - rate) : 0, x.shape().toArray());
        return x.times(mask.cast(x.dtype()));
    }
}
