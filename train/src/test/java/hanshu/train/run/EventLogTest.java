package hanshu.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import hanshu.train.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Event STARTED = new Event.RunStarted(0, 0, "linear", 9, 100);
    private static final Event FIRST = epoch(1, 206);
    private static final Event SECOND = epoch(2, 412);

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("metrics.jsonl");
    }

    private static Event epoch(int epoch, long step) {
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        metrics.put("rmse", OptionalDouble.of(0.5));
        metrics.put("r2", OptionalDouble.empty());
        return new Event.EpochEnded(epoch, step, epoch, 100, 0.25, OptionalDouble.of(0.3), metrics, 1e-3);
    }

    private void write(Event... events) {
        try (var log = EventLog.append(file)) {
            List.of(events).forEach(log);
        }
    }

    @Test
    void everyEventComesBackAsItWas() {
        var all = List.of(
                STARTED,
                new Event.RunResumed(0, 0, 1, 100, "checkpoints/step-0000000000.safetensors"),
                FIRST,
                new Event.EpochEnded(2, 412, 2, 100, Double.NaN, OptionalDouble.empty(), Map.of(), 0),
                new Event.Validated(2, 412, 2, 0.3, Map.of("rmse", OptionalDouble.of(0.5))),
                new Event.BestSaved(2, 412, 1, "rmse", 0.5),
                new Event.Notice(2, 412, "the time is over"),
                new Event.EarlyStopped(2, 412, 2, 1, 16),
                new Event.RunEnded(2.5, 412, 2, 1));

        write(all.toArray(Event[]::new));

        assertThat(EventLog.read(file)).isEqualTo(all);
    }

    @Test
    void aLineIsPlainJson() throws IOException {
        write(FIRST);

        assertThat(Files.readString(file))
                .isEqualTo("{\"event\":\"epoch_ended\",\"seconds\":1.0,\"step\":206,\"epoch\":1,\"epochs\":100,"
                        + "\"train_loss\":0.25,\"validation_loss\":0.3,\"metrics\":{\"rmse\":0.5,\"r2\":null},"
                        + "\"rate\":0.001}\n");
    }

    @Test
    void whatCameAfterAPositionIsForgotten() {
        try (var log = EventLog.append(file)) {
            log.accept(STARTED);
            long position = log.position();
            log.accept(FIRST);
            log.cutTo(position);
            log.accept(SECOND);

            assertThat(log.position()).isGreaterThan(position);
        }

        assertThat(EventLog.read(file)).containsExactly(STARTED, SECOND);
    }

    @Test
    void stepsAreNotKept() {
        write(STARTED, new Event.StepEnded(0.1, 1, 1, 100, 1, 206, 0.9, 1e-3), FIRST);

        assertThat(EventLog.read(file)).containsExactly(STARTED, FIRST);
    }

    @Test
    void linesAreThereBeforeTheLogIsClosed() {
        try (var log = EventLog.append(file)) {
            log.accept(STARTED);
            assertThat(EventLog.read(file)).containsExactly(STARTED);
        }
    }

    @Test
    void aHalfWrittenLineDoesNotCountAndIsCutOff() throws IOException {
        write(STARTED, FIRST);
        Files.writeString(file, "{\"event\":\"epoch_ended\",\"sec", StandardOpenOption.APPEND);

        assertThat(EventLog.read(file)).containsExactly(STARTED, FIRST);
        write(SECOND);
        assertThat(EventLog.read(file)).containsExactly(STARTED, FIRST, SECOND);
    }

    @Test
    void aKillAtAnyByteLosesAtMostTheEventThatWasBeingWritten() throws IOException {
        var all = List.of(STARTED, FIRST, new Event.BestSaved(1, 206, 1, "rmse", 0.5));
        write(all.toArray(Event[]::new));
        var bytes = Files.readAllBytes(file);
        int whole = 0;
        for (int length = 0; length <= bytes.length; length++) {
            whole += length > 0 && bytes[length - 1] == '\n' ? 1 : 0;
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(EventLog.read(file)).isEqualTo(all.subList(0, whole));
        }
    }

    @Test
    void whatCameAfterTheCheckpointWillHappenAgain() {
        write(STARTED, FIRST, new Event.BestSaved(1, 206, 1, "rmse", 0.5), SECOND);

        EventLog.resume(file, 411).close();
        assertThat(EventLog.read(file)).hasSize(3).doesNotContain(SECOND);
        EventLog.resume(file, 206).close();
        assertThat(EventLog.read(file)).hasSize(3);
        EventLog.resume(file, 0).close();
        assertThat(EventLog.read(file)).containsExactly(STARTED);
    }

    @Test
    void twoProcessesCannotContinueOneRun() {
        try (var log = EventLog.append(file)) {
            log.accept(STARTED);
            assertThatThrownBy(() -> EventLog.append(file))
                    .isInstanceOf(RunException.class)
                    .hasMessage("the run %s is being written by another process; wait until it has ended", folder);
        }
        assertThat(EventLog.read(file)).containsExactly(STARTED);
    }

    @Test
    void saysWhichLineIsNoEvent() throws IOException {
        write(STARTED);
        Files.writeString(file, "{\"event\":\"lunch\"}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> EventLog.read(file))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("line 2 of %s is no event of a run: ", file);
        assertThatThrownBy(() -> EventLog.read(folder.resolve("none")))
                .hasMessage("cannot read %s: there is no such file", folder.resolve("none"));
    }

    @Test
    void aFullDiskIsOneClearLine() {
        var full = Path.of("/dev/full"); // Linux: a disk that is always full
        assumeThat(full).exists();

        assertThatThrownBy(() -> {
                    try (var log = EventLog.append(full)) {
                        log.accept(STARTED);
                    }
                })
                .isInstanceOf(RunException.class)
                .hasMessage("cannot write /dev/full: the disk is full; free some space, or choose another folder");
    }
}
