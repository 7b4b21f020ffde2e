package hanshu.tensor;

import hanshu.tensor.Window.Span;
import java.util.Arrays;

/**
 * What a window sees at each of its places: the patches of x (batch, space…, channels), one for each row of a matrix
 * (batch · places, window · channels) that need never exist as a whole.
 *
 * <p>A patch consists of pieces that lie next to each other in x, since channels come last: along the last space axis a
 * window that is not dilated sees one run.
 */
final class Patches {
    /** Elements worth handing to another thread. */
    static final int GRAIN = 1 << 14;

    /** Some elements of a patch. */
    @FunctionalInterface
    interface Piece {
        /**
         * Meets them.
         *
         * @param x where they lie in x, or −1 in the padding
         * @param row the number of the patch
         * @param p where they lie in the patch
         * @param n how many they are, a multiple of the channels
         */
        void at(int x, int row, int p, int n);
    }

    final Shape picture;
    final Shape places;

    /** Of all patches. */
    final int rows;

    private final Window window;
    private final int channels;
    private final Span last;
    private final int width;
    private final int placesOnLine;

    /** Windows' elements on all axes but the last. */
    private final int lines;

    Patches(String what, Window window, Shape picture) {
        this.window = window;
        this.picture = picture;
        var space = window.space(what, picture);
        places = window.places(space);
        rows = picture.size(0) * places.count();
        channels = picture.size(-1);
        last = window.axes().getLast();
        width = space.size(-1);
        placesOnLine = places.size(-1);
        lines = window.sizes().count(0, window.rank() - 1);
    }

    /** (batch, places…). */
    Shape grid() {
        return picture.range(0, 1).append(places);
    }

    /** (batch, places…, window…, channels). */
    Shape unfolded() {
        return grid().append(window.sizes()).append(Shape.of(channels));
    }

    /** Elements of the window, without channels. */
    int taps() {
        return lines * last.size();
    }

    int batch() {
        return picture.size(0);
    }

    /**
     * Walks the pieces of the patches {@code from} to {@code to} − 1 in order.
     *
     * @param first the first channel that counts
     * @param count how many channels count
     */
    void walk(int from, int to, int first, int count, Piece piece) {
        var starts = new int[lines];
        boolean whole = last.dilation() == 1 && count == channels;
        for (int row = from; row < to; row++) {
            int place = row % placesOnLine;
            if (row == from || place == 0) {
                startsOfLines(row / placesOnLine, starts);
            }
            int left = place * last.stride() - last.before(); // where the window begins on the last axis
            for (int line = 0; line < lines; line++) {
                int p = line * last.size() * count;
                if (starts[line] < 0) {
                    piece.at(-1, row, p, last.size() * count);
                } else if (whole) {
                    int in = Math.clamp(-left, 0, last.size());
                    int out = Math.clamp(width - left, in, last.size());
                    if (in > 0) {
                        piece.at(-1, row, p, in * count);
                    }
                    if (out > in) {
                        int x = starts[line] + (left + in) * channels;
                        piece.at(x, row, p + in * count, (out - in) * count);
                    }
                    if (out < last.size()) {
                        piece.at(-1, row, p + out * count, (last.size() - out) * count);
                    }
                } else {
                    for (int tap = 0; tap < last.size(); tap++) {
                        int at = left + tap * last.dilation();
                        boolean inside = at >= 0 && at < width;
                        piece.at(inside ? starts[line] + at * channels + first : -1, row, p + tap * count, count);
                    }
                }
            }
        }
    }

    /** Where in x each line of the window begins, or −1 in the padding. */
    void startsOfLines(int lineOfPlaces, int[] starts) {
        Arrays.fill(starts, 0);
        int rest = lineOfPlaces;
        int repeat = 1; // neighbouring lines of the window that agree on this axis
        int step = width * channels;
        for (int axis = window.rank() - 2; axis >= 0; axis--) {
            var span = window.axes().get(axis);
            int size = picture.size(axis + 1);
            int top = rest % places.size(axis) * span.stride() - span.before();
            rest /= places.size(axis);
            for (int line = 0; line < lines; line++) {
                int at = top + line / repeat % span.size() * span.dilation();
                starts[line] = starts[line] < 0 || at < 0 || at >= size ? -1 : starts[line] + at * step;
            }
            repeat *= span.size();
            step *= size;
        }
        for (int line = 0; line < lines; line++) {
            starts[line] = starts[line] < 0 ? -1 : starts[line] + rest * step;
        }
    }

    /** All patches of x, a copy of each element for each window that sees it. */
    static Tensor unfold(Tensor x, Window window) {
        var patches = new Patches("unfold", window, x.shape());
        var source = x.contiguous();
        var shape = patches.unfolded();
        var storage = Storage.room(x.dtype(), shape.count());
        int size = patches.taps() * patches.channels;
        Parallel.ranges(
                patches.rows,
                Parallel.grain(GRAIN, size),
                (from, to) ->
                        patches.copy(source.array(), source.offset(), 0, patches.channels, storage.array(), from, to));
        return Tensor.owning(storage, shape);
    }

