package hanshu.tensor;

import java.util.Locale;

/**
 * The closed set of operations. A tensor remembers the operation that made it and the operation's inputs; everything
 * that wants to know what was computed (gradients, graph drawings, cost counts, exporters) is an exhaustive switch over
 * this interface, and the compiler refuses one that forgets an operation.
 *
 * <p>Broadcasting, as in NumPy, belongs to {@link Binary}, {@link Comparison}, {@link Logic}, {@link Where} and to the
 * batch axes of {@link MatMul}. Axes are counted from 0 here; the methods of {@link Tensor} also take negative ones.
 */
public sealed interface Op {

    /** y = f(x), element by element. */
    enum Unary implements Op {
        NEG,
        ABS,
        /** −1, 0 or 1; NaN stays NaN. */
        SIGN,
        /** 1 where x > 0, else 0: the slope of {@link #RELU}. */
        STEP,
        SQRT,
        SQUARE,
        RECIPROCAL,
        EXP,
        EXPM1,
        LOG,
        LOG1P,
        SIN,
        COS,
        TAN,
        TANH,
        /** 1 / (1 + e^−x). */
        SIGMOID,
        /** log(1 + e^x), without overflow. */
        SOFTPLUS,
        /** max(x, 0). */
        RELU,
        /** 2/√π ∫₀ˣ e^−t² dt. */
        ERF,
        /** x·Φ(x), Φ being the normal distribution's function: x/2 · (1 + erf(x/√2)). */
        GELU,
        /** Φ(x) + x·φ(x), φ being the normal distribution's density e^(−x²/2)/√(2π): the slope of {@link #GELU}. */
        GELU_SLOPE,
        FLOOR,
        CEIL,
        /** To the nearest whole number, halves to even. */
        ROUND;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /** y = f(a, b), element by element, broadcasting. */
    enum Binary implements Op {
        PLUS,
        MINUS,
        TIMES,
        DIV,
        POW,
        /** The larger; NaN where either is. */
        MAX,
        /** The smaller; NaN where either is. */
        MIN;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /** A mask from comparing a with b, broadcasting. Without gradient. */
    enum Comparison implements Op {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /** A mask from two masks, broadcasting. Without gradient. */
    enum Logic implements Op {
        AND,
        OR,
        XOR;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /** condition ? a : b, element by element, broadcasting; inputs (condition, a, b). */
    record Where() implements Op {}

    /** The same values as another type. */
    record Cast(DType to) implements Op {}

    /** What {@link Reduce} does to the elements along its axis. */
    enum Reduction {
        SUM,
        MAX,
        MIN;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Reduces the axes {@code from} … {@code to} − 1, all of them together: with keep each becomes 1, else they go. The
     * gradient of MAX and MIN is shared evenly among equal extremes.
     */
    record Reduce(Reduction f, int from, int to, boolean keep) implements Op {}

    /** The index (I64) of the first largest or smallest element along an axis, which becomes size 1. Without gradient. */
    record ArgReduce(boolean largest, int axis) implements Op {}

    /** The indices (I64) that sort an axis; equal elements keep their order, NaN is largest. Without gradient. */
    record ArgSort(int axis, boolean descending) implements Op {}

    /** yᵢ = Σ xⱼ over j ≤ i along an axis, or over j ≥ i when reversed. */
    record CumSum(int axis, boolean reverse) implements Op {}

    /** The same elements in row-major order under another shape. */
    record Reshape(Shape to) implements Op {}

    /** Axes in another order: axis i of the result is axis {@code order.get(i)} of the input. */
    record Permute(Axes order) implements Op {}

    /** Repeats axes of size 1, and new leading axes, up to a shape. */
    record Expand(Shape to) implements Op {}

    /** Elements start, start + step, … of an axis, {@code count} of them; the step may be negative. */
    record Slice(int axis, int start, int step, int count) implements Op {}

    /** The adjoint of {@link Slice}: zeros of {@code size} along the axis, with the input at start, start + step, … */
    record Unslice(int axis, int start, int step, int size) implements Op {}

    /** Inputs one after the other along an axis. */
    record Concat(int axis) implements Op {}

    /** Whole slices by number: inputs (x, index of any shape); the index's axes take the place of the axis. */
    record Take(int axis) implements Op {}

    /** The adjoint of {@link Take}: inputs (slices, index) are added into zeros of {@code size} along the axis. */
    record AddAt(int axis, int size) implements Op {}

    /** Single elements along an axis: inputs (x, index of the result's shape). */
    record Gather(int axis) implements Op {}

    /** The adjoint of {@link Gather}: inputs (source, index) are added into zeros of {@code size} along the axis. */
    record ScatterAdd(int axis, int size) implements Op {}

