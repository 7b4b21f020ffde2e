package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table that comes with the program, and runs on it that take a moment. */
final class Penguins {
    static final String FILE = "../examples/data/penguins.csv";

    private Penguins() {}

    /** Trains a small network for a few epochs and keeps it, in a folder of runs. */
    static Path run(Path runs, String target) {
        Session.of(
                        "train",
                        FILE,
                        "-t",
                        target,
                        "--runs",
                        runs.toString(),
                        "--set",
                        "model=network",
                        "--set",
                        "network.members=4",
                        "--set",
                        "network.width=16",
                        "--set",
                        "training.epochs=15",
                        "--set",
                        "training.batch=32",
                        "--set",
                        "training.average=0",
                        "--set",
                        "training.folds=2",
                        "--quiet")
                .result();
        return only(runs);
    }

    /** The one file or folder in a folder. */
    static Path only(Path folder) {
        var all = list(folder);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
