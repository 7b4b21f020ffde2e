package hanshu.bench.serving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does what the page of a run does: follows its events, asks for the curves a moment after the log has grown, and for the
 * state when it has not grown for a while. As little work as it can, since it shares the machine with what is measured.
 */
final class Viewer implements AutoCloseable {
    private static final long CURVES_MILLIS = 1500;
    private static final long STATE_MILLIS = 3000;

    private final int port;
    private final String run;
    private final AtomicLong answers;
    private final AtomicLong errors;
    private final Socket events;
    private final Socket questions;
    private long grown;
    private volatile boolean isGone;

    /**
     * A viewer that looks from now on.
     *
     * @param answers that all viewers got
     * @param errors  that they met
     */
    Viewer(int port, String run, AtomicLong answers, AtomicLong errors) throws IOException {
        this.port = port;
        this.run = run;
        this.answers = answers;
        this.errors = errors;
        events = connected(port);
        questions = connected(port);
        Thread.ofPlatform().daemon().start(() -> counting(this::follow));
        Thread.ofPlatform().daemon().start(() -> counting(this::ask));
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private interface Doing {
        void run() throws IOException, InterruptedException;
    }

    private void counting(Doing doing) {
        try {
            doing.run();
        } catch (IOException | InterruptedException e) {
            if (!isGone) {
                errors.incrementAndGet();
            }
        }
    }

    private byte[] get(String path) {
        return "GET /api/runs/%s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: gzip\r\n\r\n"
                .formatted(run, path, port)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void follow() throws IOException {
        events.getOutputStream().write(get("/events"));
        var in = events.getInputStream();
        var buffer = new byte[1 << 16];
        while (in.read(buffer) >= 0) {
            synchronized (this) {
                grown++;
                notifyAll();
            }
        }
        throw new IOException("the events ended");
    }

    private void ask() throws IOException, InterruptedException {
        var in = new BufferedInputStream(questions.getInputStream());
        long seen = 0;
        while (!isGone) {
            synchronized (this) {
                if (grown == seen) {
                    wait(STATE_MILLIS);
                }
            }
            boolean isState = grown == seen;
            if (!isState) {
                TimeUnit.MILLISECONDS.sleep(CURVES_MILLIS);
                seen = grown;
            }
            questions.getOutputStream().write(get(isState ? "" : "/training?language=en"));
            var answer = Load.answer(in);
            answers.incrementAndGet();
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                errors.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        isGone = true;
        events.close();
        questions.close();
    }
}
