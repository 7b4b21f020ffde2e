package hanshu.workbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a well-behaved client gets: compressed answers, the events it has not seen, and an answer though the server stops. */
@Timeout(30)
class ServerAnswersTest {
    private static final String LONG = "a long answer ".repeat(500);

    private final Feed feed = Feed.of(10);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private Server server;

    @BeforeEach
    void start() {
        var routes = Routes.of()
                .get("/long", request -> Response.text("text/plain", LONG))
                .get("/short", request -> Response.text("text/plain", "short"))
                .get("/events", request -> Response.events(feed))
                .get("/wait", request -> {
                    asked.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new Refusal(503, "stopped");
                    }
                    return Response.json(Map.of("waited", true));
                });
        server = Server.start(Binding.local(0), routes, Limits.DEFAULT);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.address() + path));
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void longAnswersAreCompressedForWhoAcceptsIt() throws Exception {
        var compressed = get("long", "Accept-Encoding", "br, gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.body().length).isLessThan(LONG.length() / 10);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(LONG);
        }
        for (var plain : new HttpResponse<?>[] {get("long"), get("long", "Accept-Encoding", "gzip;q=0")}) {
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat((byte[]) plain.body()).asString(StandardCharsets.UTF_8).isEqualTo(LONG);
            assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
        }
        assertThat(text(get("short", "Accept-Encoding", "gzip"))).isEqualTo("short");
    }

    @Test
    void whoComesBackGetsTheEventsBehindTheLastThatHeSaw() throws Exception {
        feed.add("loss", "0.9");
        feed.add("loss", "0.8");
        feed.add("note", "two\nlines");
        assertThat(events(6)).containsExactly("id: 0", "event: loss", "data: 0.9", "", "id: 1", "event: loss");
        assertThat(events(5, "Last-Event-ID", "1"))
                .containsExactly("id: 2", "event: note", "data: two", "data: lines", "");
        // of another life of the server: from the beginning
        assertThat(events(1, "Last-Event-ID", "77")).containsExactly("id: 0");
        assertThat(events(1, "Last-Event-ID", "no number")).containsExactly("id: 0");
    }

    private String[] events(int lines, String... headers) throws Exception {
        try (var wire = Wire.to(server.port())) {
            var own = headers.length == 0 ? "" : headers[0] + ": " + headers[1] + "\r\n";
            wire.write("GET /events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n".formatted(server.port(), own));
            while (!wire.readLine().isEmpty()) {
                // the head
            }
            wire.readLine(); // the size of a chunk
            var read = new String[lines];
            for (int i = 0; i < lines; i++) {
                read[i] = wire.readLine();
            }
            return read;
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredThoughTheServerStops() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> get("wait"));
            asked.await();
            var stopped = threads.submit(server::close);
            Thread.sleep(300);
            assertThat(stopped.isDone()).isFalse();
            release.countDown();
            assertThat(text(answer.get())).isEqualTo("{\"waited\":true}");
            stopped.get();
        }
    }
}