    /** Matrix product of the last two axes: (…, m, k) × (…, k, n) → (…, m, n). */
    record MatMul() implements Op {}

    /** e^x / Σ e^x along the last axis. */
    record Softmax() implements Op {}

    /** x − log Σ e^x along the last axis. */
    record LogSoftmax() implements Op {}

    /** What a window sees at each place: (batch, space…, channels) → (batch, places…, window…, channels). */
    record Unfold(Window window) implements Op {}

    /** The adjoint of {@link Unfold}: patches are added into zeros (batch, space…, channels). */
    record Fold(Window window, Shape space) implements Op {}

    /**
     * yₚ = Σₖ x₍ₚ₊ₖ₎·wₖ (cross-correlation): inputs x (batch, space…, in) and w (window…, in/groups, out) give y (batch,
     * places…, out). Channels in group i of the input reach those in group i of the output alone.
     *
     * <p>⟨y, g⟩ is linear in x, in w and in g, and its slopes are the three convolutions: by g it is this one, by x
     * {@link ConvolveTransposed}, by w {@link ConvolveWeight}. So are the slopes of each of them.
     */
    record Convolve(Window window, int groups) implements Op {}

    /** The adjoint of {@link Convolve} in x: inputs y (batch, places…, out) and w give (batch, space…, in). */
    record ConvolveTransposed(Window window, int groups, Shape space) implements Op {}

    /** The adjoint of {@link Convolve} in w: inputs x and y (batch, places…, out) give (window…, in/groups, out). */
    record ConvolveWeight(Window window, int groups) implements Op {}

    /**
     * Where the largest element lies that a window sees, for each channel, as a number (I32) in row-major order of the
     * space: (batch, space…, channels) → (batch, places…, channels). The first of equal ones, NaN above all. Without
     * gradient.
     */
    record ArgMaxPool(Window window) implements Op {}

    /**
     * Long short-term memory over sequences, from the first step to the last or backwards; where a row has ended, its
     * state stays. Inputs: what x adds to the gates i, f, g, o (time, batch, 4·hidden), Wh (hidden, 4·hidden), the first h
     * and c (batch, hidden), and how long each row is (batch). The value is h and c of each step: (2, time, batch,
     * hidden). Time comes first, so that what a step reads and writes lies side by side.
     *
     * <pre>
     *   i, f, o = σ(z + h·Wh)    g = tanh(z + h·Wh)    c' = f∘c + i∘g    h' = o∘tanh(c')
     * </pre>
     */
    record Lstm(boolean backwards) implements Op {}

    /**
     * Gated recurrent units over sequences, likewise. Inputs: what x adds to the gates r, z, n (time, batch, 3·hidden), Wh
     * (hidden, 3·hidden), b (3·hidden), the first h (batch, hidden), and how long each row is (batch). The value is h of
     * each step: (time, batch, hidden).
     *
     * <pre>
     *   r, z = σ(x + h·Wh + b)    n = tanh(x + r∘(h·Wh + b))    h' = (1 − z)∘n + z∘h
     * </pre>
     */
    record Gru(boolean backwards) implements Op {}

    /** Which part of a matrix counts; what lies elsewhere is taken as zero. */
    enum Part {
        ALL,
        LOWER,
        UPPER;

        Part transposed() {
            return this == ALL ? ALL : this == LOWER ? UPPER : LOWER;
        }
    }

    /** X with A·X = B: inputs (…, n, n) and (…, n, m), with the same batch. */
    record Solve(Part part) implements Op {}

    /** det A: (…, n, n) → (…). */
    record Determinant() implements Op {}

    /** L, lower triangular, with L·Lᵀ = (A + Aᵀ)/2. */
    record Cholesky() implements Op {}

    /** Of (A + Aᵀ)/2 the eigenvectors as columns, then the eigenvalues, ascending: (…, n, n) → (…, n, n + 1). */
    record SymmetricEigen() implements Op {}

    /** Of A = Q·R with m ≥ n the columns of Q, below them R: (…, m, n) → (…, m + n, n). */
    record Qr() implements Op {}

    /** Of A = U·diag(σ)·Vᵀ with m ≥ n the columns of U, below them V, in the last row σ: (…, m, n) → (…, m + n + 1, n). */
    record Svd() implements Op {}

    /**
     * yₖ = Σⱼ xⱼ e^(−2πi jk/n), or with e^(+2πi jk/n) for the inverse, which does not divide by n: inputs the real parts
     * (…, n) and, unless they are 0, the imaginary parts give both parts of y, (2, …, n). Each is the other's adjoint.
     */
    record Fourier(boolean inverse) implements Op {}
}
