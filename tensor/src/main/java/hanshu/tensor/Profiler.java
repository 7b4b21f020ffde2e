package hanshu.tensor;

import hanshu.tensor.Op.Expand;
import hanshu.tensor.Op.Permute;
import hanshu.tensor.Op.Reduce;
import hanshu.tensor.Op.Reshape;
import hanshu.tensor.Op.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches where the time of this thread goes, operation by operation, from {@link #start} to {@link #close}. Results are
 * the same bits with and without. While none is at work, an operation pays for the question alone.
 *
 * <pre>{@code
 * try (var profiler = Profiler.start()) {
 *     for (int i = 0; i < 100; i++) {
 *         trainOn(batches.next());
 *         profiler.endStep();
 *     }
 *     System.out.println(profiler.profile().table(Limit.measure()));
 * }
 * }</pre>
 *
 * <p>Everything that is measured is a frame in another, and its own time is what its inner frames leave. What the
 * profiler does itself, some tenths of a microsecond for each operation, counts for none of them.
 */
public final class Profiler implements AutoCloseable {
    private static volatile @Nullable Profiler active;

    private final Thread thread = Thread.currentThread();
    private final Map<Key, Sum> lines = new HashMap<>();
    private final Map<Stage, Sum> outside = new EnumMap<>(Stage.class);

    /** Where each tensor was made that can be on the way back. */
    private final Map<Tensor, Place> places = new WeakHashMap<>();

    private Frame frame = root();
    private boolean paused = true;
    private long steps;
    private long warmUp;
    private long totalNanos;
    private long ownNanos;

    private Profiler() {}

    /**
     * Begins to watch the calling thread.
     *
     * @throws IllegalStateException if another profiler is at work in this process
     */
    public static Profiler start() {
        var profiler = new Profiler();
        profiler.resume();
        return profiler;
    }

    /** The profiler that watches this process; absent most of the time. */
    static @Nullable Profiler active() {
        return active;
    }

    // ---- what the program says of itself

    /** Computes in a layer: a number in a list of layers, or anything whose text names the layer. */
    public static <T> T at(Object layer, Supplier<T> body) {
        var profiler = active;
        if (profiler == null || !profiler.isWatching()) {
            return body.get();
        }
        var outer = profiler.frame;
        return profiler.inside(
                outer.stage == Stage.OTHER ? Stage.FORWARD : outer.stage, outer.place.within(layer), body);
    }

    /** Computes in a stage. */
    public static <T> T in(Stage stage, Supplier<T> body) {
        var profiler = active;
        return profiler == null || !profiler.isWatching()
                ? body.get()
                : profiler.inside(stage, profiler.frame.place, body);
    }

    /** As {@link #in(Stage, Supplier)} without a result. */
    public static void in(Stage stage, Runnable body) {
        in(stage, () -> {
            body.run();
            return true;
        });
    }

    /** A step has ended, and with it the way back through what it computed. */
    public void endStep() {
        steps++;
        places.clear(); // thousands of weak references would keep the garbage collector busy
    }

    /** How many steps have ended since the start, or since the warm-up. */
    public long steps() {
        return steps;
    }

    /** Forgets what was seen so far: it was warm-up, in which the compiler was still at work. */
    public void endWarmUp() {
        boolean goesOn = !paused;
        pause();
        lines.clear();
        outside.clear();
        warmUp += steps;
        steps = 0;
        totalNanos = 0;
        ownNanos = 0;
        if (goesOn) {
            resume();
        }
    }

    /** Looks away until {@link #resume}. */
    public void pause() {
        if (!paused) {
            frame.stop();
            if (frame.outer != null) {
                throw new IllegalStateException(
                        "profiler: it can't stop inside a stage or a layer; call it where it was started");
            }
            active = null;
            paused = true;
            sum(frame.stage).add(frame, Cost.NONE);
            totalNanos += frame.passedNanos;
        }
    }

    /** Watches again. */
    public void resume() {
        if (paused) {
            synchronized (Profiler.class) {
                if (active != null) {
                    throw new IllegalStateException("profiler: another one is at work; close it first");
                }
                active = this;
            }
            paused = false;
            frame = root();
            frame.start();
        }
    }

    @Override
    public void close() {
        pause();
    }

    /** What was seen so far. */
    public Profile profile() {
        boolean goesOn = !paused;
        pause();
        var seen = new ArrayList<Profile.Line>();
        lines.forEach((key, sum) -> seen.add(new Profile.Line(
                key.stage,
                key.name(),
                key.shapes.stream().map(Profiler::text).collect(Collectors.joining(" · ")),
                key.place.toString(),
                sum.calls,
                sum.nanos * 1e-9,
                sum.cost,
                sum.bytes)));
        var rest = new ArrayList<Profile.Outside>();
        outside.forEach((stage, sum) -> rest.add(new Profile.Outside(stage, sum.nanos * 1e-9, sum.bytes)));
        var profile = new Profile(
                steps, warmUp, (totalNanos - ownNanos) * 1e-9, ownNanos * 1e-9, Allocation.IS_COUNTED, seen, rest);
        if (goesOn) {
            resume();
        }
        return profile;
    }

    // ---- what operations report

    /** Computes an operation and notes it; one that another operation computes through is part of that. */
    Tensor compute(Op op, Tensor... in) {
        if (!isWatching() || frame.isOp) {
            return Interpreter.compute(op, in);
        }
        var stage = frame.stage == Stage.OTHER ? Stage.FORWARD : frame.stage;
        var inner = enter(stage, stage == Stage.BACKWARD ? frame.place : placed(in), true);
        try {
            var y = Interpreter.compute(op, in);
            inner.stop();
            if (y.isTracked()) {
                places.put(y, inner.place);
            }
            line(stage, op, inner.place, in).add(inner, Cost.of(op, in, y));
            return y;
        } finally {
            leave(inner);
        }
    }

    /** Goes back through the operation that made y; loops that the gradient runs itself count as that operation. */
    void back(Tensor y, Runnable body) {
        if (!isWatching()) {
            body.run();
            return;
        }
        var inner = enter(Stage.BACKWARD, places.getOrDefault(y, Place.NONE), false);
        try {
            body.run();
            inner.stop();
            var op = y.maker();
            var in = y.inputs().toArray(Tensor[]::new);
            var cost = op == null ? Cost.NONE : Cost.ofSlopes(op, in, y);
            if (op == null || cost.equals(Cost.NONE)) {
                sum(Stage.BACKWARD).add(inner, Cost.NONE);
            } else {
                line(Stage.BACKWARD, op, inner.place, in).add(inner, cost);
            }
        } finally {
            leave(inner);
        }
    }

    private <T> T inside(Stage stage, Place place, Supplier<T> body) {
        var inner = enter(stage, place, false);
        try {
            return body.get();
        } finally {
            inner.stop();
            sum(stage).add(inner, Cost.NONE);
            leave(inner);
        }
    }

    private boolean isWatching() {
        return Thread.currentThread().equals(thread);
    }

    private static Frame root() {
        return new Frame(0, 0, null, Stage.OTHER, Place.NONE, false);
    }

    private Frame enter(Stage stage, Place place, boolean isOp) {
        long nanos = System.nanoTime();
        frame = new Frame(Allocation.bytes(), nanos, frame, stage, place, isOp);
        frame.start();
        return frame;
    }

    private void leave(Frame inner) {
        var outer = inner.outer;
        if (outer != null) {
            frame = outer;
            ownNanos += inner.leave(outer);
        }
    }

    /** The place of an operation that reads a parameter is the parameter's. */
    private Place placed(Tensor... in) {
        for (var x : in) {
            var source = x;
            while (source.name().isEmpty() && isView(source.maker())) {
                source = source.input(0);
            }
            if (!source.name().isEmpty()) {
                var place = frame.place.of(source.name());
                if (!place.layer.isEmpty()) {
                    frame.place = place; // what the layer computes next is there, too
                }
                return place;
            }
        }
        return frame.place;
    }

    private static boolean isView(@Nullable Op op) {
        return op instanceof Reshape || op instanceof Permute || op instanceof Expand || op instanceof Slice;
    }

    private Sum line(Stage stage, Op op, Place place, Tensor... in) {
        var shapes = Arrays.stream(in).map(Tensor::shape).toList();
        return lines.computeIfAbsent(new Key(stage, op, place, shapes), fresh -> new Sum());
    }

    private Sum sum(Stage stage) {
        return outside.computeIfAbsent(stage, fresh -> new Sum());
    }

    private static String text(Shape shape) {
        return shape.rank() == 0
                ? "1"
                : Arrays.stream(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining("×"));
    }

    /** What makes a line: the same operation elsewhere, or on other shapes, is another. */
    private record Key(Stage stage, Op op, Place place, List<Shape> shapes) {
        String name() {
            return switch (op) {
                case Enum<?> word -> word.toString();
                case Reduce reduce -> reduce.f().toString();
                default -> {
                    var name = op.getClass().getSimpleName();
                    yield Character.toLowerCase(name.charAt(0)) + name.substring(1);
                }
            };
        }
    }

    /**
     * Where in a model.
     *
     * @param path of numbers in lists of layers, or of a parameter's name without its last part
     * @param layer in words
     */
    private record Place(String path, String layer) {
        static final Place NONE = new Place("", "");

        Place within(Object part) {
            return part instanceof Integer
                    ? new Place(path.isEmpty() ? part.toString() : path + "." + part, "")
                    : new Place(path, part.toString());
        }

        Place of(String parameter) {
            int dot = parameter.lastIndexOf('.');
            var owner = dot >= 0 ? parameter.substring(0, dot) : layer.isEmpty() ? parameter : "";
            return owner.equals(path) ? this : new Place(owner, layer);
        }

        @Override
        public String toString() {
            return (path + " " + layer).strip();
        }
    }

    private static final class Sum {
        long calls;
        long nanos;
        long bytes;
        Cost cost = Cost.NONE;

        void add(Frame frame, Cost more) {
            calls++;
            nanos += frame.passedNanos - frame.innerNanos;
            bytes += frame.passedBytes - frame.innerBytes;
            cost = cost.plus(more);
        }
    }

    /** Something under way. It begins and ends with a look at the clock before and after the profiler's own work. */
    private static final class Frame {
        final @Nullable Frame outer;
        final Stage stage;
        final boolean isOp;
        Place place;

        private final long enteredBytes;
        private final long enteredNanos;
        private long startBytes;
        private long startNanos;

        /** Between start and stop. */
        long passedNanos;

        long passedBytes;

        /** Of the frames inside, the profiler's work on them included. */
        long innerNanos;

        long innerBytes;

        Frame(long bytes, long nanos, @Nullable Frame outer, Stage stage, Place place, boolean isOp) {
            this.enteredBytes = bytes;
            this.enteredNanos = nanos;
            this.outer = outer;
            this.stage = stage;
            this.place = place;
            this.isOp = isOp;
        }

        void start() {
            startBytes = Allocation.bytes();
            startNanos = System.nanoTime();
        }

        void stop() {
            passedNanos = System.nanoTime() - startNanos;
            passedBytes = Allocation.bytes() - startBytes;
        }

        /** Tells the outer frame what it took, and gives the nanoseconds of the profiler's own work. */
        long leave(Frame outer) {
            outer.innerBytes += Allocation.bytes() - enteredBytes;
            long nanos = System.nanoTime() - enteredNanos;
            outer.innerNanos += nanos;
            return nanos - passedNanos;
        }
    }
}