    /** Copies the patches {@code from} to {@code to} − 1 to their rows of an array that begins with row 0. */
    private void copy(Object x, int xo, int first, int count, Object to, int from, int end) {
        int size = taps() * count;
        walk(from, end, first, count, (at, row, p, n) -> {
            if (at < 0) {
                clear(to, row * size + p, n);
            } else {
                System.arraycopy(x, xo + at, to, row * size + p, n);
            }
        });
    }

    /**
     * Copies the patches {@code from} to {@code end} − 1 to the rows of a matrix, line of places by line of places: {@link
     * #walk} without a call for each piece, of which a picture with few channels has very many.
     */
    void copy(float[] x, int xo, int first, int count, int from, int end, float[] to) {
        var starts = new int[lines];
        int size = taps() * count;
        boolean whole = last.dilation() == 1 && count == channels;
        int firstInside = Math.ceilDiv(last.before(), last.stride());
        int endInside = Math.floorDiv(width - last.reach() + last.before(), last.stride()) + 1;
        for (int row = from; row < end; ) {
            int line = row / placesOnLine;
            int begin = row - line * placesOnLine;
            int stop = Math.min(placesOnLine, begin + end - row);
            int lo = whole ? Math.clamp(firstInside, begin, stop) : begin;
            int hi = whole ? Math.clamp(endInside, lo, stop) : begin;
            startsOfLines(line, starts);
            for (int w = 0; w < lines; w++) {
                int at = (row - from) * size + w * last.size() * count;
                if (starts[w] < 0) {
                    fill(to, at, size, stop - begin, last.size() * count);
                    continue;
                }
                int start = xo + starts[w] + first;
                border(x, start, begin, lo, count, to, at, size);
                int inside = start + (lo * last.stride() - last.before()) * channels;
                Machine.kernels()
                        .copyRows(
                                x,
                                inside,
                                last.stride() * channels,
                                hi - lo,
                                last.size() * count,
                                to,
                                at + (lo - begin) * size,
                                size);
                border(x, start, hi, stop, count, to, at + (hi - begin) * size, size);
            }
            row += stop - begin;
        }
    }

    /** Places whose window stands out over the edge, or whose elements lie apart. */
    private void border(float[] x, int start, int begin, int end, int count, float[] to, int at, int size) {
        for (int place = begin, row = at; place < end; place++, row += size) {
            int left = place * last.stride() - last.before();
            for (int tap = 0; tap < last.size(); tap++) {
                int column = left + tap * last.dilation();
                int from = start + column * channels;
                int o = row + tap * count;
                if (column < 0 || column >= width) {
                    Arrays.fill(to, o, o + count, 0);
                } else if (count > 16) {
                    System.arraycopy(x, from, to, o, count);
                } else {
                    for (int c = 0; c < count; c++) {
                        to[o + c] = x[from + c];
                    }
                }
            }
        }
    }

    private static void fill(float[] to, int at, int size, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(to, at + r * size, at + r * size + n, 0);
        }
    }

    private static void clear(Object array, int at, int n) {
        switch (array) {
            case float[] a -> Arrays.fill(a, at, at + n, 0);
            case double[] a -> Arrays.fill(a, at, at + n, 0);
            case int[] a -> Arrays.fill(a, at, at + n, 0);
            case long[] a -> Arrays.fill(a, at, at + n, 0);
            case boolean[] a -> Arrays.fill(a, at, at + n, false);
            case short[] a -> Arrays.fill(a, at, at + n, (short) 0);
            case byte[] a -> Arrays.fill(a, at, at + n, (byte) 0);
            default -> throw new AssertionError(array.getClass());
        }
    }

    /** The adjoint of {@link #unfold}: adds each patch where it came from. */
    static Tensor fold(Tensor patches, Window window, Shape space) {
        var given = patches.shape();
        int channels = given.rank() == 0 ? 0 : given.size(-1);
        int batch = given.rank() == 0 ? 0 : given.size(0);
        var to = new Patches("fold", window, Shape.of(batch).append(space).append(Shape.of(channels)));
        if (!to.unfolded().equals(given)) {
            throw new ShapeException("fold: a window " + window + " over " + space + " gives patches " + to.unfolded()
                    + ", got " + given);
        }
        if (!patches.dtype().isFloating()) {
            throw new ShapeException("fold: needs F32 or F64, got " + patches.dtype() + "; cast it");
        }
        var source = patches.contiguous();
        var storage = Indexing.zeros(patches.dtype(), to.picture.count());
        int size = to.taps() * channels;
        int rows = to.places.count();
        Parallel.ranges(batch, Parallel.grain(GRAIN, (long) rows * size), (from, end) -> {
            to.walk(from * rows, end * rows, 0, channels, (at, row, p, n) -> {
                if (at >= 0) {
                    Indexing.add(source.array(), source.offset() + row * size + p, storage.array(), at, n);
                }
            });
        });
        return Tensor.owning(storage, to.picture);
    }
}
