package hanshu.nn;

import hanshu.tensor.Tensor;

/** A layer that is linear in one weight, for what puts another in its place: {@link WeightNorm}, {@link SpectralNorm}. */
public interface Weighted extends Layer {
    /** The weight; as a rule its last axis counts the outputs. */
    Tensor weight();

    /** The same layer with another weight of the same shape. */
    Weighted withWeight(Tensor changed);

    /** The weight as a matrix: (all that an output sums up, outputs). */
    default Tensor matrix() {
        var w = weight();
        return w.reshape(w.count() / w.size(-1), w.size(-1));
    }
}
