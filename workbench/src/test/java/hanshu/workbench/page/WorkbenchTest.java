package hanshu.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.table.Table;
import hanshu.learn.Hanshu;
import hanshu.train.Event;
import hanshu.train.Movement;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page asks, and what others might. */
class WorkbenchTest {
    @TempDir
    private Path temp;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunFolder run;
    private Workbench workbench;
    private Server server;

    @BeforeEach
    void start() throws IOException {
        var data = Files.createDirectory(temp.resolve("data"));
        Files.writeString(data.resolve("line.csv"), line());
        Files.writeString(data.resolve("notes.md"), "not data");
        Files.writeString(temp.resolve("secret.csv"), "a,b\n1,2\n");
        Files.createSymbolicLink(data.resolve("linked.csv"), temp.resolve("secret.csv"));
        run = RunFolder.create(temp.resolve("runs"), "line");
        run.writeConfig("target: y\n");
        Files.writeString(
                run.path().resolve("source.json"),
                "{\"kind\":\"table\",\"arguments\":[\"%s\"],\"sha256\":[\"\"]}".formatted(data.resolve("line.csv")));
        Files.createSymbolicLink(temp.resolve("runs/linked"), temp.resolve("data"));
        // A program that ends at once and says what it was asked.
        workbench = new Workbench(
                temp.resolve("runs"), data, new Program(List.of("echo"), words -> "hanshu " + String.join(" ", words)));
        server = Server.start(Binding.local(0), workbench.routes(), Limits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
        workbench.close();
        client.close();
    }

    private static String line() {
        return IntStream.range(0, 120)
                .mapToObj(i -> "%s,%s,%s".formatted(i * 7 % 50 / 2.0, i % 3 == 0 ? "red" : "blue", i * 7 % 50 + 1))
                .collect(Collectors.joining("\n", "x,colour,y\n", "\n"));
    }

    private static Event epoch(int epoch, double loss) {
        return new Event.EpochEnded(epoch, 10L * epoch, epoch, 30, loss, OptionalDouble.of(2 * loss), Map.of(), 0.01);
    }

    private void log(Event... events) {
        try (var log = EventLog.append(run.metrics())) {
            for (var event : events) {
                log.accept(event);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address()).resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private String name() {
        return String.valueOf(run.path().getFileName());
    }

    // ---- runs

    @Test
    void aRunThatWasStoppedIsPausedAndSaysHowFarItCame() throws Exception {
        log(new Event.RunStarted(0, 0, "fold 1 of 1", 48, 30), epoch(1, 0.5), epoch(2, 0.4));
        var card = json(get("/api/runs")).get(0);
        assertThat(card.path("run").asString()).isEqualTo(name());
        assertThat(card.path("state").asString()).isEqualTo("paused");
        assertThat(card.path("data").asString()).isEqualTo("line.csv");
        assertThat(card.path("epoch").asInt()).isEqualTo(2);
        assertThat(card.path("epochs").asInt()).isEqualTo(30);
    }

    @Test
    void aRunThatAProcessWorksOnIsRunningAndIsNotDeleted() throws Exception {
        try (var worker = Worker.on(run)) {
            assertThat(worker).isNotNull();
            assertThat(json(get("/api/runs")).get(0).path("state").asString()).isEqualTo("running");
            var refused = send(request("/api/runs/" + name()).DELETE());
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("pause it first");
        }
        assertThat(json(get("/api/runs")).get(0).path("state").asString()).isEqualTo("paused");
        assertThat(send(request("/api/runs/" + name()).DELETE()).statusCode()).isEqualTo(204);
        assertThat(run.path()).doesNotExist();
        assertThat(temp.resolve("data/line.csv")).exists();
    }

    @Test
    void theCurvesComeAsChartsThatGrowWithTheLog() throws Exception {
        log(new Event.RunStarted(0, 0, "net", 48, 30), epoch(1, 0.5));
        var early = get("/api/runs/" + name() + "/training").body();
        assertThat(early).contains("1 / 30").contains("figure class=\"drawn\"");
        var layers = new LinkedHashMap<String, Movement>();
        layers.put("0", new Movement(1, 2, 0.001));
        log(
                new Event.LayersMoved(2, 20, 2, layers),
                epoch(2, 0.4),
                new Event.LayersMoved(3, 30, 3, layers),
                epoch(3, 0.3));
        Thread.sleep(250);
        assertThat(get("/api/runs/" + name() + "/training").body())
                .contains("3 / 30")
                .contains("Gradient norm by layer")
                .contains("Update-to-weight ratio by layer");
        assertThat(get("/api/runs/" + name() + "/training?language=zh").body()).contains("各层梯度的范数");
    }

    @Test
    void aBrowserThatComesBackMissesNothing() throws Exception {
        log(epoch(1, 0.5), epoch(2, 0.4));
        var seen = events("", 3);
        assertThat(seen).extracting(Line::name).containsExactly("start", "line", "line");
        log(epoch(3, 0.3));
        var later = events(seen.getLast().id(), 1);
        assertThat(later).extracting(Line::name).containsExactly("line");
        assertThat(later.getFirst().data()).contains("\"epoch\":3");
        // The run goes on from a checkpoint of its first epoch: what was seen of the others is not so any more.
        try (var log = EventLog.resume(run.metrics(), 10)) {
            log.accept(epoch(2, 0.1));
        }
        Thread.sleep(250);
        var anew = events(later.getLast().id(), 3);
        assertThat(anew).extracting(Line::name).containsExactly("start", "line", "line");
        assertThat(anew.getLast().data()).contains("\"train_loss\":0.1");
    }

    private record Line(String id, String name, String data) {}

    /** The next events of the run's stream, as many as are waited for. */
    private List<Line> events(String lastSeen, int count) throws Exception {
        var asked = request("/api/runs/" + name() + "/events");
        if (!lastSeen.isEmpty()) {
            asked.header("Last-Event-ID", lastSeen);
        }
        var events = new ArrayList<Line>();
        var body = client.send(asked.build(), BodyHandlers.ofInputStream()).body();
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            while (events.size() < count) {
                events.add(new Line(field(lines), field(lines), field(lines)));
                lines.readLine();
            }
        }
        return events;
    }

    private static String field(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        return line.substring(line.indexOf(':') + 2);
    }

    // ---- models

    @Test
    void aModelAnswersSamplesAndShowsItsInside() throws Exception {
        var waiting = post("/api/runs/" + name() + "/predict", "{\"x\": 3}");
        assertThat(waiting.statusCode()).isEqualTo(409);
        assertThat(waiting.body()).contains("holds no model yet");
        Hanshu.learn(Table.read(temp.resolve("data/line.csv")), "y").save(run.model());

        var form = json(get("/api/runs/" + name() + "/form"));
        assertThat(form.path("inputs").get(0).path("name").asString()).isEqualTo("x");
        assertThat(form.path("inputs").get(1).path("choices").toString()).contains("blue", "red");
        var answer = json(post("/api/runs/" + name() + "/predict", "{\"x\": 20, \"colour\": \"red\"}"));
        assertThat(answer.get(0).path("prediction").asDouble()).isBetween(37.0, 45.0);
        var wrong = post("/api/runs/" + name() + "/predict", "{\"x\": \"many\", \"colour\": \"red\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("many");
        assertThat(get("/api/runs/" + name() + "/inside").body()).contains("numbers in θ");
        assertThat(get("/api/runs/" + name() + "/files/model.safetensors")
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains(name() + ".safetensors"));
    }

    // ---- data and trainings

    @Test
    void aTableIsShownWithItsColumns() throws Exception {
        assertThat(get("/api/data?file=line.csv").body())
                .contains("colour", "category", "<dd>120</dd>")
                .contains("figure class=\"drawn\"");
        assertThat(json(get("/api/columns?file=line.csv")).path("columns").toString())
                .contains("\"name\":\"x\"", "\"kind\":\"number\"");
        assertThat(get("/api/files").body()).contains("line.csv").doesNotContain("notes.md");
    }

    @Test
    void aTrainingIsTheCommandThatAUserWouldType() throws Exception {
        var job = json(post("/api/train", "{\"file\": \"line.csv\", \"target\": \"y\", \"set\": [\"seed=2\"]}"));
        assertThat(job.path("command").asString())
                .startsWith("hanshu train ")
                .contains("--target y --set seed=2 --runs ");
        var seen = json(get("/api/jobs/" + job.path("id").asString()));
        for (int i = 0; i < 50 && !seen.path("over").asBoolean(); i++) {
            Thread.sleep(100);
            seen = json(get("/api/jobs/" + job.path("id").asString()));
        }
        assertThat(seen.path("over").asBoolean()).isTrue();
        assertThat(seen.path("code").asInt()).isZero();
    }

    @Test
    void theDoctorSpeaksTheLanguageOfThePage() throws Exception {
        var job = json(post("/api/runs/" + name() + "/doctor?language=zh", "{}"));
        assertThat(job.path("command").asString()).endsWith("--json --language zh");
    }

    @Test
    void theDerivationWalksWithTheEngine() throws Exception {
        var walk = json(post(
                "/api/derive/walk",
                "{\"of\": {\"file\": \"\", \"target\": \"\", \"before\": 0}, \"loss\": \"squared\", \"start\": [],"
                        + " \"optimiser\": \"sgd\", \"rate\": 0, \"steps\": 50}"));
        assertThat(walk.path("path").size()).isEqualTo(51);
        assertThat(walk.path("losses").get(50).asDouble())
                .isLessThan(walk.path("losses").get(0).asDouble())
                .isGreaterThanOrEqualTo(walk.path("bestLoss").asDouble());
        assertThat(walk.path("surface").path("series").isArray()).isTrue();
        var wrong = post(
                "/api/derive/walk",
                "{\"of\": {\"file\": \"line.csv\", \"target\": \"colour\", \"before\": 0}, \"loss\": \"squared\","
                        + " \"start\": [], \"optimiser\": \"sgd\", \"rate\": 0, \"steps\": 50}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("colour").contains("choose another");
    }

    // ---- what is not for strangers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/data?file=../secret.csv",
                "/api/data?file=%2e%2e%2fsecret.csv",
                "/api/data?file=linked.csv",
                "/api/data?file=/etc/passwd",
                "/api/data?file=data/../../secret.csv",
                "/api/data?file=http://127.0.0.1/a.csv",
                "/api/files?folder=..",
                "/api/files?folder=/",
                "/api/columns?file=..%5csecret.csv",
                "/api/runs/linked",
                "/api/runs/..",
                "/api/runs/%2e%2e/files/model.safetensors",
                "/api/runs/linked/files/config.yaml",
                "/api/compare?runs=../data",
                "/page/x/..%2f..%2fWorkbench.class",
                "/page/x/Workbench.class"
            })
    void noPathLeadsOut(String path) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.body()).startsWith("{\"error\":").doesNotContain("1,2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source.json", "process.json", "..", "checkpoints"})
    void aRunGivesOnlyTheFilesThatAreMeantForIt(String file) throws Exception {
        assertThat(get("/api/runs/" + name() + "/files/" + file).statusCode()).isBetween(400, 404);
    }

    @Test
    void whatIsMissingInABodyIsNamed() throws Exception {
        var without = post("/api/train", "{\"file\": \"line.csv\", \"set\": []}");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("target");
        var empty = post("/api/train", "{\"file\": \"line.csv\", \"target\": null, \"set\": []}");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("target");
    }

    @Test
    void aTrainingTakesNoFileFromOutside() throws Exception {
        var refused = post("/api/train", "{\"file\": \"../secret.csv\", \"target\": \"b\", \"set\": []}");
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    // ---- the page itself

    @Test
    void thePageIsSmallAndKeptByItsContent() throws Exception {
        var page = get("/").body();
        var parts = Pattern.compile("/page/[0-9a-f]{16}/[a-z]+[.](js|css)")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(parts).hasSizeGreaterThan(4);
        for (var part : parts) {
            var response =
                    client.send(request(part).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, immutable");
            assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
            var plain = client.send(request(part).build(), BodyHandlers.ofByteArray());
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(plain.body()).hasSizeGreaterThan(response.body().length);
        }
    }
}
