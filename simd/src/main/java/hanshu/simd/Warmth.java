package hanshu.simd;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether a vector loop is already faster than the same loop without vectors.
 *
 * <p>Until the optimising compiler has translated it, a vector loop makes an object of every vector and is a hundred
 * times slower than afterwards; that takes a second or so. So whoever wants to use it asks {@link #isFast} first. The
 * first who asks with enough work, or after many small pieces, has a thread of its own exercise the loop until it has
 * become fast; meanwhile the loop without vectors does the work. Both give the same bits.
 */
final class Warmth {
    /** How vector loops are chosen: by measurement, or, for tests, always or never. */
    enum Choice {
        MEASURED,
        ALWAYS,
        NEVER
    }

    /** Elements, or multiplications, for which it is worth exercising the loop. */
    private static final long ENOUGH = 4096;

    /** The same for many small calls, together. */
    private static final long ENOUGH_IN_ALL = 1 << 20;

    /** Runs between two looks at the clock. */
    private static final int REPEATS = 50;

    /** Rounds without a pause: enough runs for the compiler to take notice. Then it needs the processor itself. */
    private static final int EAGER_ROUNDS = 25;

    private static final int PAUSE_MILLIS = 10;

    /** Rounds after which a loop will not become fast any more: this machine does better without. */
    private static final int LAST_ROUND = 2000;

    private static final BlockingQueue<Warmth> WAITING = new LinkedBlockingQueue<>();
    private static final AtomicBoolean AWAKE = new AtomicBoolean();

    private final Runnable vectors;
    private final Runnable scalars;
    private final AtomicBoolean asked;
    private volatile boolean fast;
    private long soFar; // a rough count: threads may lose each other's
    private int rounds;
    private int wins;

    /** Both exercises do the same small piece of work, with every branch that the loop has. */
    Warmth(Choice choice, Runnable vectors, Runnable scalars) {
        this.vectors = vectors;
        this.scalars = scalars;
        asked = new AtomicBoolean(choice != Choice.MEASURED);
        fast = choice == Choice.ALWAYS;
    }

    boolean isFast(long work) {
        if (fast) {
            return true;
        }
        soFar += work;
        if ((work >= ENOUGH || soFar >= ENOUGH_IN_ALL) && asked.compareAndSet(false, true)) {
            WAITING.add(this);
            wake();
        }
        return false;
    }

    private static void wake() {
        if (AWAKE.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("hanshu-warm-up").start(Warmth::exerciseAll);
        }
    }

    /** Takes all who wait in turns, until none is left for a second. */
    private static void exerciseAll() {
        var exercising = new ArrayList<Warmth>();
        try {
            do {
                WAITING.drainTo(exercising);
                exercising.removeIf(Warmth::isDoneAfterRound);
                if (exercising.stream().allMatch(w -> w.rounds > EAGER_ROUNDS)) {
                    var next = WAITING.poll(exercising.isEmpty() ? 1000 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        exercising.add(next);
                    }
                }
            } while (!exercising.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that; whoever did wants the thread to end
        } finally {
            AWAKE.set(false);
            if (!WAITING.isEmpty()) { // someone came after the last look
                wake();
            }
        }
    }

    private boolean isDoneAfterRound() {
        rounds++;
        wins = shortest(vectors) < shortest(scalars) ? wins + 1 : 0;
        fast = wins >= 3;
        return fast || rounds == LAST_ROUND;
    }

    /** The shortest of some times: others' work on this machine only ever adds to it. */
    private static long shortest(Runnable exercise) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            exercise.run();
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
