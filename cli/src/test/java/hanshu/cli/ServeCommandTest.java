package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(240)
class ServeCommandTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    /** A process that serves a model. */
    private record Served(Process process, String address) implements AutoCloseable {
        static Served of(String... arguments) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "hanshu.cli.Main",
                    "serve",
                    "--port",
                    "0"));
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var out = process.inputReader(StandardCharsets.UTF_8);
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var address = Pattern.compile("http://\\S+").matcher(line);
                if (address.find()) {
                    return new Served(process, address.group());
                }
            }
            throw new IllegalStateException("it says no address");
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static String trained(Samples samples, String data) {
        var runs = samples.path("runs-" + data);
        var session = Session.of(
                "train", samples.path(data).toString(), "--runs", runs.toString(), "-q", "--set", "training.epochs=1");
        assertThat(session.code()).as(session.err()).isZero();
        return Penguins.only(runs).toString();
    }

    @Test
    void textsAndPicturesAreServedAsTheyArePredicted() throws IOException, InterruptedException {
        var samples = Samples.in(Files.createDirectories(folder.resolve("samples")));
        var texts = trained(samples, "reviews.txt");
        var expected = JsonMapper.shared()
                .readTree(
                        Session.reading("the film was great and I say so\n", "predict", texts, "-", "--format", "jsonl")
                                .result());
        try (var served = Served.of(texts)) {
            var answer = json(served.post("predict", "{\"text\": \"the film was great and I say so\"}"));
            assertThat(answer.get("class")).isEqualTo(expected.get("class"));
            assertThat(served.post("predict", "{\"text\": {\"b64\": \"AAAA\"}}").body())
                    .isEqualTo(
                            "{\"error\":\"row 1, text: a text in quotes is expected, got {\\\"b64\\\":\\\"AAAA\\\"}\"}");
            assertThat(served.post("predict", "{\"text\": null}").body())
                    .contains("row 1, text: a text in quotes is expected, got null");
            assertThat(served.post("predict", "{\"txt\": \"a\"}").body())
                    .contains("row 1 has no \\\"text\\\", which the model reads; did you mean \\\"txt\\\"?");
        }
        var picture = samples.path("shapes/square/03.png");
        var shapes = trained(samples, "shapes");
        var seen = JsonMapper.shared()
                .readTree(Session.of("predict", shapes, picture.toString(), "--format", "jsonl")
                        .result());
        try (var served = Served.of(shapes)) {
            var bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(picture));
            var answer = json(served.post("predict", "{\"picture\": {\"b64\": \"%s\"}}".formatted(bytes)));
            assertThat(answer.get("class")).isEqualTo(seen.get("class"));
            assertThat(served.post("predict", "{\"picture\": \"%s\"}".formatted(picture))
                            .body())
                    .contains("files are answered by name only where the server was started with --files FOLDER");
            assertThat(served.post("predict", "{\"picture\": null}").body())
                    .contains("row 1, picture: a value is expected, got null");
        }
    }

    @Test
    void aTableIsServedAsItIsPredicted() throws IOException, InterruptedException {
        var run = Penguins.run(folder.resolve("penguins"), "species").toString();
        var rows = Session.of("predict", run, Penguins.FILE, "--with-inputs", "--format", "jsonl")
                .result()
                .lines()
                .limit(3)
                .toList();
        try (var served = Served.of(run, "--name", "penguins")) {
            assertThat(json(served.get("v2/health/ready")).get("ready").asBoolean())
                    .isTrue();
            var metadata = json(served.get("v2/models/penguins"));
            assertThat(metadata.get("outputs").get(0).toString())
                    .isEqualTo("{\"name\":\"prediction\",\"datatype\":\"BYTES\",\"shape\":[-1]}");
            for (var row : rows) {
                var expected = (ObjectNode) JsonMapper.shared().readTree(row);
                var asked = expected.deepCopy();
                asked.remove(List.of("prediction", "probabilities"));
                expected.retain("prediction", "probabilities");
                var one = json(served.post("predict", asked.toString()));
                assertSame(one, expected);
                var two = json(served.post("predict", "[%s,%s]".formatted(asked, asked)));
                assertThat(two.size()).isEqualTo(2);
                assertSame(two.get(1), expected);
                var tensors = json(served.post("v2/models/penguins/infer", inference(asked)));
                assertThat(tensors.get("id").asString()).isEqualTo("42");
                assertThat(tensors.get("outputs").get(0).get("data").get(0).asString())
                        .isEqualTo(expected.get("prediction").asString());
                assertThat(tensors.get("outputs").size())
                        .isEqualTo(metadata.get("outputs").size());
            }
            assertRefused(served.post("predict", "{\"island\":\"Biscoe\"}"), "the request has no column ");
            assertRefused(served.post("predict", "[]"), "no rows came");
            assertRefused(served.post("predict", "[1]"), "row 1 is not an object");
            assertRefused(served.post("v2/models/penguins/infer", "{}"), "\"inputs\" is a list of tensors");
            assertRefused(
                    served.post(
                            "v2/models/penguins/infer",
                            "{\"inputs\":[{\"name\":\"island\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"Biscoe\"]}]}"),
                    "input island: its shape [2] asks for 2 elements, but its data has 1");
            assertThat(served.post("v2/models/other/infer", "{}").statusCode()).isEqualTo(404);
            assertThat(served.get("metrics").body())
                    .contains("hanshu_requests_total{route=\"predict\",status=\"200\"} 6", "hanshu_batch_rows_bucket");
            served.process.toHandle().destroy(); // as kill does
            assertThat(served.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String inference(JsonNode row) {
        var inputs = JsonMapper.shared().createArrayNode();
        row.properties().forEach(column -> {
            var tensor = inputs.addObject();
            tensor.put("name", column.getKey());
            tensor.putArray("shape").add(1).add(1);
            tensor.put("datatype", column.getValue().isNumber() ? "FP64" : "BYTES");
            tensor.putArray("data").add(column.getValue());
        });
        return "{\"id\":\"42\",\"inputs\":%s}".formatted(inputs);
    }

    private static void assertSame(JsonNode one, JsonNode other) {
        assertThat(one.get("prediction")).isEqualTo(other.get("prediction"));
        one.get("probabilities")
                .properties()
                .forEach(p -> assertThat(p.getValue().asDouble())
                        .isCloseTo(other.get("probabilities").get(p.getKey()).asDouble(), within(1e-5)));
    }

    private static void assertRefused(HttpResponse<String> response, String why) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(response.body()).get("error").asString())
                .contains(why);
    }

    @Test
    void beyondThisMachineATokenIsNeeded() throws IOException {
        var bad = Files.writeString(folder.resolve("token.txt"), "short");
        var run = Penguins.run(folder.resolve("token"), "species").toString();
        assertThat(Session.of("serve", run, "--token-file", bad.toString()).refusal())
                .endsWith("a token is 16 to 200 letters, digits, - and _, got 5 characters");
        assertThat(Session.of("serve", run, "--name", "a/b").refusal())
                .isEqualTo("--name: the name of a model is letters, digits, dots, - and _, got \"a/b\"");
        assertThat(Session.of("serve", run, "--batch", "0").refusal()).startsWith("--batch is 1 or more rows");
    }

    @Test
    void aQuantityComesWithItsInterval() throws IOException, InterruptedException {
        var run = Penguins.run(folder.resolve("mass"), "body_mass_g").toString();
        var row = "{\"species\": \"Adelie\", \"island\": \"Biscoe\", \"bill_length_mm\": 39.1,"
                + " \"bill_depth_mm\": 18.7, \"flipper_length_mm\": 181, \"sex\": \"male\"}";
        var file = Files.writeString(folder.resolve("mass.jsonl"), row + "\n");
        var expected = JsonMapper.shared()
                .readTree(Session.of("predict", run, file.toString(), "--format", "jsonl")
                        .result());
        try (var served = Served.of(run)) {
            var answer = json(served.post("predict", row));
            for (var key : List.of("prediction", "low", "high")) {
                assertThat(answer.get(key).asDouble())
                        .as(key)
                        .isCloseTo(expected.get(key).asDouble(), within(0.1));
            }
            assertThat(answer.get("low").asDouble())
                    .isLessThan(answer.get("high").asDouble());
            var names = new ArrayList<String>();
            json(served.get("v2/models/model"))
                    .get("outputs")
                    .forEach(output -> names.add(output.get("name").asString()));
            assertThat(names).containsExactly("prediction", "low", "high");
        }
    }

    @Test
    void aSeriesIsAnsweredByItsNextSteps() throws IOException, InterruptedException {
        var rows = new ArrayList<String>(List.of("hour,load"));
        var asked = JsonMapper.shared().createArrayNode();
        for (int t = 0; t < 240; t++) {
            var hour =
                    LocalDateTime.of(2024, 3, 1, 0, 0).plusHours(t).toString().replace('T', ' ');
            double load = 20 + 3 * Math.sin(2 * Math.PI * t / 24);
            rows.add(hour + "," + load);
            asked.addObject().put("hour", hour).put("load", load);
        }
        var file = Files.write(folder.resolve("load.csv"), rows).toString();
        var runs = folder.resolve("runs-load");
        Session.of(
                        "train",
                        file,
                        "--horizon",
                        "6",
                        "--target",
                        "load",
                        "--quiet",
                        "--runs",
                        runs.toString(),
                        "--set",
                        "training.epochs=2")
                .result();
        var run = Penguins.only(runs).toString();
        var expected = Session.of("predict", run, file, "--format", "jsonl")
                .result()
                .lines()
                .toList();
        try (var served = Served.of(run)) {
            var answer = json(served.post("predict", asked.toString()));
            assertThat(answer.size()).isEqualTo(6).isEqualTo(expected.size());
            for (int step = 0; step < 6; step++) {
                var predicted = JsonMapper.shared().readTree(expected.get(step));
                assertThat(answer.get(step).get("hour")).isEqualTo(predicted.get("hour"));
                for (var key : List.of("prediction", "low", "high")) {
                    assertThat(answer.get(step).get(key).asDouble())
                            .isCloseTo(predicted.get(key).asDouble(), within(1e-3));
                }
            }
            assertThat(served.post("predict", "[{\"hour\": \"2024-03-01 00:00\", \"load\": 3}]")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void otherMachinesShowTheToken() throws IOException, InterruptedException {
        var run = Penguins.run(folder.resolve("shown"), "species").toString();
        var secret = "0123456789abcdefABCDEF";
        var file = Files.writeString(folder.resolve("secret.txt"), secret).toString();
        try (var served = Served.of(run, "--host", "0.0.0.0", "--token-file", file)) {
            var local = new Served(served.process, served.address.replace("0.0.0.0", "127.0.0.1"));
            assertThat(local.get("v2").statusCode()).isEqualTo(401);
            for (var token : List.of(secret, secret + "0")) {
                var answer = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(local.address + "v2"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(token.equals(secret) ? 200 : 401);
            }
        }
    }

    @Test
    void aPictureIsNamedInTheFolderThatWasOpened() throws IOException, InterruptedException {
        var samples = Samples.in(Files.createDirectories(folder.resolve("named")));
        var shapes = trained(samples, "shapes");
        var seen = JsonMapper.shared()
                .readTree(Session.of(
                                "predict",
                                shapes,
                                samples.path("shapes/square/03.png").toString(),
                                "--format",
                                "jsonl")
                        .result());
        try (var served =
                Served.of(shapes, "--files", samples.path("shapes/square").toString())) {
            assertThat(json(served.post("predict", "{\"picture\": \"03.png\"}")).get("class"))
                    .isEqualTo(seen.get("class"));
            assertThat(served.post("predict", "{\"picture\": \"../triangle/03.png\"}")
                            .statusCode())
                    .isBetween(400, 404);
        }
    }

    @Test
    void aListTellsAllItsColumns() throws IOException, InterruptedException {
        var samples = Samples.in(Files.createDirectories(folder.resolve("list")));
        var runs = samples.path("runs");
        Session.of(
                        "train",
                        samples.path("list.csv").toString(),
                        "--config",
                        samples.path("task.yaml").toString(),
                        "--runs",
                        runs.toString(),
                        "-q",
                        "--set",
                        "training.epochs=1")
                .result();
        try (var served = Served.of(Penguins.only(runs).toString())) {
            var inputs = json(served.get("v2/models/model")).get("inputs");
            assertThat(inputs.toString())
                    .isEqualTo("[{\"name\":\"picture\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
                            + "{\"name\":\"review\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
                            + "{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1]}]");
        }
    }

    /** What {@code docs/serve.md} tells to send, word for word. */
    @Test
    void theExamplesOfTheDocumentationWork() throws IOException, InterruptedException {
        var curl = Pattern.compile(
                "curl -s localhost:8080/(\\S+)(?: -H 'Content-Type: application/json' \\\\\\s+-d '([^']*)')?");
        var run = Penguins.run(folder.resolve("documented"), "species").toString();
        try (var served = Served.of(run, "--name", "penguins")) {
            for (var page : List.of("serve.md", "serve.zh-CN.md")) {
                var examples = curl.matcher(Files.readString(Path.of("../docs", page)));
                int found = 0;
                for (; examples.find(); found++) {
                    var body = examples.group(2);
                    var answer = body == null ? served.get(examples.group(1)) : served.post(examples.group(1), body);
                    assertThat(answer.statusCode())
                            .as("%s: %s: %s", page, examples.group(), answer.body())
                            .isEqualTo(200);
                }
                assertThat(found).as(page).isEqualTo(3);
            }
        }
    }
}
