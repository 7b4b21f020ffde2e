package hanshu.train.run;

import hanshu.nn.io.AtomicFile;
import hanshu.nn.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who works on a run: {@code process.json} in its folder says it, as long as the work goes on. Whoever looks at the run can
 * tell by it whether it is under way, and may ask that process to stop.
 */
public final class Worker implements AutoCloseable {
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private final Path file;

    /**
     * What the file holds.
     *
     * @param started tells a process from a later one of the same number
     */
    private record Note(long pid, Instant started) {
        static Note of(ProcessHandle process) {
            return new Note(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
        }

        /** Systems count from their own start, which they place by a clock that may have been set since. */
        boolean isOf(ProcessHandle process) {
            return Duration.between(started, of(process).started()).abs().compareTo(CLOCK) <= 0;
        }
    }

    private Worker(Path file) {
        this.file = file;
    }

    /**
     * This process works on a run until it closes what it gets here.
     *
     * @throws RunException if another one does
     */
    public static Worker on(RunFolder run) {
        of(run).filter(other -> other.pid() != ProcessHandle.current().pid()).ifPresent(other -> {
            throw new RunException("the run %s is being written by another process, %d; wait until it has ended"
                    .formatted(run.path(), other.pid()));
        });
        var file = file(run);
        AtomicFile.write(file, JsonMapper.shared().writeValueAsString(Note.of(ProcessHandle.current())) + "\n");
        return new Worker(file);
    }

    /** The process that works on a run; none where it has ended, or was killed. */
    public static Optional<ProcessHandle> of(RunFolder run) {
        try {
            var note = JsonMapper.shared().readValue(Files.readString(file(run)), Note.class);
            return ProcessHandle.of(note.pid()).filter(ProcessHandle::isAlive).filter(note::isOf);
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // nobody works on it
        }
    }

    private static Path file(RunFolder run) {
        return run.path().resolve("process.json");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileException.of("delete", file, e);
        }
    }
}
