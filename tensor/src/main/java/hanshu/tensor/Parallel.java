package hanshu.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits work over threads. What is computed never depends on how many there are: callers cut their work into tasks by
 * its size alone, and no two tasks write the same place.
 *
 * <p>The number of threads is {@code -Dhanshu.threads}, else the environment's {@code HANSHU_THREADS}, else the number
 * of cores. Worker threads are daemons that spin briefly for the next piece of work before they sleep.
 */
public final class Parallel {
    private static final Pool CONFIGURED = new Pool(configuredThreads(
            System.getProperty("hanshu.threads"),
            System.getenv("HANSHU_THREADS"),
            Runtime.getRuntime().availableProcessors()));

    private static volatile Pool pool = CONFIGURED;

    private Parallel() {}

    /** Work on the elements {@code from} to {@code to} − 1. */
    @FunctionalInterface
    public interface Range {
        void accept(int from, int to);
    }

    /** How many threads work, the calling one included. */
    public static int threads() {
        return pool.threads();
    }

    /**
     * Runs {@code body} for 0 … tasks − 1 and returns when all are done. Tasks run in any order on any thread; a call
     * from within a task, or while another thread's call is under way, runs on the calling thread alone. Whatever the
     * caller wrote before is seen by the tasks, and what the tasks wrote is seen by the caller afterwards.
     *
     * @throws RuntimeException the first exception that a task threw; the other tasks may or may not have run
     */
    public static void run(int tasks, IntConsumer body) {
        if (tasks <= 1 || !pool.tryRun(tasks, body)) {
            for (int i = 0; i < tasks; i++) {
                body.accept(i);
            }
        }
    }

    /** Runs {@code body} over 0 … n − 1 in ranges of {@code grain} elements, the last one shorter. */
    public static void ranges(int n, int grain, Range body) {
        if (n <= grain) {
            if (n > 0) {
                body.accept(0, n);
            }
        } else {
            run((int) (((long) n + grain - 1) / grain), i -> {
                int from = i * grain;
                body.accept(from, n - from < grain ? n : from + grain);
            });
        }
    }

    /** How many elements make up {@code work} units when each costs {@code each}; at least 1. */
    public static int grain(int work, long each) {
        return (int) Math.max(1, work / Math.max(1, each));
    }

    /** Runs {@code body} with another number of threads, for tests that show it makes no difference. */
    static void with(int threads, Runnable body) {
        var former = pool;
        try (var other = new Pool(threads)) {
            pool = other;
            body.run();
        } finally {
            pool = former;
        }
    }

