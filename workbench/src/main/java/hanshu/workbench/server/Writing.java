package hanshu.workbench.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Sends answers to clients, and cuts off those that do not take them in time. */
final class Writing implements AutoCloseable {
    /** That an answer gets unless it says otherwise: pages load from here alone, and nowhere else shows them. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            // Charts set styles of elements.
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " media-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private static final int WORTH_COMPRESSING = 1024;
    private static final Pattern COMPRESSIBLE =
            Pattern.compile("(text/|application/(json|javascript|openmetrics-text)|image/svg).*");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hanshu-slow-clients").daemon().factory());

    Writing(Duration patience) {
        this.patience = patience;
    }

    private interface Write {
        void run() throws IOException;
    }

    /** The interrupt closes the connection, and ends the write with an IOException. */
    private void inTime(Write write) throws IOException {
        var cut = clock.schedule(Thread.currentThread()::interrupt, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            write.run();
        } finally {
            cut.cancel(false);
        }
    }

    void send(HttpExchange exchange, Response response) throws IOException {
        setHeaders(exchange, response.headers());
        inTime(() -> {
            switch (response) {
                case Response.Whole whole -> whole(exchange, whole);
                case Response.File file -> {
                    try (var in = Files.newInputStream(file.path())) {
                        start(exchange, file.status(), Files.size(file.path()));
                        if (!isHead(exchange)) {
                            in.transferTo(exchange.getResponseBody());
                        }
                    }
                }
                case Response.Stream _ -> throw new IllegalArgumentException("a stream is not sent at once");
            }
            exchange.getResponseBody().close();
        });
    }

    private static void setHeaders(HttpExchange exchange, Map<String, String> own) {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        own.forEach(exchange.getResponseHeaders()::set);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static void whole(HttpExchange exchange, Response.Whole answer) throws IOException {
        var body = answer.body();
        var sent = body;
        var type = exchange.getResponseHeaders().getFirst("Content-Type");
        if (body.length >= WORTH_COMPRESSING
                && type != null
                && COMPRESSIBLE.matcher(type).matches()) {
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
            if (acceptsGzip(exchange)) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                sent = answer.gzip().orElseGet(() -> gzip(body));
            }
        }
        start(exchange, answer.status(), sent.length);
        if (!isHead(exchange) && sent.length > 0) {
            exchange.getResponseBody().write(sent);
        }
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(value.toLowerCase(Locale.ROOT)))
                .map(value -> value.replace(" ", ""))
                .anyMatch(value -> value.startsWith("gzip") && !value.matches("gzip;q=0(\\.0*)?"));
    }

    static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** To the JDK, length 0 means unknown and -1 none. */
    private static void start(HttpExchange exchange, int status, long length) throws IOException {
        if (isHead(exchange)) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(status, isHead(exchange) || length == 0 ? -1 : length);
    }

    /** Until the client goes, or is cut off, or the server stops. */
    void stream(HttpExchange exchange, EventSource source, BooleanSupplier stopping) throws IOException {
        setHeaders(exchange, new Response.Stream(source).headers());
        exchange.sendResponseHeaders(200, isHead(exchange) ? -1 : 0);
        if (isHead(exchange)) {
            return;
        }
        var out = exchange.getResponseBody();
        long seen = lastSeen(exchange);
        try {
            while (!stopping.getAsBoolean()) {
                var events = source.after(seen, HEARTBEAT);
                var text = new StringBuilder();
                for (var event : events) {
                    text.append("id: ").append(event.id());
                    text.append("\nevent: ").append(event.name()).append('\n');
                    event.data()
                            .lines()
                            .forEach(line -> text.append("data: ").append(line).append('\n'));
                    text.append('\n');
                    seen = event.id();
                }
                var bytes = (events.isEmpty() ? ": still here\n\n" : text.toString()).getBytes(StandardCharsets.UTF_8);
                inTime(() -> {
                    out.write(bytes);
                    out.flush();
                });
            }
        } catch (InterruptedException e) {
            // The server stops: the stream ends here, and the browser asks again for what follows.
        }
        inTime(out::close);
    }

    private static long lastSeen(HttpExchange exchange) {
        var id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        return id != null && id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
