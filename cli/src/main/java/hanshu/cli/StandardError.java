package hanshu.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

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
        if (number == 2) {
            return;
        }
        try {
            // Java opens a descriptor by number nowhere in public; the launcher's --add-opens allows this constructor.
            var descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
            descriptor.setAccessible(true);
            var stream = new FileOutputStream(descriptor.newInstance(number));
            System.setErr(new PrintStream(stream, true, System.err.charset()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot write to descriptor " + number + ", given as hanshu.stderr", e);
        }
    }

    /** Whether a person sees it in a terminal, where a line can be drawn again and again. */
    static boolean isTerminal() {
        return Boolean.getBoolean("hanshu.stderr.terminal");
    }
}
