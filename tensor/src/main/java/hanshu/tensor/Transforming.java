package hanshu.tensor;

import hanshu.tensor.Complex.Norm;

/**
 * The Fourier transforms of a real {@link Tensor}, whose results are {@link Complex}, which has the ways back. So a
 * circular convolution is {@code x.rfft(-1).times(w.rfft(-1)).irfft(n, -1, Norm.BACKWARD)}.
 */
public sealed interface Transforming permits Tensor {
    /** yₖ = Σⱼ xⱼ e^(−2πi jk/n) for 0 ≤ k < n. */
    default Complex fft(int axis) {
        return fft(((Tensor) this).size(axis), axis, Norm.BACKWARD);
    }

    /** As {@link #fft(int)}, of an axis first cut or filled with zeros to n elements. */
    default Complex fft(int n, int axis, Norm norm) {
        return Complex.transform(false, n, axis, norm, (Tensor) this);
    }

    /** yₖ for 0 ≤ k ≤ n/2: of real numbers the rest is their conjugates, yₙ₋ₖ = ȳₖ. */
    default Complex rfft(int axis) {
        return rfft(((Tensor) this).size(axis), axis, Norm.BACKWARD);
    }

    /** As {@link #rfft(int)}, of an axis first cut or filled with zeros to n elements. */
    default Complex rfft(int n, int axis, Norm norm) {
        return Complex.ofReal((Tensor) this, n, axis, norm);
    }

    /** Over several axes, the last named of which is halved: rfft2 is {@code rfftn(sizes, {-2, -1}, norm)}. */
    default Complex rfftn(int[] sizes, int[] axes, Norm norm) {
        return Complex.ofReal((Tensor) this, sizes, axes, norm);
    }
}
