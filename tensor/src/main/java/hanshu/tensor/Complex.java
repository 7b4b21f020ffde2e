package hanshu.tensor;

import java.util.Arrays;

/**
 * Complex numbers: their real and imaginary parts, of the same type and shape. Gradients reach both parts as those of two
 * independent real tensors, so that ∂loss/∂re + i·∂loss/∂im is what PyTorch calls the gradient.
 *
 * <p>Transforms are as torch.fft's: over an axis that is first cut, or filled with zeros at its end, to n elements;
 * {@link Norm} says where 1/n goes. Any n takes O(n log n) steps.
 *
 * <pre>
 *   fft: yₖ = Σⱼ xⱼ e^(−2πi jk/n)        ifft: xⱼ = 1/n Σₖ yₖ e^(2πi jk/n)
 * </pre>
 *
 * @param re real parts, F32 or F64
 * @param im imaginary parts
 */
public record Complex(Tensor re, Tensor im) {
    public Complex {
        if (!re.shape().equals(im.shape())
                || re.dtype() != im.dtype()
                || !re.dtype().isFloating()) {
            throw new ShapeException("complex: both parts must have the same shape and be F32 or F64, got " + re.dtype()
                    + " " + re.shape() + " and " + im.dtype() + " " + im.shape());
        }
    }

    /** Where the factor 1/n of a transform and its inverse goes. */
    public enum Norm {
        /** Into the inverse. */
        BACKWARD,
        /** 1/√n into either, so that lengths stay (Parseval). */
        ORTHO,
        /** Into the transform. */
        FORWARD;

        private double factor(int n, boolean inverse) {
            return switch (this) {
                case BACKWARD -> inverse ? 1.0 / n : 1;
                case ORTHO -> 1 / Math.sqrt(n);
                case FORWARD -> inverse ? 1 : 1.0 / n;
            };
        }
    }

    /** Real numbers as complex ones. */
    public static Complex of(Tensor re) {
        return new Complex(re, Tensor.zerosLike(re));
    }

    /** From (…, 2), real part first: as torch.view_as_complex. */
    public static Complex ofPairs(Tensor pairs) {
        if (pairs.rank() == 0 || pairs.size(-1) != 2) {
            throw new ShapeException("complex: pairs are (…, 2), got " + pairs.shape());
        }
        return new Complex(pairs.get(-1, 0), pairs.get(-1, 1));
    }

    /** (…, 2), real part first: as torch.view_as_real. */
    public Tensor pairs() {
        return Tensor.stack(-1, re, im);
    }

    public Shape shape() {
        return re.shape();
    }

    public Complex plus(Complex other) {
        return new Complex(re.plus(other.re), im.plus(other.im));
    }

    public Complex minus(Complex other) {
        return new Complex(re.minus(other.re), im.minus(other.im));
    }

    public Complex times(Complex other) {
        return new Complex(
                re.times(other.re).minus(im.times(other.im)), re.times(other.im).plus(im.times(other.re)));
    }

    public Complex times(double factor) {
        return factor == 1 ? this : new Complex(re.times(factor), im.times(factor));
    }

    /** re − i·im. */
    public Complex conjugate() {
        return new Complex(re, im.neg());
    }

    /** re² + im². */
    public Tensor squaredAbs() {
        return re.square().plus(im.square());
    }

    /** √(re² + im²); its gradient at 0 is 0. */
    public Tensor abs() {
        return pairs().norm(new int[] {-1}, false);
    }

    // ---- transforms

    public Complex fft(int axis) {
        return fft(shape().size(axis), axis, Norm.BACKWARD);
    }

    public Complex fft(int n, int axis, Norm norm) {
        return transform(false, n, axis, norm, re, im);
    }

    public Complex ifft(int axis) {
        return ifft(shape().size(axis), axis, Norm.BACKWARD);
    }

    public Complex ifft(int n, int axis, Norm norm) {
        return transform(true, n, axis, norm, re, im);
    }

    /** Real numbers, an even number of them, from the half of their transform: 2·(size − 1) along the axis. */
    public Tensor irfft(int axis) {
        return irfft(2 * (shape().size(axis) - 1), axis, Norm.BACKWARD);
    }

