package hanshu.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.Event.EpochEnded;
import hanshu.train.run.EventLog;
import hanshu.train.run.FollowedLog;
import hanshu.workbench.server.EventSource.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Few are told at once that a log has grown, many more seldom, and nobody misses a line. */
class RunEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 30;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("metrics.jsonl");
    }

    private void write(int epoch) {
        try (var log = EventLog.append(file())) {
            log.accept(new EpochEnded(epoch, 10L * epoch, epoch, 30, 0.5, OptionalDouble.of(1), Map.of(), 0.01));
        }
    }

    private static List<Event> all(RunEvents events, int lines) throws InterruptedException {
        var seen = new ArrayList<Event>();
        long id = -1;
        while (seen.size() < lines + 1) { // and the start
            var more = events.after(id, PATIENCE);
            assertThat(more).isNotEmpty();
            seen.addAll(more);
            id = seen.getLast().id();
        }
        return seen;
    }

    /** How long it takes until all have seen all lines, of which the last two come half a second apart. */
    private Duration told(int followers) throws Exception {
        Files.deleteIfExists(file());
        write(1);
        var events = new RunEvents(new FollowedLog(file()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var following = new ArrayList<Callable<List<Event>>>();
            for (int i = 0; i < followers; i++) {
                following.add(() -> all(events, 3));
            }
            following.add(() -> {
                Thread.sleep(700);
                write(2);
                Thread.sleep(500);
                write(3);
                return List.of();
            });
            long start = System.nanoTime();
            for (var seen : threads.invokeAll(following).subList(0, followers)) {
                assertThat(seen.get().getLast().data()).contains("\"epoch\":3");
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    @Test
    @Timeout(60)
    void aFewAreToldAtOnce() throws Exception {
        assertThat(told(2)).isLessThan(Duration.ofMillis(2800));
    }

    @Test
    @Timeout(60)
    void manyAreToldTenTimesASecondTogether() throws Exception {
        assertThat(told(MANY)).isGreaterThanOrEqualTo(Duration.ofMillis(100 * MANY));
    }
}
