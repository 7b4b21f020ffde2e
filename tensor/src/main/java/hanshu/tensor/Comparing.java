package hanshu.tensor;

import hanshu.tensor.Op.Comparison;
import hanshu.tensor.Op.Logic;

/** What a {@link Tensor} decides element by element, broadcasting: comparisons, which give masks, and what masks do. */
public sealed interface Comparing permits Tensor {
    default Tensor eq(Tensor other) {
        return apply(Comparison.EQ, other);
    }

    default Tensor eq(double other) {
        return apply(Comparison.EQ, other);
    }

    default Tensor ne(Tensor other) {
        return apply(Comparison.NE, other);
    }

    default Tensor ne(double other) {
        return apply(Comparison.NE, other);
    }

    default Tensor lt(Tensor other) {
        return apply(Comparison.LT, other);
    }

    default Tensor lt(double other) {
        return apply(Comparison.LT, other);
    }

    default Tensor le(Tensor other) {
        return apply(Comparison.LE, other);
    }

    default Tensor le(double other) {
        return apply(Comparison.LE, other);
    }

    default Tensor gt(Tensor other) {
        return apply(Comparison.GT, other);
    }

    default Tensor gt(double other) {
        return apply(Comparison.GT, other);
    }

    default Tensor ge(Tensor other) {
        return apply(Comparison.GE, other);
    }

    default Tensor ge(double other) {
        return apply(Comparison.GE, other);
    }

    default Tensor and(Tensor other) {
        return apply(Logic.AND, other);
    }

    default Tensor or(Tensor other) {
        return apply(Logic.OR, other);
    }

    default Tensor xor(Tensor other) {
        return apply(Logic.XOR, other);
    }

    default Tensor not() {
        return xor(Tensor.full(DType.BOOL, 1, Shape.of()));
    }

    /** Where this mask holds the first, elsewhere the second. */
    default Tensor where(Tensor yes, Tensor no) {
        return Interpreter.run(new Op.Where(), (Tensor) this, yes, no);
    }

    /** Where this mask holds the first, elsewhere a number. */
    default Tensor where(Tensor yes, double no) {
        return where(yes, yes.number(no));
    }

    /** Where this mask holds a number, elsewhere the second. */
    default Tensor where(double yes, Tensor no) {
        return where(no.number(yes), no);
    }

    private Tensor apply(Comparison f, Tensor other) {
        return Interpreter.run(f, (Tensor) this, other);
    }

    private Tensor apply(Comparison f, double other) {
        return apply(f, ((Tensor) this).number(other));
    }

    private Tensor apply(Logic f, Tensor other) {
        return Interpreter.run(f, (Tensor) this, other);
    }
}
