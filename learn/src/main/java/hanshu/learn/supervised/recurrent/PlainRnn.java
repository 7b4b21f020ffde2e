package hanshu.learn.supervised.recurrent;

import hanshu.nn.Activation;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.Tensor;

/**
 * The plain recurrent network (Elman 1990), and why it forgets.
 *
 * <pre>
 *   forwards    h' = tanh(x·W + h·U + b)
 *   backwards   ∂L/∂h = (∂L/∂h' ∘ (1 − h'²))·Uᵀ
 * </pre>
 *
 * <p>Over n steps the slope is multiplied n times with Uᵀ, and each time with 1 − h'², which is at most 1. If σ is the
 * largest singular value of U, ‖∂L/∂h₀‖ ≤ σⁿ·‖∂L/∂hₙ‖: with σ &lt; 1 it vanishes, whatever the data (Bengio, Simard &
 * Frasconi 1994, theorem 4; Pascanu, Mikolov & Bengio 2013, section 2.1). With σ &gt; 1 it may grow as fast, where h stays
 * small enough. Clipping cures the second; nothing in this cell cures the first.
 *
 * @param sum x·W + h·U + b
 */
public record PlainRnn(Sum sum) implements ShowsAll {
    /**
     * With the weights of a fast cell.
     *
     * @throws IllegalArgumentException when that bends by anything but tanh
     */
    public static PlainRnn of(RnnCell cell) {
        if (cell.f() != Activation.TANH) {
            throw new IllegalArgumentException("plain rnn: the derivation is that of tanh, got " + cell.f());
        }
        return new PlainRnn(new Sum(cell.wx(), cell.wh(), cell.b()));
    }

    @Override
    public Tensor step(Tensor x, Tensor h) {
        return sum.of(x, h).tanh();
    }

    @Override
    public Tensor back(Tensor slope, Tensor x, Tensor h) {
        return sum.back(slope.times(Sum.tanhSlope(step(x, h))));
    }

    @Override
    public int hidden() {
        return sum.u().size(0);
    }
}
