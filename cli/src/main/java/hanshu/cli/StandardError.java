package hanshu.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * Where errors and progress go. The launcher sends the JVM's own first words through a filter and keeps the true
 * standard error open as another descriptor, whose number it passes as {@code hanshu.stderr}; started without the
 * launcher, it is the ordinary one.
 */
final class StandardError {
    private StandardError() {}

    /** Makes {@link System#err} write to the true standard error; to be called before anything is written. */
    static void open() {
        int number = Integer.getInteger("hanshu.stderr", 2);
        var charset = StandardOutput.charset(System.err.charset().name());
        if (number == 2) {
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
            return;
        }
        try {
            // Java opens a descriptor by number nowhere in public; the launcher's --add-opens allows this constructor.
            var descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
            descriptor.setAccessible(true);
            var stream = new FileOutputStream(descriptor.newInstance(number));
            System.setErr(new PrintStream(stream, true, charset));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot write to descriptor " + number + ", given as hanshu.stderr", e);
        }
    }

    /** How wide the terminal is in which a person sees it; empty if it goes to a file or another program. */
    static OptionalInt columns() {
        int columns = Integer.getInteger("hanshu.stderr.columns", 0);
        return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
}
