package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTaskRunsOnceAndItsWritesAreSeen(int threads) {
        Parallel.with(threads, () -> {
            assertThat(Parallel.threads()).isEqualTo(threads);
            for (int round = 0; round < 2000; round++) {
                int tasks = round % 40;
                var done = new int[tasks];
                Parallel.run(tasks, i -> done[i]++);
                assertThat(done).containsOnly(tasks == 0 ? new int[0] : new int[] {1});
            }
        });
    }

    @Test
    void rangesCoverAllElementsInOrderOfSize() {
        Parallel.with(2, () -> {
            for (int n : new int[] {0, 1, 7, 8, 9, 16, 1000}) {
                var done = new AtomicIntegerArray(n);
                Parallel.ranges(n, 8, (from, to) -> {
                    assertThat(to - from).isBetween(1, 8);
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < n; i++) {
                    assertThat(done.get(i)).isOne();
                }
            }
        });
    }

    @Test
    void rangesMayEndAtTheLargestInt() {
        var last = new AtomicInteger();
        Parallel.ranges(Integer.MAX_VALUE, 1 << 30, (from, to) -> last.accumulateAndGet(to, Math::max));
        assertThat(last.get()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void severalThreadsWork() {
        var names = ConcurrentHashMap.<String>newKeySet();
        Parallel.with(3, () -> {
            for (int round = 0; round < 1000 && names.size() < 3; round++) {
                Parallel.run(6, i -> {
                    names.add(Thread.currentThread().getName());
                    sleep();
                });
            }
        });
        assertThat(names).hasSize(3).contains("hanshu-worker-1", "hanshu-worker-2");
    }

    @Test
    void aTaskMayRunTasks() {
        Parallel.with(3, () -> {
            var sum = new AtomicInteger();
            Parallel.run(10, i -> Parallel.run(10, j -> sum.addAndGet(i * j)));
            assertThat(sum.get()).isEqualTo(45 * 45);
        });
    }

    @Test
    void manyThreadsMayCallAtOnce() {
        Parallel.with(3, () -> {
            var sum = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 8; t++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int round = 0; round < 200; round++) {
                        Parallel.run(5, i -> sum.addAndGet(i));
                    }
                }));
            }
            threads.forEach(ParallelTest::join);
            assertThat(sum.get()).isEqualTo(8 * 200 * 10);
        });
    }

    @Test
    void anExceptionReachesTheCallerAndTheNextJobRuns() {
        Parallel.with(3, () -> {
            for (int bad = 0; bad < 5; bad++) {
                int task = bad;
                assertThatThrownBy(() -> Parallel.run(5, i -> {
                            if (i == task) {
                                throw new ArithmeticException("task " + i);
                            }
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("task " + task);
            }
            assertThatThrownBy(() -> Parallel.run(5, i -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            var done = new int[7];
            Parallel.run(7, i -> done[i]++);
            assertThat(Arrays.stream(done).sum()).isEqualTo(7);
        });
    }

    /** Workers that sleep are woken, and none spins for ever: sleeping long between jobs is what finds a lost wake-up. */
    @Test
    void workersWakeAfterAPause() {
        Parallel.with(2, () -> {
            for (int round = 0; round < 50; round++) {
                sleep();
                var done = new AtomicInteger();
                Parallel.run(4, i -> done.incrementAndGet());
                assertThat(done.get()).isEqualTo(4);
            }
        });
    }

    @Test
    void theNumberOfThreadsIsConfigured() {
        assertThat(Parallel.configuredThreads(null, null, 6)).isEqualTo(6);
        assertThat(Parallel.configuredThreads(null, " ", 6)).isEqualTo(6);
        assertThat(Parallel.configuredThreads(null, "3", 6)).isEqualTo(3);
        assertThat(Parallel.configuredThreads(" 2 ", "3", 6)).isEqualTo(2);
        for (var wrong : new String[] {"0", "-1", "1025", "two", "1.5"}) {
            assertThatThrownBy(() -> Parallel.configuredThreads(wrong, null, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "hanshu.threads (or HANSHU_THREADS): expected a number of threads from 1 to 1024, got \""
                                    + wrong + "\"");
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
