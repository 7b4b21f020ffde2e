package hanshu.cli;

import hanshu.data.DataException;
import hanshu.data.table.TableException;
import hanshu.nn.io.FileException;
import hanshu.nn.io.ModelFileException;
import hanshu.train.CheckpointException;
import hanshu.train.DivergedException;
import hanshu.train.MemoryException;
import hanshu.train.config.ConfigException;
import hanshu.train.run.RunException;
import java.io.UncheckedIOException;
import java.net.BindException;
import picocli.CommandLine.ParameterException;

/**
 * What an exception means to the person at the terminal.
 *
 * @param message one line
 * @param code the exit code
 */
record Failure(Throwable cause, String message, int code) {
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;

    static Failure of(Throwable e) {
        return switch (e) {
            case UsageException u -> wrongInput(u);
            case ParameterException p -> new Failure(p, Usage.explain(p), WRONG_INPUT);
            case TableException t -> wrongInput(t);
            case DataException d -> wrongInput(d);
            case ConfigException c -> wrongInput(c);
            case ModelFileException m -> wrongInput(m);
            case CheckpointException c -> wrongInput(c);
            case MemoryException m ->
                new Failure(m, m.getMessage() + " (in the variable HANSHU_JAVA_OPTS)", WRONG_INPUT);
            case DivergedException d -> new Failure(d, String.valueOf(d.getMessage()), FAILED);
            case FileException f -> wrongInput(f);
            case RunException r -> wrongInput(r);
            case UncheckedIOException u when u.getCause() instanceof BindException -> wrongInput(u);
            case StandardOutput.Closed closed ->
                new Failure(closed, String.valueOf(closed.getMessage()), closed.byReader() ? 0 : FAILED);
            case OutOfMemoryError o ->
                new Failure(o, outOfMemory(Runtime.getRuntime().maxMemory()), FAILED);
            default ->
                new Failure(
                        e,
                        "unexpected error, a mistake in this program: %s; please report it with what --debug shows"
                                .formatted(e),
                        FAILED);
        };
    }

    /** Twice what was too little, in whole gigabytes. */
    static String outOfMemory(long heap) {
        long more = Math.ceilDiv(2 * heap, 1L << 30);
        return "out of memory: the heap of %,d MB is too small for this; HANSHU_JAVA_OPTS=-Xmx%dg in front of the command gives it %d GB"
                .formatted(heap >> 20, more, more);
    }

    private static Failure wrongInput(RuntimeException e) {
        return new Failure(e, String.valueOf(e.getMessage()), WRONG_INPUT);
    }

    /** Writes the line, and where it happened if {@code debug}, and returns the exit code. */
    int tell(Console console, boolean debug) {
        if (code != 0) {
            console.err().println("hanshu: " + Text.safe(message));
            if (debug) {
                cause.printStackTrace(console.err());
            }
            console.err().flush();
        }
        return code;
    }
}
