package hanshu.workbench.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The program {@code hanshu} as a process of its own. What the page does, a user could have typed: the page shows the
 * command, and a training goes on when the page, or the workbench itself, is closed.
 *
 * @param words how it is started
 * @param shown what the user would type, of its arguments
 */
public record Program(List<String> words, Function<List<String>, String> shown) {
    public Program {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a program is started by at least one word");
        }
    }

    /** Starts it. */
    Process start(Path directory, List<String> arguments) {
        var command = new ArrayList<>(words);
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start %s".formatted(words.getFirst()), e);
        }
    }

    private static final Path NOTHING =
            Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
}
