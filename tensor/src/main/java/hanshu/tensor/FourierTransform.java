package hanshu.tensor;

import java.util.Arrays;

/** The discrete Fourier transform of rows, which are spread over threads; F32 is computed in F64. */
final class FourierTransform {
    /** Elements worth handing to another thread. */
    private static final int GRAIN = 1 << 12;

    private FourierTransform() {}

    /** Real and imaginary parts (2, …, n) from real parts (…, n) and, if there are any, imaginary parts. */
    static Tensor run(boolean inverse, Tensor... in) {
        var shape = in[0].shape();
        if (shape.rank() == 0 || shape.size(-1) == 0 || !in[0].dtype().isFloating()) {
            throw new ShapeException(
                    "fft: needs (…, n) of F32 or F64 with n at least 1, got " + in[0].dtype() + " " + shape);
        }
        int n = shape.size(-1);
        int count = shape.count();
        var to = shape.insert(0, 2);
        var storage = Storage.room(in[0].dtype(), to.count());
        var re = in[0].contiguous();
        var im = in[in.length - 1].contiguous();
        var plan = new FourierPlan(n);
        Parallel.ranges(count / n, Parallel.grain(GRAIN, n), (from, end) -> {
            var row = new FourierPlan.Row(n);
            for (int i = from; i < end; i++) {
                read(re, i * n, row.re);
                if (in.length > 1) {
                    read(im, i * n, row.im);
                } else {
                    Arrays.fill(row.im, 0);
                }
                // the way back is the way there between parts that have changed places
                turn(row, inverse);
                plan.transform(row);
                turn(row, inverse);
                write(row.re, storage.array(), i * n);
                write(row.im, storage.array(), count + i * n);
            }
        });
        return Tensor.owning(storage, to);
    }

    private static void turn(FourierPlan.Row row, boolean inverse) {
        if (inverse) {
            var re = row.re;
            row.re = row.im;
            row.im = re;
        }
    }

    private static void read(Tensor from, int at, double[] row) {
        if (from.array() instanceof float[] array) {
            for (int j = 0; j < row.length; j++) {
                row[j] = array[from.offset() + at + j];
            }
        } else {
            System.arraycopy(from.array(), from.offset() + at, row, 0, row.length);
        }
    }

    private static void write(double[] row, Object to, int at) {
        if (to instanceof float[] array) {
            for (int j = 0; j < row.length; j++) {
                array[at + j] = (float) row[j];
            }
        } else {
            System.arraycopy(row, 0, to, at, row.length);
        }
    }
}
