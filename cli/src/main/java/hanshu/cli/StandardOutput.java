package hanshu.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where results go. Java's own {@link System#out} keeps silent when nobody reads on or the disk is full; this one says so
 * with a {@link Closed}. It writes UTF-8 unless the locale names another encoding.
 */
final class StandardOutput extends FilterOutputStream {
    /** Standard output takes no more. */
    static final class Closed extends UncheckedIOException {
        private Closed(IOException cause) {
            super("cannot write to standard output: " + cause.getMessage(), cause);
        }

        /** Whether the reader has seen enough, as {@code head} has after ten lines. */
        boolean byReader() {
            var reason = String.valueOf(getMessage());
            return reason.contains("Broken pipe") || reason.contains("pipe is being closed");
        }
    }

    private StandardOutput(OutputStream out) {
        super(out);
    }

    static PrintStream open() {
        var descriptor = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 13);
        return over(descriptor, charset(System.getProperty("stdout.encoding", "UTF-8")));
    }

    static PrintStream over(OutputStream out, Charset charset) {
        return new PrintStream(new StandardOutput(out), false, charset);
    }

    /** The POSIX locale names ASCII because it knows nothing better. */
    static Charset charset(String name) {
        var charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    @Override
    public void write(int b) {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        attempt(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw new Closed(e);
        }
    }
}