    static int configuredThreads(@Nullable String property, @Nullable String environment, int cores) {
        var configured = property != null ? property : environment;
        if (configured == null || configured.isBlank()) {
            return cores;
        }
        try {
            int threads = Integer.parseInt(configured.strip());
            if (threads >= 1 && threads <= 1024) {
                return threads;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the message that names the value
        }
        throw new IllegalArgumentException(
                "hanshu.threads (or HANSHU_THREADS): expected a number of threads from 1 to 1024, got \"" + configured
                        + "\"");
    }

    /** Threads that work on one job at a time. A job is published by raising {@code epoch}, which the workers watch. */
    private static final class Pool implements AutoCloseable {
        /**
         * How long a worker looks for the next job without leaving its core. Between two operations of a training step
         * pass a few microseconds, waking a sleeper takes fifty.
         */
        private static final long SPIN_NANOS = 50_000;

        /**
         * How long it looks, letting others run in between, before it sleeps: whoever is woken often is often put on the
         * core of the thread that woke it, and then the two wait for each other.
         */
        private static final long LOOK_NANOS = 2_000_000;

        private static final Job NONE = new Job(0, i -> {}, 1);

        private final Worker[] workers;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile boolean closed;
        private volatile Job job = NONE;
        private volatile int epoch;

        Pool(int threads) {
            workers = new Worker[threads - 1];
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(i + 1);
                workers[i].start();
            }
        }

        int threads() {
            return workers.length + 1;
        }

        /** Does the job, or returns false at once where nobody could help with it. */
        boolean tryRun(int tasks, IntConsumer body) {
            if (workers.length == 0 || !busy.compareAndSet(false, true)) {
                return false;
            }
            var mine = new Job(tasks, body, threads());
            try {
                publish(mine, tasks - 1);
                mine.work(0);
                mine.await();
            } finally {
                job = NONE; // so that the arrays of the job can be collected
                busy.set(false);
            }
            mine.rethrow();
            return true;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // only the holder of busy writes
        private void publish(Job next, int helpers) {
            job = next;
            epoch++;
            for (int i = 0; i < workers.length && i < helpers; i++) {
                if (workers[i].sleeping) {
                    LockSupport.unpark(workers[i]);
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            for (var worker : workers) {
                LockSupport.unpark(worker);
            }
        }

        private final class Worker extends Thread {
            private final int number;
            volatile boolean sleeping;

            Worker(int number) {
                super("hanshu-worker-" + number);
                this.number = number;
                setDaemon(true);
            }

            @Override
            public void run() {
                int seen = 0;
                while (!closed) {
                    if (epoch == seen) {
                        waitForChange(seen);
                    }
                    seen = epoch;
                    job.work(number);
                }
            }

            @SuppressWarnings("ThreadPriorityCheck") // yielding only saves time: what is waited for is looked at itself
            private void waitForChange(int seen) {
                long start = System.nanoTime();
                while (epoch == seen && System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                }
                while (epoch == seen && System.nanoTime() - start < LOOK_NANOS) {
                    Thread.yield();
                }
                sleeping = true; // before the last look at epoch: whoever raises it later sees this
                while (epoch == seen && !closed) {
                    LockSupport.park(this);
                }
                sleeping = false;
            }
        }
    }

    /**
     * Tasks that threads take one by one: each those of its own part first, then what others have left. The same part of
     * one operation after the other keeps what a thread has written in its own cache.
     */
    private static final class Job {
        private static final int SPINS = 2_000;
        private static final int YIELDS = 2_000;

        private final int tasks;
        private final IntConsumer body;
        private final Thread caller = Thread.currentThread();

        /** The next task of each thread's part. */
        private final AtomicIntegerArray next;

        private final AtomicInteger finished = new AtomicInteger();
        private volatile @Nullable Throwable failure; // the first
        private volatile boolean callerSleeps;

        Job(int tasks, IntConsumer body, int threads) {
            this.tasks = tasks;
            this.body = body;
            next = new AtomicIntegerArray(threads);
            for (int i = 0; i < threads; i++) {
                next.setPlain(i, begin(i));
            }
        }

        private int begin(int part) {
            return (int) ((long) tasks * part / next.length());
        }

        /** @param thread from 0 */
        void work(int thread) {
            for (int i = 0; i < next.length(); i++) {
                int part = (thread + i) % next.length();
                int end = begin(part + 1);
                while (next.get(part) < end) {
                    int task = next.getAndIncrement(part);
                    if (task < end) {
                        run(task);
                    }
                }
            }
        }

        private void run(int task) {
            try {
                body.accept(task);
            } catch (Throwable e) {
                fail(e);
            }
            if (finished.incrementAndGet() == tasks && callerSleeps) {
                LockSupport.unpark(caller);
            }
        }

        private synchronized void fail(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        @SuppressWarnings("ThreadPriorityCheck") // as above
        void await() {
            for (int i = 0; i < SPINS && finished.get() < tasks; i++) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < YIELDS && finished.get() < tasks; i++) {
                Thread.yield();
            }
            callerSleeps = true;
            while (finished.get() < tasks) {
                LockSupport.park(this);
            }
        }

        void rethrow() {
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException("a task may throw no checked exception", e);
            }
        }
    }
}