    /**
     * n real numbers from yₖ for 0 ≤ k ≤ n/2; the other half is their conjugate, yₙ₋ₖ = ȳₖ. So each but y₀ and yₙ⸝₂ counts
     * twice, and the imaginary parts of these two play no part.
     */
    public Tensor irfft(int n, int axis, Norm norm) {
        requireLength(n);
        int at = shape().axis(axis);
        int half = n / 2 + 1;
        var twice = new double[half];
        Arrays.setAll(twice, k -> k == 0 || 2 * k == n ? 1 : 2);
        var sizes = new int[shape().rank()];
        Arrays.fill(sizes, 1);
        sizes[at] = half;
        var weight = Tensor.of(twice, sizes).cast(re.dtype());
        var y = new Complex(
                resized(re, half, at).times(weight), resized(im, half, at).times(weight));
        return y.ifft(n, at, norm).re;
    }

    /** Over several axes, all of them if none are named: fft2 is {@code fftn(-2, -1)}. */
    public Complex fftn(int... axes) {
        return fftn(sizes(axes), axes, Norm.BACKWARD);
    }

    /** Over several axes of which axis i is cut or filled to {@code sizes[i]}. */
    public Complex fftn(int[] sizes, int[] axes, Norm norm) {
        return overAll(false, sizes, counted(axes, sizes), norm);
    }

    public Complex ifftn(int... axes) {
        return ifftn(sizes(axes), axes, Norm.BACKWARD);
    }

    public Complex ifftn(int[] sizes, int[] axes, Norm norm) {
        return overAll(true, sizes, counted(axes, sizes), norm);
    }

    /** Real numbers from the transform of {@link Transforming#rfftn}, whose last axis named is halved. */
    public Tensor irfftn(int[] sizes, int[] axes, Norm norm) {
        var all = counted(axes, sizes);
        int last = all.length - 1;
        return overAll(true, Arrays.copyOf(sizes, last), Arrays.copyOf(all, last), norm)
                .irfft(sizes[last], all[last], norm);
    }

    private Complex overAll(boolean inverse, int[] sizes, int[] axes, Norm norm) {
        var y = this;
        for (int i = 0; i < axes.length; i++) {
            y = transform(inverse, sizes[i], axes[i], norm, y.re, y.im);
        }
        return y;
    }

    /** The transform of real numbers: 0 ≤ k ≤ n/2. */
    static Complex ofReal(Tensor x, int n, int axis, Norm norm) {
        var y = transform(false, n, axis, norm, x);
        return new Complex(y.re.slice(axis, 0, n / 2 + 1), y.im.slice(axis, 0, n / 2 + 1));
    }

    /** The transform of real numbers over several axes, the last of which is halved. */
    static Complex ofReal(Tensor x, int[] sizes, int[] axes, Norm norm) {
        var all = of(x).counted(axes, sizes);
        int last = all.length - 1;
        return ofReal(x, sizes[last], all[last], norm)
                .overAll(false, Arrays.copyOf(sizes, last), Arrays.copyOf(all, last), norm);
    }

    /** Along one axis, of real parts and, if there are any, imaginary parts. */
    static Complex transform(boolean inverse, int n, int axis, Norm norm, Tensor... parts) {
        requireLength(n);
        int at = parts[0].shape().axis(axis);
        var rows = Arrays.stream(parts)
                .map(x -> resized(x, n, at).transpose(at, -1))
                .toArray(Tensor[]::new);
        var y = Interpreter.run(new Op.Fourier(inverse), rows); // (2, …, n)
        return new Complex(y.get(0, 0).transpose(at, -1), y.get(0, 1).transpose(at, -1)).times(norm.factor(n, inverse));
    }

    private static void requireLength(int n) {
        if (n < 1) {
            throw new ShapeException("fft: a transform has at least 1 element along its axis, got " + n);
        }
    }

    private static Tensor resized(Tensor x, int n, int axis) {
        int size = x.size(axis);
        return size < n ? x.pad(axis, 0, n - size, 0) : x.slice(axis, 0, n);
    }

    private int[] sizes(int[] axes) {
        return axes.length == 0
                ? shape().toArray()
                : Arrays.stream(axes).map(shape()::size).toArray();
    }

    private int[] counted(int[] axes, int[] sizes) {
        var all = new int[axes.length == 0 ? shape().rank() : axes.length];
        Arrays.setAll(all, i -> axes.length == 0 ? i : shape().axis(axes[i]));
        if (sizes.length != all.length
                || all.length == 0
                || Arrays.stream(all).distinct().count() != all.length) {
            throw new ShapeException(
                    "fftn: needs each axis of " + shape() + " at most once and a size for each, got axes "
                            + Arrays.toString(axes) + " and sizes " + Arrays.toString(sizes));
        }
        return all;
    }
}
