package hanshu.tensor;

import hanshu.tensor.Window.Span;
import java.util.ArrayList;

/**
 * Convolution in F32 without copies of patches: along the last axis, what one line of a window sees at one place after
 * the other are the rows of a matrix that overlap in x, and can be multiplied where they lie. So y of a line of places
 * is a sum of such products, one for each line of the window; only padding needs a copy, and only of x.
 */
final class LineConvolution {
    /** Places of a task, about: their results stay in the cache while one line of the window follows the other. */
    private static final int PLACES = 256;

    /** Multiplications of one product, below which copied patches in larger products are faster. */
    private static final int ENOUGH = 1 << 15;

    private final Patches patches;
    private final Window window;
    private final Shape picture;
    private final int in;
    private final int out;

    /** Over a picture that needs no padding. */
    private LineConvolution(Window window, Shape picture, int out) {
        this.patches = new Patches("convolve", window, picture);
        this.window = window;
        this.picture = picture;
        this.in = picture.size(-1);
        this.out = out;
    }

    /** Whether it is faster than copying. */
    static boolean suits(Window window, Patches patches, int in, int out) {
        var last = window.axes().getLast();
        return last.dilation() == 1
                && (long) patches.places.size(-1) * last.size() * in * out >= ENOUGH
                && last.size() * in >= 16
                && out >= 16;
    }

    /** y (batch, places…, out) of x (batch, space…, in) and a weight (window…, in, out). */
    static Tensor of(Tensor x, Tensor weight, Window window) {
        int out = weight.size(-1);
        var spans = new ArrayList<Span>();
        var grown = new int[x.rank()];
        grown[0] = x.size(0);
        grown[x.rank() - 1] = x.size(-1);
        for (var s : window.axes()) {
            int before = Math.max(0, s.before());
            int after = Math.max(0, s.after());
            spans.add(new Span(s.size(), s.stride(), s.dilation(), s.before() - before, s.after() - after));
            grown[spans.size()] = x.size(spans.size()) + before + after;
        }
        var wide = Shape.of(grown);
        var source = x.contiguous();
        if (!wide.equals(x.shape())) {
            source = padded(source, window, wide);
        }
        var w = weight.contiguous();
        var over = new LineConvolution(new Window(spans), wide, out);
        var shape = over.patches.grid().append(Shape.of(out));
        var storage = Storage.room(DType.F32, shape.count());
        over.multiply(
                (float[]) source.array(), source.offset(), (float[]) w.array(), w.offset(), (float[]) storage.array());
        return Tensor.owning(storage, shape);
    }

    private static Tensor padded(Tensor x, Window window, Shape wide) {
        var storage = Indexing.zeros(DType.F32, wide.count());
        var from = (float[]) x.array();
        var to = (float[]) storage.array();
        int size = x.shape().count(1, x.rank());
        int grown = wide.count(1, wide.rank());
        Parallel.ranges(x.size(0), Parallel.grain(Patches.GRAIN, size), (first, end) -> {
            for (int i = first; i < end; i++) {
                copy(x.shape(), wide, window, 1, from, x.offset() + i * size, to, i * grown);
            }
        });
        return Tensor.owning(storage, wide);
    }

    /** Copies one picture, from the given axis on, into the middle of a wider one. */
    private static void copy(Shape shape, Shape wide, Window window, int axis, float[] from, int f, float[] to, int t) {
        int rank = shape.rank();
        int step = shape.count(axis + 1, rank);
        int wideStep = wide.count(axis + 1, rank);
        int start = t + Math.max(0, window.axes().get(axis - 1).before()) * wideStep;
        if (axis == rank - 2) {
            System.arraycopy(from, f, to, start, shape.size(axis) * step);
            return;
        }
        for (int i = 0; i < shape.size(axis); i++) {
            copy(shape, wide, window, axis + 1, from, f + i * step, to, start + i * wideStep);
        }
    }

    private void multiply(float[] x, int xo, float[] w, int wo, float[] y) {
        int rank = window.rank();
        var last = window.axes().getLast();
        int depth = last.size() * in;
        int lines = window.sizes().count(0, rank - 1);
        int m = patches.places.size(-1);
        // lines of places that lie evenly apart: along the last axis but one, or the series of a batch
        int stack = rank == 1 ? patches.batch() : patches.places.size(rank - 2);
        int step = rank == 1
                ? picture.count(1, picture.rank())
                : window.axes().get(rank - 2).stride() * picture.size(-2) * in;
        int stacks = patches.rows / m / stack;
        int chunk = Math.clamp(PLACES / m, 1, stack);
        int chunks = Math.ceilDiv(stack, chunk);
        var factor = Machine.kernels().factor(lines * depth, out, w, wo, out, 1);
        Parallel.run(stacks * chunks, task -> {
            int inStack = task % chunks * chunk;
            int line = task / chunks * stack + inStack;
            int runs = Math.min(chunk, stack - inStack);
            var starts = new int[lines];
            patches.startsOfLines(line, starts);
            for (int each = 0; each < lines; each++) {
                int at = xo + starts[each] - last.before() * in;
                factor.multiply(
                        runs,
                        m,
                        each * depth,
                        depth,
                        x,
                        at,
                        step,
                        last.stride() * in,
                        y,
                        line * m * out,
                        m * out,
                        out,
                        each > 0);
            }
        });
    }
}
