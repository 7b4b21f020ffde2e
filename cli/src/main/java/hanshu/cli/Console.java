package hanshu.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The world of a command: where it reads and writes, and who may be looking.
 *
 * @param in standard input
 * @param out standard output: the result
 * @param err standard error: progress and errors
 * @param environment variables
 * @param style of what goes to {@code out}
 * @param columns of the terminal that shows {@code err}; empty when it is none
 * @param program how the user calls this program
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Style style,
        OptionalInt columns,
        String program) {
    Console {
        environment = Map.copyOf(environment);
    }

    /** That of this process; {@link StandardError#open()} comes first. */
    static Console ofProcess() {
        var environment = System.getenv();
        boolean colours = Boolean.getBoolean("hanshu.stdout.terminal") && !environment.containsKey("NO_COLOR");
        return new Console(
                System.in,
                StandardOutput.open(),
                System.err,
                environment,
                new Style(colours),
                StandardError.columns(),
                System.getProperty("hanshu.program", "hanshu"));
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A line of the result, to be seen at once. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A command of this program, as the user would type it. */
    String command(String... words) {
        return Shell.quoted(program) + " " + Shell.line(words);
    }
}
