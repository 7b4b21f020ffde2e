package hanshu.train;

import hanshu.nn.Params;
import hanshu.nn.io.AtomicFile;
import hanshu.nn.io.FileException;
import hanshu.nn.io.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The checkpoints of one training, in a folder of its own: the latest two as {@code step-0000000618.safetensors}, and
 * {@code done.safetensors} in their place when it has ended. Each is written whole or not at all; when one is written
 * never changes what is learned. A training that finds its folder filled goes on from there.
 */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("step-\\d{10}\\.safetensors");
    private static final int KEPT = 2;
    private static final double SECONDS = 10;

    private final Path folder;
    private long steps = Long.MAX_VALUE;
    private Optional<Journal> journal = Optional.empty();
    private long lastNanos = System.nanoTime();
    private long lastStep;

    private Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** In a folder that is made if it is missing; a checkpoint every ten seconds. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder);
    }

    /** One after so many steps, however soon. */
    public Checkpoints everySteps(long interval) {
        steps = interval;
        return this;
    }

    /** A training that goes on from a checkpoint has the journal forget what came after it. */
    public Checkpoints cutting(Journal log) {
        journal = Optional.of(log);
        return this;
    }

    /** Whether the training has ended. */
    public boolean areDone() {
        return Files.exists(done());
    }

    private Path done() {
        return folder.resolve("done.safetensors");
    }

    boolean isDue(long step) {
        return step - lastStep >= steps || (System.nanoTime() - lastNanos) * 1e-9 >= SECONDS;
    }

    long journalPosition() {
        return journal.map(Journal::position).orElse(0L);
    }

    /** Writes one and deletes those before the last two. */
    void write(Checkpoint checkpoint, List<Params.Slot> slots) {
        long step = checkpoint.standing().step();
        checkpoint.write(folder.resolve(name(step)), slots);
        delete(all().stream().skip(KEPT).toList());
        lastNanos = System.nanoTime();
        lastStep = step;
    }

    /** The name of the file after so many steps. */
    static String name(long step) {
        return "step-%010d.safetensors".formatted(step);
    }

    /** Writes the last one and deletes all others. */
    void writeDone(Checkpoint checkpoint, List<Params.Slot> slots) {
        checkpoint.write(done(), slots);
        delete(all());
    }

    /**
     * The checkpoint to go on from, after the journal was cut back to it; empty at the start of a training.
     *
     * @param notice is told of a damaged file that an older one stands in for
     */
    Optional<Checkpoint> latest(List<Params.Slot> slots, Consumer<String> notice) {
        deleteTemporary();
        var candidates = new ArrayList<Path>();
        if (Files.exists(done())) {
            candidates.add(done());
        }
        candidates.addAll(all());
        for (var file : candidates) {
            try {
                var found = Checkpoint.read(file, slots);
                if (!found.standing().ended()) {
                    journal.ifPresent(log -> log.cutTo(found.journal()));
                }
                lastStep = found.standing().step();
                return Optional.of(found);
            } catch (ModelFileException e) {
                notice.accept("passed over a damaged checkpoint: " + e.getMessage());
            }
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        throw new CheckpointException(
                "none of the checkpoints in %s can be read; delete the folder to start anew".formatted(folder));
    }

    /** The latest first; all names are of one length. */
    private List<Path> all() {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                return files.filter(
                                f -> NAME.matcher(f.getFileName().toString()).matches())
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
        } catch (IOException e) {
            throw FileException.of("read", folder, e);
        }
    }

    /** What a killed process left half-written. */
    private void deleteTemporary() {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                delete(files.filter(f -> f.toString().endsWith(AtomicFile.TEMPORARY))
                        .toList());
            }
        } catch (IOException e) {
            throw FileException.of("read", folder, e);
        }
    }

    private static void delete(List<Path> files) {
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw FileException.of("delete", file, e);
            }
        }
    }
}
