package hanshu.learn.supervised.task.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What paths tell of data: how they are called, where they lie, and which files belong together. */
public final class FileNames {
    private FileNames() {}

    /** The last part of a path. */
    public static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** The folder in which a file lies. */
    public static Path folder(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of(".") : parent;
    }

    /** The file whose name has another word in the place of "train", for the first of the words there is one of. */
    static Optional<Path> beside(Path train, String... words) {
        var name = name(train);
        return Arrays.stream(words)
                .filter(word -> name.contains("train"))
                .map(word -> train.resolveSibling(name.replace("train", word)))
                .filter(Files::exists)
                .findFirst();
    }
}
