package hanshu.learn.supervised.derivation;

import hanshu.tensor.Tensor;

/** A loss L(u, v) of two unknowns, which can be drawn: a surface over a plane. */
public sealed interface Landscape permits LineLoss, TwoValleys {
    /** The loss at each point of two tensors of one shape. */
    Tensor loss(Tensor u, Tensor v);

    /** The loss at one point. */
    default double loss(double u, double v) {
        return loss(Tensor.of(new float[] {(float) u}, 1), Tensor.of(new float[] {(float) v}, 1))
                .item();
    }
}
