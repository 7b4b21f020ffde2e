package hanshu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A window that slides over the space axes of series, pictures or volumes: one {@link Span} for each axis.
 *
 * <pre>{@code
 * Window.of(3, 3).withPadding(1)            // 3 × 3 over a picture that keeps its size
 * Window.of(2, 2).withStride(2)             // squares side by side
 * }</pre>
 */
public record Window(List<Span> axes) {

    /**
     * The window along one axis.
     *
     * @param size how many elements it sees, 1 or more
     * @param stride how far it moves from one place to the next, 1 or more
     * @param dilation how far what it sees lies apart, 1 or more
     * @param before how many zeros it finds before the axis; a negative number leaves out elements
     * @param after how many zeros it finds after the axis; a negative number leaves out elements
     */
    public record Span(int size, int stride, int dilation, int before, int after) {
        public Span {
            if (size < 1 || stride < 1 || dilation < 1) {
                throw new ShapeException("window: size, stride and dilation are 1 or more, got " + size + ", " + stride
                        + " and " + dilation);
            }
        }

        /** From the first element it sees to the last, both included. */
        public int reach() {
            return dilation * (size - 1) + 1;
        }

        /**
         * How many places it has on an axis of n elements: ⌊(n + before + after − reach)/stride⌋ + 1.
         *
         * @throws ShapeException when it is longer than the axis with its padding
         */
        public int places(int n) {
            int room = n + before + after - reach();
            if (room < 0) {
                throw new ShapeException("window: it reaches over " + reach() + " elements, and the axis has " + n
                        + " with " + before + " + " + after + " of padding");
            }
            return room / stride + 1;
        }
    }

    public Window {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new ShapeException("window: needs at least one axis");
        }
    }

    /** Of these sizes, moving by one, without padding. */
    public static Window of(int... sizes) {
        return new Window(Arrays.stream(sizes)
                .mapToObj(size -> new Span(size, 1, 1, 0, 0))
                .toList());
    }

    /** Another stride, one for all axes or one for each. */
    public Window withStride(int... strides) {
        return with(strides, (s, stride) -> new Span(s.size, stride, s.dilation, s.before, s.after));
    }

    /** Another dilation, one for all axes or one for each. */
    public Window withDilation(int... dilations) {
        return with(dilations, (s, dilation) -> new Span(s.size, s.stride, dilation, s.before, s.after));
    }

    /** As much padding before an axis as after it, one for all axes or one for each. */
    public Window withPadding(int... paddings) {
        return with(paddings, (s, padding) -> new Span(s.size, s.stride, s.dilation, padding, padding));
    }

    /** The padding with which a window that moves by one keeps the size; an odd one more after than before. */
    public Window same() {
        return with(new int[] {0}, (s, _) -> {
            int padding = s.reach() - 1;
            return new Span(s.size, s.stride, s.dilation, padding / 2, padding - padding / 2);
        });
    }

    /** Without padding. */
    public Window withoutPadding() {
        return withPadding(0);
    }

    @FunctionalInterface
    private interface Change {
        Span of(Span span, int number);
    }

    private Window with(int[] numbers, Change change) {
        if (numbers.length != 1 && numbers.length != axes.size()) {
            throw new ShapeException("window: needs one number or one for each of " + axes.size() + " axes, got "
                    + Arrays.toString(numbers));
        }
        var changed = new ArrayList<Span>();
        for (int i = 0; i < axes.size(); i++) {
            changed.add(change.of(axes.get(i), numbers[numbers.length == 1 ? 0 : i]));
        }
        return new Window(changed);
    }

    /** How many space axes. */
    public int rank() {
        return axes.size();
    }

    /** Its size along each axis. */
    public Shape sizes() {
        return Shape.owned(axes.stream().mapToInt(Span::size).toArray());
    }

    /** How many places it has along each axis of a space. */
    public Shape places(Shape space) {
        var places = new int[axes.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = axes.get(i).places(space.size(i));
        }
        return Shape.owned(places);
    }

    /**
     * The space axes of x (batch, space…, channels).
     *
     * @param what the operation, for the message
     */
    Shape space(String what, Shape x) {
        if (x.rank() != rank() + 2) {
            throw new ShapeException(what + ": needs (batch, " + rank() + " space axes, channels), got " + x);
        }
        return x.range(1, x.rank() - 1);
    }

    /** For example {@code 3 × 3 by 2}. */
    @Override
    public String toString() {
        var size = new StringJoiner(" × ");
        axes.forEach(span -> size.add(Integer.toString(span.size)));
        var text = new StringBuilder(size.toString());
        describe(text, " by ", axes.stream().mapToInt(Span::stride).toArray(), 1);
        describe(text, " dilated ", axes.stream().mapToInt(Span::dilation).toArray(), 1);
        describe(
                text,
                " padded ",
                axes.stream()
                        .flatMapToInt(s -> Arrays.stream(new int[] {s.before, s.after}))
                        .toArray(),
                0);
        return text.toString();
    }

    private static void describe(StringBuilder text, String word, int[] numbers, int usual) {
        if (Arrays.stream(numbers).allMatch(n -> n == numbers[0])) {
            if (numbers[0] != usual) {
                text.append(word).append(numbers[0]);
            }
        } else {
            text.append(word).append(Arrays.toString(numbers));
        }
    }
}
