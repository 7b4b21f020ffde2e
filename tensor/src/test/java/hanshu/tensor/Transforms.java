package hanshu.tensor;

import hanshu.tensor.Complex.Norm;
import java.util.Locale;

/** The Fourier transforms of the reference vectors: complex tensors are pairs there, results are squared. */
final class Transforms {
    private Transforms() {}

    static Tensor of(Reference r, Tensor x) {
        var norm = Norm.valueOf(r.text("norm").toUpperCase(Locale.ROOT));
        return (r.op().contains("n") ? overSeveral(r, x, norm) : overOne(r, x, norm)).square();
    }

    private static Tensor overOne(Reference r, Tensor x, Norm norm) {
        int n = r.whole("n");
        int axis = r.whole("axis");
        return switch (r.op()) {
            case "rfft" -> x.rfft(n, axis, norm).pairs();
            case "fftReal" -> x.fft(n, axis, norm).pairs();
            case "fft" -> Complex.ofPairs(x).fft(n, axis, norm).pairs();
            case "ifft" -> Complex.ofPairs(x).ifft(n, axis, norm).pairs();
            case "irfft" -> Complex.ofPairs(x).irfft(n, axis, norm);
            default -> throw new AssertionError("no transform is called " + r.op());
        };
    }

    private static Tensor overSeveral(Reference r, Tensor x, Norm norm) {
        var sizes = r.wholes("sizes");
        var axes = r.wholes("axes");
        return switch (r.op()) {
            case "rfftn" -> x.rfftn(sizes, axes, norm).pairs();
            case "fftn" -> Complex.ofPairs(x).fftn(sizes, axes, norm).pairs();
            case "ifftn" -> Complex.ofPairs(x).ifftn(sizes, axes, norm).pairs();
            case "irfftn" -> Complex.ofPairs(x).irfftn(sizes, axes, norm);
            default -> throw new AssertionError("no transform is called " + r.op());
        };
    }
}
