package hanshu.bench.serving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Clients that ask a server one request after the other, each on a connection that it keeps; they do as little work as
 * they can, since they share the machine with what they measure.
 *
 * @param port     on this machine
 * @param path     that is asked
 * @param bodies   in JSON, taken in turn
 * @param expected a part of each answer, in the same order; a number at its end may differ by rounding, as sums of other
 *                 batches are added up in another order
 */
record Load(int port, String path, List<String> bodies, List<String> expected) {
    /**
     * What came of it.
     *
     * @param errors answers of another status than 200, or without what was expected
     * @param p50    milliseconds in which half of the requests were answered
     * @param p99    milliseconds in which all but one in a hundred were
     */
    record Result(int requests, int errors, double seconds, double p50, double p99) {
        double perSecond() {
            return requests / seconds;
        }

        @Override
        public String toString() {
            return "%,d requests, %d errors, %.1f s, %,.0f a second, p50 %.2f ms, p99 %.2f ms"
                    .formatted(requests, errors, seconds, perSecond(), p50, p99);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(E-?[0-9]+)?");
    private static final double ROUNDING = 1e-5;

    Result run(int clients, int requests) throws InterruptedException {
        var next = new AtomicInteger();
        var errors = new AtomicInteger();
        var nanos = new long[requests];
        var threads = IntStream.range(0, clients)
                .mapToObj(i -> Thread.ofPlatform().unstarted(() -> ask(next, errors, nanos)))
                .toList();
        long before = System.nanoTime();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        Arrays.sort(nanos);
        return new Result(requests, errors.get(), seconds, nanos[requests / 2] / 1e6, nanos[requests * 99 / 100] / 1e6);
    }

    private void ask(AtomicInteger next, AtomicInteger errors, long[] nanos) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                int row = i % bodies.size();
                var request = request(bodies.get(row));
                long before = System.nanoTime();
                socket.getOutputStream().write(request);
                var answer = answer(in);
                nanos[i] = System.nanoTime() - before;
                if (!answer.startsWith("HTTP/1.1 200 ") || !holds(answer, expected.get(row))) {
                    if (errors.getAndIncrement() == 0) {
                        System.out.printf("expected %s, got%n%s%n", expected.get(row), answer);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(String answer, String expected) {
        int colon = expected.lastIndexOf(':') + 1;
        int at = answer.indexOf(expected.substring(0, colon));
        if (answer.contains(expected)
                || at < 0
                || !NUMBER.matcher(expected.substring(colon)).matches()) {
            return answer.contains(expected);
        }
        var got = NUMBER.matcher(answer).region(at + colon, answer.length());
        double wanted = Double.parseDouble(expected.substring(colon));
        return got.lookingAt() && Math.abs(Double.parseDouble(got.group()) - wanted) <= ROUNDING * Math.abs(wanted);
    }

    private byte[] request(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, port, bytes.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var request = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** The head and as much of a body as it announces. */
    static String answer(InputStream in) throws IOException {
        var answer = new StringBuilder();
        int length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            answer.append(line).append('\n');
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return answer.append(new String(in.readNBytes(length), StandardCharsets.UTF_8))
                .toString();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
