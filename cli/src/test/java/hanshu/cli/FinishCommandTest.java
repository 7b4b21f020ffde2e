package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.Event;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishCommandTest {
    @TempDir
    private Path runs;

    /** As it was before its first step. */
    private static void turnBack(RunFolder run) throws IOException {
        try (var files = Files.walk(run.checkpoints())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        for (var file : new Path[] {run.metrics(), run.result(), run.model(), run.report()}) {
            Files.delete(file);
        }
    }

    @Test
    void aRunThatWasStoppedEndsWithTheNetworkItHas() throws IOException {
        var run = new RunFolder(Penguins.run(runs, "species"));
        turnBack(run);
        var text = Session.of("finish", run.path().toString(), "--quiet").result();
        assertThat(text).contains("hanshu predict");
        assertThat(run.report()).exists();
        assertThat(EventLog.read(run.metrics()))
                .filteredOn(Event.RunEnded.class::isInstance)
                .hasSize(1) // no second network was begun
                .allSatisfy(event -> assertThat(event.step()).isEqualTo(1));
        assertThat(Session.of("predict", run.path().toString(), Penguins.FILE).result())
                .contains("Adelie,");
    }

    @Test
    void oneThatHasEndedIsLeftAsItIs() throws IOException {
        var run = new RunFolder(Penguins.run(runs, "species"));
        var before = Files.readAllBytes(run.result());
        assertThat(Session.of("finish", run.path().toString()).refusal())
                .isEqualTo("%s has ended already; what it achieved: %s".formatted(run.path(), run.report()));
        assertThat(Files.readAllBytes(run.result())).isEqualTo(before);
        assertThat(run.path().resolve("finish")).doesNotExist();
    }

    @Test
    void whatIsNoRunIsRefused() {
        assertThat(Session.of("finish", runs.resolve("none").toString()).refusal())
                .startsWith("there is no folder ");
        assertThat(Session.of("finish").refusal()).contains("RUN");
    }
}
