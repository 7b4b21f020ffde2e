package hanshu.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedLogTest {
    @TempDir
    private Path folder;

    private static Event notice(long step) {
        return new Event.Notice(0, step, "步 " + step);
    }

    @Test
    void whatIsAppendedIsReadWhileTheLogIsOpen() {
        var file = folder.resolve("metrics.jsonl");
        var followed = new FollowedLog(file);
        assertThat(followed.look().events()).isEmpty();
        try (var log = EventLog.append(file)) {
            log.accept(notice(1));
            assertThat(followed.look().events()).containsExactly(notice(1));
            log.accept(notice(2));
            log.accept(notice(3));
            var content = followed.look();
            assertThat(content.events()).containsExactly(notice(1), notice(2), notice(3));
            assertThat(content.lines()).isEqualTo(lines(file));
            assertThat(content.life()).isEqualTo(1);
        }
    }

    @Test
    void aHalfWrittenLineWaitsForItsEnd() throws IOException {
        var file = folder.resolve("metrics.jsonl");
        var followed = new FollowedLog(file);
        try (var log = EventLog.append(file)) {
            log.accept(notice(1));
        }
        var whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, 20), StandardOpenOption.APPEND);
        assertThat(followed.look().events()).containsExactly(notice(1));
        Files.writeString(file, whole.substring(20), StandardOpenOption.APPEND);
        assertThat(followed.look().events()).containsExactly(notice(1), notice(1));
    }

    @Test
    void aRunThatGoesOnFromACheckpointBeginsAnotherLife() {
        var file = folder.resolve("metrics.jsonl");
        var followed = new FollowedLog(file);
        try (var log = EventLog.append(file)) {
            log.accept(notice(1));
            log.accept(notice(2));
        }
        assertThat(followed.look().life()).isEqualTo(1);
        try (var log = EventLog.resume(file, 1)) {
            log.accept(notice(5)); // as long as the line that was cut off
        }
        var content = followed.look();
        assertThat(content.life()).isEqualTo(2);
        assertThat(content.events()).containsExactly(notice(1), notice(5));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
