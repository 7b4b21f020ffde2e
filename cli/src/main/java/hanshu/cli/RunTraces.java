package hanshu.cli;

import hanshu.train.Event;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;

/** What a training left in the folder of its run. */
final class RunTraces {
    private RunTraces() {}

    /** The epochs of the first training: where several networks answer together, it stands for the others. */
    static List<Event.EpochEnded> history(RunFolder folder) {
        var events = Files.exists(folder.metrics()) ? EventLog.read(folder.metrics()) : List.<Event>of();
        return events.stream()
                .takeWhile(event -> !(event instanceof Event.RunEnded))
                .filter(Event.EpochEnded.class::isInstance)
                .map(Event.EpochEnded.class::cast)
                .toList();
    }

    static boolean hasCheckpoint(RunFolder folder) {
        try (var files = Files.walk(folder.path())) {
            return files.anyMatch(file -> file.toString().endsWith(".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves nothing behind of a run that never got anywhere. */
    static void discard(RunFolder folder) {
        try (var files = Files.walk(folder.path())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What can't be deleted stays; the error that ended the run tells more.
        }
    }
}
