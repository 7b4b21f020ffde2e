package hanshu.train.run;

import hanshu.nn.io.FileException;
import hanshu.train.Checkpoints;
import hanshu.train.Training;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How the trainings of a run are kept: what happens goes to its log, checkpoints to its folder, and a run that was stopped
 * goes on. It also says whether the run is to end early, with what it has learned so far: whoever has access to its folder
 * may ask for that.
 */
public final class Logbook implements AutoCloseable {
    private static final long LOOK_NANOS = 100_000_000;

    private final RunFolder run;
    private final EventLog log;

    private Logbook(RunFolder run) {
        this.run = run;
        log = EventLog.append(run.metrics());
    }

    /**
     * Opens that of a run.
     *
     * @throws RunException where another process writes the run's log
     */
    public static Logbook of(RunFolder run) {
        return new Logbook(run);
    }

    /** Keeps a training, under a name of its own within the run; the log hears of it after who listens already. */
    public <M, B> Training<M, B> keep(String name, Training<M, B> training) {
        return training.checkpoint(
                        Checkpoints.in(run.checkpoints().resolve(name)).cutting(log))
                .listen(log);
    }

    /** Whether the training of that name has begun, in this process or an earlier one. */
    public boolean hasBegun(String name) {
        return Files.isDirectory(run.checkpoints().resolve(name));
    }

    /** Asks a run to end early, be it under way or stopped: it ends at its next step. */
    public static void finish(RunFolder run) {
        try {
            Files.createFile(run.finish());
        } catch (FileAlreadyExistsException e) {
            // It was asked before.
        } catch (IOException e) {
            throw new RunException(FileException.of("write", run.finish(), e));
        }
    }

    /** Takes it back: the run goes on to its own end. */
    public static void goOn(RunFolder run) {
        try {
            Files.deleteIfExists(run.finish());
        } catch (IOException e) {
            throw new RunException(FileException.of("delete", run.finish(), e));
        }
    }

    /** Whether it was asked to. Its file stays: the run, told again from its checkpoints, ends where it ended. */
    public boolean isFinishing() {
        return Files.exists(run.finish());
    }

    /** The same for every step of a training: it looks now and then. */
    public BooleanSupplier finishing() {
        var looked = new AtomicLong(System.nanoTime() - LOOK_NANOS);
        return () -> {
            if (System.nanoTime() - looked.get() < LOOK_NANOS) {
                return false;
            }
            looked.set(System.nanoTime());
            return isFinishing();
        };
    }

    @Override
    public void close() {
        log.close();
    }
}
