package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.text.ParallelText;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens two files that say the same line by line, such as {@code train.en} and {@code train.de}. Files beside them that
 * are named alike, but for "val", "dev" or "test" in the place of "train", are the other parts.
 */
public final class PairCases {
    private PairCases() {}

    public static Provided of(Path read, Path written, TaskConfig config) {
        return new Provided(
                part(read, written, config),
                other(read, written, config, "val", "dev"),
                other(read, written, config, "test"));
    }

    /** The language that a name ends in, or the word. */
    public static String language(Path file, String word) {
        var name = FileNames.name(file).replaceFirst("\\.gz$", "");
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.endsWith(".txt") ? word : name.substring(dot + 1);
    }

    private static Cases part(Path read, Path written, TaskConfig config) {
        var first = TextFile.of(read);
        var second = TextFile.of(written);
        var faults = new Faults(config.onError());
        var pairs = ParallelText.of(first, second, faults);
        var names = first.name() + ", " + second.name();
        return Cases.of(
                        names,
                        config.inputs().getFirst().name(),
                        new Given.Texts(pairs.source()),
                        config.mainOutput().column(),
                        pairs.target())
                .noticing(faults.notices(names, first.size()).stream()
                        .map(notice -> notice.wording())
                        .toList());
    }

    /**
     * The first part by name that both files have, such as {@code test_2016.en} and {@code test_2016.de}: what stands
     * before and behind "train" is as it was.
     */
    private static Optional<Cases> other(Path read, Path written, TaskConfig config, String... words) {
        var first = FileNames.name(read).split("train", 2);
        var second = FileNames.name(written).split("train", 2);
        if (first.length < 2 || second.length < 2) {
            return Optional.empty();
        }
        for (var word : words) {
            for (var name : names(FileNames.folder(read))) {
                if (name.startsWith(first[0] + word) && name.endsWith(first[1])) {
                    var part = name.substring(first[0].length(), name.length() - first[1].length());
                    var counterpart = written.resolveSibling(second[0] + part + second[1]);
                    if (Files.isRegularFile(counterpart)) {
                        return Optional.of(part(read.resolveSibling(name), counterpart, config));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(FileNames::name).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + " can't be read: " + e.getMessage(), e);
        }
    }
}
