package hanshu.workbench.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests, each on a virtual thread: {@link Guard} says who may ask, {@link Limits} how much, {@link Routes}
 * who answers. A client that sends slowly is cut off by the JDK's own deadline for a request, one that reads slowly by
 * {@link Limits#writing}. Errors are {@code {"error": "one sentence"}}.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    static {
        // Read once, when the JDK's server is loaded; what a user sets himself stands.
        var jdk = List.of(
                List.of("sun.net.httpserver.maxReqTime", "30"), // seconds for a request with its body
                List.of("sun.net.httpserver.maxReqHeaders", "100"),
                List.of("sun.net.httpserver.maxReqHeaderSize", "65536"), // beyond it the connection is closed
                List.of(
                        "sun.net.httpserver.idleInterval",
                        "30"), // seconds of a kept connection, and of a silent new one
                List.of("sun.net.httpserver.nodelay", "true"),
                List.of("jdk.httpserver.maxConnections", "2000"));
        for (var property : jdk) {
            if (System.getProperty(property.getFirst()) == null) {
                System.setProperty(property.getFirst(), property.getLast());
            }
        }
    }

    private final HttpServer http;
    private final Binding binding;
    private final Guard guard;
    private final Routes routes;
    private final Limits limits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore answering;
    private final Semaphore viewing;
    private final Set<Thread> viewers = ConcurrentHashMap.newKeySet();
    private final Writing writing;
    private volatile boolean stopping;

    private Server(HttpServer http, Binding binding, Routes routes, Limits limits) {
        this.http = http;
        this.binding = binding;
        this.routes = routes;
        this.limits = limits;
        guard = new Guard(binding, http.getAddress().getPort());
        answering = new Semaphore(limits.atOnce());
        viewing = new Semaphore(limits.viewers());
        writing = new Writing(limits.writing());
    }

    /**
     * Listens from now on.
     *
     * @throws UncheckedIOException where the port is taken or may not be listened on
     */
    public static Server start(Binding binding, Routes routes, Limits limits) {
        HttpServer http;
        try {
            http = HttpServer.create(binding.address(), 0);
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "%s:%d: %s; another port, or 0 for a free one, may do"
                            .formatted(binding.host(), binding.port(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = new Server(http, binding, routes, limits);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** Where a browser finds it, such as {@code http://127.0.0.1:8080/}. */
    public String address() {
        return "http://%s:%d/".formatted(binding.host(), port());
    }

    /** The address with the token, which a browser keeps as a cookie. */
    public String link() {
        return binding.token()
                .map(token -> address() + "?token=" + token.text())
                .orElse(address());
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            boolean isFree = answering.tryAcquire();
            try {
                send(exchange, isFree ? answered(exchange) : full());
            } finally {
                if (isFree) {
                    answering.release();
                }
            }
        } catch (IOException e) {
            LOG.debug("a client went away: {}", e.toString());
        }
    }

    private static Response full() {
        return Response.refusal(429, "too many requests at once: try again in a moment")
                .with("Retry-After", "1");
    }

    private Response answered(HttpExchange exchange) throws IOException {
        try {
            if (stopping) {
                throw new Refusal(503, "the server is stopping");
            }
            checkHeaders(exchange);
            guard.checkPlace(exchange);
            var uri = exchange.getRequestURI();
            var method = exchange.getRequestMethod();
            var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            var request = new Request(
                    method.equals("HEAD") ? "GET" : method,
                    Routes.path(uri.getRawPath()),
                    Map.of(),
                    Routes.query(query),
                    firsts(exchange),
                    new byte[0]);
            var instead = guard.checkToken(exchange, request);
            return instead.isPresent() ? instead.get() : routes.answer(request.with(body(exchange)));
        } catch (Refusal e) {
            return Response.refusal(e.status(), e.sentence());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Response.refusal(500, "the server failed at this request; its log says why");
        }
    }

    private static Map<String, String> firsts(HttpExchange exchange) {
        var firsts = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> firsts.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return firsts;
    }

    private void checkHeaders(HttpExchange exchange) {
        long bytes = exchange.getRequestURI().toString().length();
        for (var header : exchange.getRequestHeaders().entrySet()) {
            for (var value : header.getValue()) {
                bytes += header.getKey().length() + value.length() + 4; // ": " and the end of the line
            }
        }
        if (bytes > limits.headers()) {
            throw new Refusal(431, "the headers have %d bytes, of at most %d".formatted(bytes, limits.headers()));
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var length = headers.getFirst("Content-Length");
        if (length != null && Long.parseLong(length) > limits.body()) {
            throw tooLong();
        }
        var body =
                exchange.getRequestBody().readNBytes(Math.toIntExact(Math.min(limits.body() + 1, Integer.MAX_VALUE)));
        if (body.length > limits.body()) {
            throw tooLong();
        }
        var type = headers.getFirst("Content-Type");
        boolean isJson = type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
        if (!isJson && (body.length > 0 || exchange.getRequestMethod().equals("POST"))) {
            throw new Refusal(415, "a body is JSON: send it with Content-Type: application/json");
        }
        return body;
    }

    private Refusal tooLong() {
        return new Refusal(413, "a body has at most %d bytes here".formatted(limits.body()));
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        if (response instanceof Response.Stream(var source)) {
            stream(exchange, source);
        } else {
            writing.send(exchange, response);
        }
    }

    /** A viewer does not count as a request under way: it may stay for hours. */
    private void stream(HttpExchange exchange, EventSource source) throws IOException {
        answering.release();
        viewers.add(Thread.currentThread());
        try {
            if (!viewing.tryAcquire()) {
                writing.send(exchange, Response.refusal(429, "too many viewers at once: close another page"));
                return;
            }
            try {
                writing.stream(exchange, source, () -> stopping);
            } finally {
                viewing.release();
            }
        } finally {
            viewers.remove(Thread.currentThread());
            answering.acquireUninterruptibly();
        }
    }

    /** Takes no more requests, ends the streams, and waits for the requests under way, as long as the limits say. */
    @Override
    public void close() {
        stopping = true;
        viewers.forEach(Thread::interrupt);
        http.stop(Math.toIntExact(limits.stopping().toSeconds()));
        threads.shutdownNow();
        writing.close();
    }
}
