package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * A function of a tensor with parameters θ. A layer is a record: its components of type {@link Tensor} (alone, or in
 * nested records, lists, maps and optionals) are its parameters, all others its hyperparameters. {@link Params} names
 * the parameters and lays them out in one flat θ.
 *
 * <pre>{@code
 * record Line(Tensor w, Tensor b) implements Layer {
 *     public Tensor apply(Tensor x, Pass pass) {
 *         return x.matmul(w).plus(b);
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Layer {
    /**
     * The layer's value.
     *
     * @param x one row per example: (batch, …)
     * @param pass whether this is training, and its randomness
     * @throws hanshu.tensor.ShapeException when x does not fit; the message names the layer
     */
    Tensor apply(Tensor x, Pass pass);
}
