package hanshu.tensor;

import hanshu.tensor.Window.Span;
import java.util.ArrayList;
import java.util.function.BiFunction;

/**
 * Convolution in F32 and its adjoints, patches being laid out as rows of a matrix a block at a time, so that they stay
 * in the cache from their copying to their product (K. Chellapilla, S. Puri and P. Simard, <i>High Performance
 * Convolutional Neural Networks for Document Processing</i>, 2006, in blocks).
 *
 * <p>Where each of several channels is a group of its own ({@code groups} = in = out) there is no matrix to multiply: each element
 * of a patch meets its own weight. Sums are split by sizes alone, never by threads.
 */
final class BlockedConvolution {
    /** Elements of a block of patches: half of a second-level cache of 512 kB. */
    private static final int BLOCK = 1 << 16;

    /** Elements of partial sums of a weight's gradient, at most. */
    private static final int PARTS = 1 << 22;

    /**
     * Elements that a patch finds side by side, up to which its borders cost more than a copy of the whole picture with its
     * padding.
     */
    private static final int FEW = 32;

    /** Channels of a result below which a matrix product wastes most of a vector. */
    private static final int FEWEST = 16;

    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[BLOCK]);

    private final Patches patches;
    private final Window window;
    private final int groups;
    private final int in;
    private final int out;

    /** In a group. */
    private final int inputs;

    private final int outputs;

    /** Elements of a patch in a group. */
    private final int size;

    private final int rowsOfBlock;
    private final boolean depthwise;

    /** Whether {@link #withPadding} pays. */
    private boolean wantsPadding() {
        return !depthwise
                && groups == 1
                && window.axes().getLast().size() * in <= FEW
                && window.axes().stream().anyMatch(s -> s.before() > 0 || s.after() > 0);
    }

    /** The same over a copy of x that has its padding. */
    private Tensor withPadding(Tensor x, BiFunction<BlockedConvolution, Tensor, Tensor> f) {
        var wide = x.detach();
        var spans = new ArrayList<Span>();
        for (var s : window.axes()) {
            int before = Math.max(0, s.before());
            int after = Math.max(0, s.after());
            wide = wide.pad(spans.size() + 1, before, after, 0);
            spans.add(new Span(s.size(), s.stride(), s.dilation(), s.before() - before, s.after() - after));
        }
        var bare = new Window(spans);
        var over = new Patches("convolve", bare, wide.shape());
        return f.apply(new BlockedConvolution(over, bare, groups, in, out), wide);
    }

    BlockedConvolution(Patches patches, Window window, int groups, int in, int out) {
        this.patches = patches;
        this.window = window;
        this.groups = groups;
        this.in = in;
        this.out = out;
        inputs = in / groups;
        outputs = out / groups;
        size = patches.taps() * inputs;
        depthwise = groups > 1 && groups == in && groups == out;
        int rows = BLOCK / Math.max(1, size) / 12 * 12; // twelve rows are two tiles of a matrix product
        rowsOfBlock = Math.clamp(rows, 12, 1 << 11);
    }

    Tensor convolve(Tensor x, Tensor weight) {
        var shape = patches.grid().append(Shape.of(out));
        if (size == 0 || shape.count() == 0) {
            return Tensor.owning(Indexing.zeros(DType.F32, shape.count()), shape);
        }
        if (groups == 1 && LineConvolution.suits(window, patches, in, out)) {
            return LineConvolution.of(x.detach(), weight.detach(), window);
        }
        if (wantsPadding()) {
            return withPadding(x, (convolution, wide) -> convolution.convolve(wide, weight));
        }
        var source = x.contiguous();
        var w = weight.contiguous();
        var storage = depthwise ? Indexing.zeros(DType.F32, shape.count()) : Storage.room(DType.F32, shape.count());
        multiply((float[]) source.array(), source.offset(), (float[]) w.array(), w.offset(), (float[]) storage.array());
        return Tensor.owning(storage, shape);
    }

    private void multiply(float[] x, int xo, float[] w, int wo, float[] y) {
        if (depthwise) {
            Parallel.ranges(
                    patches.rows,
                    Parallel.grain(Patches.GRAIN, (long) size * in),
                    (from, to) -> patches.walk(from, to, 0, in, (at, row, p, n) -> {
                        for (int i = 0; at >= 0 && i < n; i += in) {
                            addProducts(x, xo + at + i, w, wo + p + i, y, row * in, in);
                        }
                    }));
            return;
        }
        int blocks = Math.ceilDiv(patches.rows, rowsOfBlock);
        Parallel.run(blocks * groups, task -> {
            int group = task % groups;
            int from = task / groups * rowsOfBlock;
            int rows = Math.min(rowsOfBlock, patches.rows - from);
            var block = copy(x, xo, group, from, rows);
            int column = group * outputs;
            Machine.kernels()
                    .matmul(
                            rows,
                            outputs,
                            size,
                            block,
                            0,
                            size,
                            1,
                            w,
                            wo + column,
                            out,
                            1,
                            y,
                            from * out + column,
                            out,
                            false);
        });
    }

    /** The patches {@code from} … {@code from} + rows − 1 of a group as a matrix (rows, size). */
    private float[] copy(float[] x, int xo, int group, int from, int rows) {
        var block = scratch(rows * size);
        patches.copy(x, xo, group * inputs, inputs, from, from + rows, block);
        return block;
    }

    private static float[] scratch(int size) {
        var scratch = SCRATCH.get();
        if (scratch.length < size) {
            scratch = new float[size];
            SCRATCH.set(scratch);
        }
        return scratch;
    }

    private static void addProducts(float[] a, int ao, float[] b, int bo, float[] sum, int at, int n) {
        for (int i = 0; i < n; i++) {
            sum[at + i] += a[ao + i] * b[bo + i];
        }
    }

    /**
     * A window that moves by one is mirrored: the adjoint is a convolution of y again. Else, and where that had few
     * channels, patches are added up.
     */
    Tensor transposed(Tensor y, Tensor weight, Shape space) {
        if (patches.picture.count() == 0 || patches.rows == 0 || out == 0) {
            return Tensor.owning(Indexing.zeros(DType.F32, patches.picture.count()), patches.picture);
        }
        var source = y.contiguous();
        var w = weight.contiguous();
        if (!depthwise && inputs >= FEWEST && window.axes().stream().allMatch(s -> s.stride() == 1)) {
            var mirror = Convolution.mirrored(window);
            return new BlockedConvolution(new Patches("convolve", mirror, y.shape()), mirror, groups, out, in)
                    .convolve(source, mirrored(w));
        }
        var storage = Indexing.zeros(DType.F32, patches.picture.count());
        addBack(
                (float[]) source.array(),
                source.offset(),
                (float[]) w.array(),
                w.offset(),
                (float[]) storage.array(),
                space.count() * in);
        return Tensor.owning(storage, patches.picture);
    }

    /** (window…, in/groups, out) → (window backwards…, out/groups, in). */
    private Tensor mirrored(Tensor weight) {
        int taps = patches.taps();
        return weight.detach()
                .reshape(taps, inputs, groups, outputs)
                .flip(0)
                .permute(0, 3, 2, 1) // (taps, outputs, groups, inputs)
                .reshapeTo(window.sizes().append(Shape.of(outputs, in)));
    }

    private void addBack(float[] y, int yo, float[] w, int wo, float[] x, int pictureSize) {
        int places = patches.places.count();
        if (depthwise) {
            Parallel.ranges(
                    patches.batch(),
                    Parallel.grain(Patches.GRAIN, pictureSize),
                    (from, to) -> patches.walk(from * places, to * places, 0, in, (at, row, p, n) -> {
                        for (int i = 0; at >= 0 && i < n; i += in) {
                            addProducts(y, yo + row * in, w, wo + p + i, x, at + i, in);
                        }
                    }));
            return;
        }
        Parallel.run(patches.batch() * groups, task -> {
            int group = task % groups;
            int first = task / groups * places;
            for (int from = first; from < first + places; from += rowsOfBlock) {
                int rows = Math.min(rowsOfBlock, first + places - from);
                int start = from;
                var block = scratch(rows * size);
                int column = group * outputs;
                Machine.kernels()
                        .matmul(
                                rows,
                                size,
                                outputs,
                                y,
                                yo + from * out + column,
                                out,
                                1,
                                w,
                                wo + column,
                                1,
                                out,
                                block,
                                0,
                                size,
                                false);
                patches.walk(from, from + rows, group * inputs, inputs, (at, row, p, n) -> {
                    if (at >= 0) {
                        Indexing.add(block, (row - start) * size + p, x, at, n);
                    }
                });
            }
        });
    }

    /** Patchesᵀ·y, in a fixed number of parts that are added up in order. */
    Tensor weight(Tensor x, Tensor y) {
        var shape = window.sizes().append(Shape.of(inputs, out));
        int count = shape.count();
        if (count == 0 || patches.rows == 0) {
            return Tensor.owning(Indexing.zeros(DType.F32, count), shape);
        }
        if (wantsPadding()) {
            return withPadding(x, (convolution, wide) -> convolution.weight(wide, y));
        }
        var source = x.contiguous();
        var slopes = y.contiguous();
        var in = (float[]) source.array();
        var g = (float[]) slopes.array();
        int blocks = Math.ceilDiv(patches.rows, rowsOfBlock);
        int parts = Math.clamp(PARTS / count, 1, Math.min(8, blocks));
        var storage = Indexing.zeros(DType.F32, parts * count);
        var sums = (float[]) storage.array();
        Parallel.run(parts, part -> {
            int first = (int) ((long) blocks * part / parts) * rowsOfBlock;
            int end = Math.min(patches.rows, (int) ((long) blocks * (part + 1) / parts) * rowsOfBlock);
            if (depthwise) {
                addDepthwise(in, source.offset(), g, slopes.offset(), first, end, sums, part * count);
            } else {
                addBlocks(in, source.offset(), g, slopes.offset(), first, end, sums, part * count);
            }
        });
        for (int part = 1; part < parts; part++) {
            Machine.kernels().binary(Op.Binary.PLUS, sums, 0, 1, sums, part * count, 1, sums, 0, count);
        }
        return Tensor.owning(storage, shape);
    }

    private void addBlocks(float[] x, int xo, float[] y, int yo, int first, int end, float[] sums, int at) {
        for (int from = first; from < end; from += rowsOfBlock) {
            int rows = Math.min(rowsOfBlock, end - from);
            for (int group = 0; group < groups; group++) {
                var block = copy(x, xo, group, from, rows);
                int column = group * outputs;
                Machine.kernels()
                        .matmul(
                                size,
                                outputs,
                                rows,
                                block,
                                0,
                                1,
                                size,
                                y,
                                yo + from * out + column,
                                out,
                                1,
                                sums,
                                at + column,
                                out,
                                true);
            }
        }
    }

    private void addDepthwise(float[] x, int xo, float[] y, int yo, int first, int end, float[] sums, int start) {
        patches.walk(first, end, 0, in, (at, row, p, n) -> {
            for (int i = 0; at >= 0 && i < n; i += in) {
                addProducts(x, xo + at + i, y, yo + row * in, sums, start + p + i, in);
            }
        });
    }
}
