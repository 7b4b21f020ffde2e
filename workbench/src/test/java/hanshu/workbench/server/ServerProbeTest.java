package hanshu.workbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile client tries. */
class ServerProbeTest {
    private static final Token TOKEN = new Token("0123456789abcdef");

    @TempDir
    Path temp;

    private final CountDownLatch waiting = new CountDownLatch(3);
    private final CountDownLatch release = new CountDownLatch(1);
    private Server server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(temp.resolve("secret.txt"), "secret");
        var runs = Files.createDirectory(temp.resolve("runs"));
        Files.writeString(runs.resolve("a.txt"), "of the run");
        Files.createSymbolicLink(runs.resolve("link"), temp.resolve("secret.txt"));
        var folder = Folder.of(runs);
        var routes = Routes.of()
                .get("/", request -> Response.text("text/html", "<!doctype html>"))
                .get(
                        "/files/{file...}",
                        request -> Response.download(folder.file(request.parameter("file")), "text/plain", "a.txt"))
                .post("/echo", request -> Response.json(request.json()))
                .get("/fail", request -> {
                    throw new IllegalStateException("inner workings");
                })
                .get("/wait", request -> {
                    waiting.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new Refusal(503, "stopped");
                    }
                    return Response.json(Map.of("waited", true));
                })
                .get("/large", request -> Response.of("application/octet-stream", new byte[64 << 20]));
        var limits = Limits.DEFAULT
                .withBody(10_000)
                .withAtOnce(3)
                .withWriting(Duration.ofMillis(500))
                .withStopping(Duration.ofSeconds(5));
        server = Server.start(Binding.local(0), routes, limits);
        port = server.port();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @Test
    void itListensOnThisMachineOnly() throws SocketException {
        var others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        for (var address : others) {
            assertThatThrownBy(() -> {
                        try (var socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port), 2000);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> new Binding("0.0.0.0", 0, Optional.empty(), Set.of()))
                .hasMessage("0.0.0.0 can be reached from other machines: that needs a token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:PORT",
                "127.0.0.1:PORT@evil.example",
                "[::1]:PORT.evil.example",
                ""
            })
    void aForeignHostIsRefused(String host) throws IOException {
        var answer =
                Wire.ask(port, "GET / HTTP/1.1", "Host: " + host.replace("PORT", "" + port), "Connection: close", "");
        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("{\"error\":\"this server does not go by the host");
    }

    @Test
    void aHostIsNeededAndOneOnly() throws IOException {
        var ours = "Host: 127.0.0.1:" + port;
        assertThat(Wire.ask(port, "GET / HTTP/1.0", "")).startsWith("HTTP/1.1 403 ");
        assertThat(Wire.ask(port, "GET / HTTP/1.1", ours, ours, "Connection: close", ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(Wire.ask(port, "GET / HTTP/1.1", "Host: localhost:" + port, "Connection: close", ""))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://localhost:1",
                "file://",
                "http://127.0.0.1:PORT.evil.example"
            })
    void aForeignOriginIsRefused(String origin) throws IOException {
        assertThat(post("/echo", "{}", "Origin: " + origin.replace("PORT", "" + port)))
                .startsWith("HTTP/1.1 403 ")
                .contains("{\"error\":\"this server does not answer pages of ");
        assertThat(post("/echo", "{}", "Origin: http://127.0.0.1:" + port)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../secret.txt",
                "/files/../../../../../../etc/passwd",
                "/files/%2e%2e/secret.txt",
                "/files/..%2fsecret.txt",
                "/files/%2e%2e%2fsecret.txt",
                "/files/..%5csecret.txt",
                "/files/%252e%252e/secret.txt",
                "/files//etc/passwd",
                "/files/%2fetc%2fpasswd",
                "/files/a.txt%00.png",
                "/files/..;/secret.txt",
                "/files/%c0%ae%c0%ae/secret.txt",
                "/files/link",
                "/files/./../runs/../secret.txt",
                "/files/C:%5cwindows%5cwin.ini",
                "/files/file:%2f%2f%2fetc%2fpasswd"
            })
    void noPathLeavesTheFolder(String path) throws IOException {
        assertThat(Wire.get(port, path))
                .matches(answer -> answer.matches("(?s)HTTP/1.1 (400|403|404) .*"), "is refused")
                .contains("{\"error\":\"")
                .doesNotContain("secret\n", "root:");
        assertThat(Wire.get(port, "/files/a.txt")).startsWith("HTTP/1.1 200 ").endsWith("of the run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1}}", "[1,2", "{\"a\":1,\"a\":2}", "", "\u0000", "{\"a\":NaN}", "{'a':1}"})
    void malformedJsonIsNamed(String body) throws IOException {
        assertThat(post("/echo", body))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"the body is not the JSON that is expected here: ")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void jsonAThousandDeepIsNamed() throws IOException {
        assertThat(post("/echo", "[".repeat(4000))).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"");
    }

    @Test
    void onlyJsonIsTaken() throws IOException {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a")) {
            assertThat(ask("POST /echo", "{}", "Content-Type: " + type)).startsWith("HTTP/1.1 415 ");
        }
        assertThat(ask("POST /echo", "{}")).startsWith("HTTP/1.1 415 ");
        assertThat(ask("POST /echo", "{}", "Content-Type: Application/JSON; charset=utf-8"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aLongBodyIsRefused() throws IOException {
        assertThat(post("/echo", "\"" + "a".repeat(10_000) + "\"")).startsWith("HTTP/1.1 413 ");
        // Before it is sent.
        assertThat(Wire.ask(
                        port,
                        "POST /echo HTTP/1.1",
                        "Host: 127.0.0.1:" + port,
                        "Content-Type: application/json",
                        "Content-Length: 9000000000000000000",
                        "Connection: close",
                        ""))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void anEndlessBodyIsRefused() throws IOException {
        try (var wire = Wire.to(port)) {
            wire.write("POST /echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n".formatted(port)
                    + "Transfer-Encoding: chunked\r\n\r\n");
            var chunk = "400\r\n" + "1".repeat(0x400) + "\r\n";
            for (int i = 0; i < 11; i++) {
                wire.write(chunk);
            }
            assertThat(wire.readLine()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void longHeadersAreRefused() throws IOException {
        assertThat(Wire.ask(
                        port,
                        "GET / HTTP/1.1",
                        "Host: 127.0.0.1:" + port,
                        "X-Long: " + "a".repeat(20_000),
                        "Connection: close",
                        ""))
                .startsWith("HTTP/1.1 431 ");
        assertThat(Wire.get(port, "/?" + "a".repeat(20_000))).startsWith("HTTP/1.1 431 ");
        assertThat(endlessHeaders("X-Long: " + "a".repeat(1000) + "\r\n")).isLessThan(200);
        assertThat(endlessHeaders("a".repeat(1000))).isLessThan(200);
    }

    /** How many times a line can be sent before the server hangs up. */
    private int endlessHeaders(String line) throws IOException {
        try (var wire = Wire.to(port)) {
            wire.write("GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: ".formatted(port));
            for (int sent = 0; sent < 10_000; sent++) {
                try {
                    wire.write(line);
                    Thread.sleep(1); // what the server says arrives
                } catch (SocketException e) {
                    return sent;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return 10_000;
    }

    @Test
    void twoHundredSlowClientsHinderNobodyAndAreCut() throws Exception {
        var slow = new ArrayList<Wire>();
        try {
            for (int i = 0; i < 200; i++) {
                var wire = Wire.to(port);
                slow.add(wire);
                wire.write(
                        switch (i % 3) {
                            case 0 -> "GET / HT";
                            case 1 -> "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX-Slow: ".formatted(port);
                            default -> "GET / HTTP/1.1\r\nX: ";
                        });
            }
            long before = System.nanoTime();
            assertThat(Wire.get(port, "/")).startsWith("HTTP/1.1 200 ");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            for (var wire : slow) {
                assertThat(wire.readAll()).isEmpty(); // ends, where it would time out
            }
        } finally {
            for (var wire : slow) {
                wire.close();
            }
        }
    }

    @Test
    void aSlowBodyIsCut() throws IOException {
        try (var wire = Wire.to(port)) {
            wire.write("POST /echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n".formatted(port)
                    + "Content-Length: 100\r\n\r\n{");
            assertThat(wire.readAll()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsCut() throws Exception {
        try (var wire = Wire.to(port)) {
            wire.write("GET /large HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(port));
            Thread.sleep(1500);
            try {
                assertThat(wire.socket().getInputStream().readAllBytes().length).isLessThan(64 << 20);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        assertThat(Wire.get(port, "/")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void oneTooManyIsToldToComeBack() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = new ArrayList<Future<String>>();
            for (int i = 0; i < 3; i++) {
                waits.add(clients.submit(() -> Wire.get(port, "/wait")));
            }
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Wire.get(port, "/"))
                    .startsWith("HTTP/1.1 429 ")
                    .contains("Retry-after: 1")
                    .contains("{\"error\":\"too many requests at once");
            release.countDown();
            for (var each : waits) {
                assertThat(each.get(5, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ");
            }
            assertThat(Wire.get(port, "/")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aFailureTellsNothingOfTheInside() throws IOException {
        assertThat(Wire.get(port, "/fail"))
                .startsWith("HTTP/1.1 500 ")
                .endsWith("{\"error\":\"the server failed at this request; its log says why\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000",
                "GET / HTTP/9.9\r\n\r\n",
                "GET * HTTP/1.1\r\n\r\n"
            })
    void whatIsNoRequestHarmsNothing(String bytes) throws IOException {
        try (var wire = Wire.to(port)) {
            wire.write(bytes);
            wire.socket().shutdownOutput();
            assertThat(wire.readAll()).doesNotContain("\tat ").doesNotStartWith("HTTP/1.1 200 ");
        }
        assertThat(Wire.get(port, "/")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void everyAnswerGuardsThePage() throws IOException {
        for (var path : List.of("/", "/none", "/fail")) {
            assertThat(Wire.get(port, path))
                    .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self';")
                    .containsIgnoringCase("X-Content-Type-Options: nosniff")
                    .containsIgnoringCase("Referrer-Policy: no-referrer")
                    .containsIgnoringCase("X-Frame-Options: DENY");
        }
    }

    @Test
    void withoutTheTokenNothingIsAnswered() throws IOException {
        var routes = Routes.of().get("/", request -> Response.json(Map.of("open", true)));
        try (var locked = Server.start(Binding.local(0, TOKEN), routes, Limits.DEFAULT)) {
            int at = locked.port();
            var host = "Host: 127.0.0.1:" + at;
            var cookie = "hanshu-" + at;
            for (var lines : List.of(
                    List.of("X: y"),
                    List.of("Authorization: Bearer 0123456789abcdeg"),
                    List.of("Authorization: Basic MDEyMzQ1Njc4OWFiY2RlZg=="),
                    List.of("Cookie: hanshu-1=0123456789abcdef"),
                    List.of("Cookie: " + cookie + "="))) {
                assertThat(Wire.ask(at, "GET / HTTP/1.1", host, lines.getFirst(), "Connection: close", ""))
                        .startsWith("HTTP/1.1 401 ")
                        .contains("{\"error\":\"the token is missing or wrong");
            }
            assertThat(Wire.get(at, "/?token=0123456789abcdeg")).startsWith("HTTP/1.1 401 ");
            assertThat(Wire.get(at, "/?token=0123456789abcdef"))
                    .startsWith("HTTP/1.1 303 ")
                    .containsIgnoringCase("Location: /\r\n")
                    .containsIgnoringCase(
                            "Set-Cookie: %s=0123456789abcdef; Path=/; HttpOnly; SameSite=Strict".formatted(cookie));
            assertThat(locked.link()).isEqualTo("http://127.0.0.1:%d/?token=0123456789abcdef".formatted(at));
            for (var line :
                    List.of("Cookie: a=b; " + cookie + "=0123456789abcdef", "Authorization: Bearer 0123456789abcdef")) {
                assertThat(Wire.ask(at, "GET / HTTP/1.1", host, line, "Connection: close", ""))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private String post(String path, String body, String... headers) throws IOException {
        var more = new ArrayList<>(List.of(headers));
        more.add("Content-Type: application/json");
        return ask("POST " + path, body, more.toArray(String[]::new));
    }

    private String ask(String what, String body, String... headers) throws IOException {
        var lines = new ArrayList<>(List.of(what + " HTTP/1.1", "Host: 127.0.0.1:" + port));
        lines.addAll(List.of(headers));
        lines.addAll(List.of("Content-Length: " + body.length(), "Connection: close", "", body));
        return Wire.ask(port, lines.toArray(String[]::new));
    }
}
