package hanshu.tensor;

/** The products of a {@link Tensor} with another. */
public sealed interface Multiplying permits Tensor {
    /**
     * The matrix product of the last two axes, leading axes broadcasting; a vector counts as a row on the left, as a
     * column on the right.
     */
    default Tensor matmul(Tensor other) {
        var x = (Tensor) this;
        if (x.rank() == 0 || other.rank() == 0) {
            throw new ShapeException("matmul: needs vectors or matrices, " + x.shape() + " × " + other.shape());
        }
        if (x.rank() == 1) {
            return x.unsqueeze(0).matmul(other).squeeze(other.rank() == 1 ? 0 : -2);
        }
        if (other.rank() == 1) {
            return x.matmul(other.unsqueeze(1)).squeeze(-1);
        }
        if (x.rank() > 2 && other.rank() == 2 && x.size(-1) == other.size(0)) { // one tall product instead of many
            var tall = x.reshape(x.shape().count(0, x.rank() - 1), x.size(-1));
            return tall.matmul(other).reshapeTo(x.shape().with(-1, other.size(1)));
        }
        return Interpreter.run(new Op.MatMul(), x, other);
    }
}
