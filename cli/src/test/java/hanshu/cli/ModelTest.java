package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.nn.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What can be done with a model: predict, evaluate, inspect; and what is said when that is impossible. */
class ModelTest {
    private static final String HEADER = "island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex\n";
    private static final String ROW = "Torgersen,39.1,18.7,181,3750,male\n";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path species;
    private static Path mass;

    @BeforeAll
    static void train() {
        species = Penguins.run(shared.resolve("species"), "species");
        mass = Penguins.run(shared.resolve("mass"), "body_mass_g");
    }

    private static Session predict(String in, String... more) {
        var words = new java.util.ArrayList<>(List.of("predict", species.toString()));
        words.addAll(List.of(more));
        return Session.reading(in, words.toArray(String[]::new));
    }

    @Test
    void aClassWithTheProbabilityOfEach() {
        var lines = predict(HEADER + ROW + ROW).result().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .isEqualTo("prediction,probability Adelie,probability Chinstrap,probability Gentoo");
        var cells = lines.get(1).split(",", -1);
        assertThat(cells[0]).isEqualTo("Adelie");
        assertThat(Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).sum())
                .isBetween(0.999999, 1.000001);
        assertThat(lines.get(2)).isEqualTo(lines.get(1));
    }

    @Test
    void aNumberWithItsInterval() {
        var out = Session.of("predict", mass.toString(), Penguins.FILE).result();
        assertThat(out).startsWith("prediction,low,high\n");
        var cells = out.lines().toList().get(1).split(",", -1);
        assertThat(Double.parseDouble(cells[1])).isLessThan(Double.parseDouble(cells[0]));
        assertThat(Double.parseDouble(cells[2])).isGreaterThan(Double.parseDouble(cells[0]));
        assertThat(out.lines()).hasSize(345);
    }

    @Test
    void inputsInFront() {
        assertThat(predict(
                                "sex,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g\n"
                                        + "\"ma\"\"le, or so\",Biscoe,50,15,220,,\n".replace(",,\n", ",\n"),
                                "--with-inputs")
                        .result())
                .startsWith(
                        "sex,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,prediction,probability")
                .contains("\n\"ma\"\"le, or so\",Biscoe,50,15,220,,Gentoo,");
    }

    @Test
    void oneObjectALine() {
        var json = JsonMapper.shared()
                .readTree(predict(HEADER + ROW, "-", "--format", "jsonl", "--with-inputs")
                        .result());
        assertThat(json.at("/prediction").asString()).isEqualTo("Adelie");
        assertThat(json.at("/probabilities").propertyNames()).containsExactly("Adelie", "Chinstrap", "Gentoo");
        assertThat(json.at("/bill_length_mm").asDouble()).isEqualTo(39.1);
        assertThat(predict(HEADER + ROW, "--format", "xml").refusal())
                .isEqualTo("--format: expected csv or jsonl, got \"xml\"");
    }

    @Test
    void intoAFileWholeOrNotAtAll() throws IOException {
        var file = folder.resolve("answers.csv");
        assertThat(predict(HEADER + ROW, "--output", file.toString()).result()).isEmpty();
        assertThat(file).content().startsWith("prediction,").contains("\nAdelie,");
        var before = Files.readString(file);
        var bad = HEADER + ROW + "Torgersen,long,18.7,181,3750,male\n";
        assertThat(predict(bad, "--output", file.toString()).refusal())
                .startsWith(
                        "standard input:3: column bill_length_mm holds numbers in the training data, but here it is \"long\"");
        assertThat(file).content().isEqualTo(before);
        assertThat(Penguins.list(folder)).containsExactly(file);
        assertThat(predict(HEADER + ROW, "-o", folder.resolve("no/answers.csv").toString())
                        .refusal())
                .contains("there is no folder " + folder.resolve("no"));
        assertThat(predict(HEADER + ROW, "-o", folder.toString()).refusal())
                .isEqualTo("--output: %s is a folder; name a file in it".formatted(folder));
    }

    /** What was said of the training file is remembered: an ambiguous comma, a number that means nothing. */
    @Test
    void readsAFileAsTheTrainingFileWasRead() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("%d|%s|%d\n".formatted(i % 9, i % 5 == 0 ? "-999" : i + ",250", 3 * i + i % 9));
        }
        var table = Files.writeString(folder.resolve("t.txt"), text);
        var runs = folder.resolve("runs");
        String[] dialect = {"--no-header", "--delimiter", "bar", "--decimal", "comma", "--missing=-999"};
        var words = new java.util.ArrayList<>(List.of("train", table.toString(), "-t", "3", "--quiet"));
        words.addAll(List.of("--set", "model=linear", "--runs", runs.toString()));
        words.addAll(List.of(dialect));
        var said = Session.of(words.toArray(String[]::new)).result();
        var run = Penguins.only(runs).toString();
        assertThat(said).endsWith("hanshu predict " + run + " " + table + "\n");

        var again = new java.util.ArrayList<>(List.of("predict", run, table.toString()));
        var answers = Session.of(again.toArray(String[]::new)).result();
        again.addAll(List.of(dialect));
        assertThat(Session.of(again.toArray(String[]::new)).result()).isEqualTo(answers);
        assertThat(Session.of("predict", run, table.toString(), "--decimal", "point")
                        .result())
                .isNotEqualTo(answers);
        again.set(0, "evaluate");
        assertThat(Session.of("evaluate", run, table.toString()).result())
                .isEqualTo(Session.of(again.toArray(String[]::new)).result());
        assertThat(Session.reading("4|59,250|\n", "predict", run).result().lines())
                .hasSize(2);
        var objects = Files.writeString(folder.resolve("new.jsonl"), "{\"column1\": 4, \"column2\": 59.25}\n");
        assertThat(Session.of("predict", run, objects.toString()).result().lines())
                .hasSize(2);
    }

    @Test
    void rowsBeforeABrokenOneAreAnswered() {
        var broken = predict(HEADER + ROW.repeat(9_000) + "Torgersen\n" + ROW);
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.out().lines().count()).isBetween(4_000L, 9_000L);
        assertThat(broken.err()).startsWith("hanshu: standard input:9002: this row has 1 cell, but 6 are expected");
    }

    @Test
    void otherColumnsThanItLearnedFrom() {
        assertThat(predict("island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass,sex\n" + ROW)
                        .refusal())
                .startsWith("standard input has no column \"body_mass_g\", which the model reads")
                .contains("is its column \"body_mass\" meant?");
        var extra = HEADER.strip() + ",year\n" + ROW.strip() + ",2007\n";
        assertThat(predict(extra).refusal())
                .startsWith("standard input has a column \"year\", which the model does not know")
                .contains("--ignore-extra");
        assertThat(predict(extra, "--ignore-extra").result()).contains("\nAdelie,");
        assertThat(predict("species," + HEADER + "?," + ROW).result()).contains("\nAdelie,");
    }

    @Test
    void unseenAndMissingValuesAreAnswered() {
        assertThat(predict(HEADER + "Atlantis,,,,,\n").result().lines()).hasSize(2);
    }

    @Test
    void evaluated() throws IOException {
        assertThat(Session.of("evaluate", species.toString(), Penguins.FILE).result())
                .startsWith("species on 344 rows of " + Penguins.FILE)
                .contains("when learned, on unseen rows")
                .containsPattern(" naive +y = b \\+ w·x +network +95 % interval")
                .containsPattern("accuracy +0\\.4419 +\\S+ +0\\.\\d+ +0\\.\\d+ … [01]");
        var json = JsonMapper.shared()
                .readTree(Session.of("evaluate", mass.toString(), Penguins.FILE, "--json")
                        .result());
        assertThat(json.propertyNames().stream().limit(10))
                .containsExactly(
                        "task",
                        "target",
                        "rows",
                        "run",
                        "model",
                        "parameters",
                        "seconds",
                        "seed",
                        "baselines",
                        "metrics");
        assertThat(json.at("/rows").asInt()).isEqualTo(342);
        for (var part :
                List.of("metrics/test", "metrics/train", "metrics/validation", "baselines/naive", "baselines/linear")) {
            assertThat(json.at("/" + part).propertyNames()).as(part).containsExactly("rmse", "mae", "r2");
            assertThat(json.at("/" + part + "/rmse").asDouble()).as(part).isPositive();
        }
        assertThat(json.at("/baselines/naive/rmse").asDouble()).isBetween(795.0, 810.0);
        var learned = JsonMapper.shared().readTree(Files.readString(mass.resolve("result.json")));
        assertThat(json.at("/metrics/train")).isEqualTo(learned.at("/metrics/train"));
        assertThat(json.at("/metrics/validation")).isEqualTo(learned.at("/metrics/validation"));
        assertThat(json.at("/learned")).isEqualTo(learned.at("/metrics/test"));
        assertThat(Session.reading(HEADER + ROW, "evaluate", species.toString(), "-")
                        .refusal())
                .startsWith("standard input has no column \"species\"");
    }

    @Test
    void inspected() {
        assertThat(Session.of("inspect", species.toString()).result())
                .contains("Predicts  species, one of 3 classes: Adelie, Chinstrap, Gentoo")
                .containsPattern("parameters, [0-9,.kM ]+ floating-point\\s+operations a row")
                .contains("Learned   from 275 rows of penguins.csv, seed 0")
                .containsPattern("island +one of 3 values, or another: Biscoe, Dream, Torgersen")
                .containsPattern("bill_length_mm +a scaled number; a missing one counts as [0-9.]+ and is marked")
                .containsPattern("headWeight +\\[4, 16, 3\\] +2 +384");
        var json = JsonMapper.shared()
                .readTree(Session.of(
                                "inspect", species.resolve("model.safetensors").toString(), "--json")
                        .result());
        assertThat(json.at("/labels/0").asString()).isEqualTo("Adelie");
        assertThat(json.at("/tensors/models.0.headWeight").toString()).isEqualTo("[4,16,3]");
        long weights = 0;
        for (var tensor : json.at("/tensors").properties()) {
            if (tensor.getKey().matches("models\\.\\d+\\.layers\\.\\d+\\.weight")) {
                weights += tensor.getValue().path(0).asLong()
                        * tensor.getValue().path(1).asLong();
            }
        }
        long products = 2 * (4 * weights + 2 * 384); // by each of 4 members; the heads of 2 models
        assertThat(json.at("/flopsPerRow").asLong()).isBetween(products, 2 * products);
        assertThat(json.at("/tensors/linear.bias").toString()).isEqualTo("[3]");
    }

    /** What a file says of itself is not trusted: it may ask for a network that no memory holds. */
    @Test
    void modelsThatAreNotWhatTheySay() throws IOException {
        var content = SafeTensors.read(species.resolve("model.safetensors"));
        var says = String.valueOf(content.metadata().get("hanshu.function"));
        for (var other : List.of(
                says.replace("\"width\":16", "\"width\":2000000000"),
                says.replace("\"models\":2", "\"models\":2000000000"),
                says.replace("\"layers\":3", "\"layers\":2"),
                says.replace("\"format\":2", "\"format\":7"),
                says.replace("\"naive\":{\"answer\":[", "\"naive\":{\"answer\":[0.5,"),
                says.replace("\"naive\"", "\"java.lang.Runtime\""))) {
            assertThat(other).isNotEqualTo(says);
            var metadata = new java.util.TreeMap<>(content.metadata());
            metadata.put("hanshu.function", other);
            var file = folder.resolve("other.safetensors");
            SafeTensors.write(file, content.tensors(), metadata);
            assertThat(Session.of("predict", file.toString(), Penguins.FILE).refusal())
                    .startsWith(file + " ")
                    .containsAnyOf(
                            "is damaged: ",
                            "is of format 7 of the kind \"table\", and this version of Hanshu reads format 2");
        }
    }

    @Test
    void aKindThatANewerVersionMayKnow() {
        var file = folder.resolve("dream.safetensors");
        SafeTensors.write(file, Map.of(), Map.of("hanshu.function", "{\"kind\":\"dream\",\"format\":1}"));
        assertThat(Session.of("predict", file.toString(), Penguins.FILE).refusal())
                .isEqualTo(file + " holds a function of the kind \"dream\", which this version of Hanshu does not know:"
                        + " take a newer one");
    }

    @Test
    void whatIsNoModel() throws IOException {
        var none = folder.resolve("none.safetensors");
        assertThat(Session.of("inspect", none.toString()).refusal())
                .isEqualTo("cannot read " + none + ": there is no such file");
        assertThat(Session.of("inspect", folder.toString()).refusal())
                .isEqualTo(folder + " is neither a model file nor the folder of a run");
        for (var words : List.of(List.of("predict", Penguins.FILE, Penguins.FILE), List.of("inspect", Penguins.FILE))) {
            assertThat(Session.of(words.toArray(String[]::new)).refusal())
                    .isEqualTo(Penguins.FILE + " is not a safetensors file; MODEL, which comes first, is a file"
                            + " model.safetensors or the folder of a run, and hanshu train " + Penguins.FILE
                            + " --target COLUMN makes one");
        }
        var whole = Files.readAllBytes(species.resolve("model.safetensors"));
        var cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(Session.of("predict", cut.toString(), Penguins.FILE).refusal())
                .contains("cut.safetensors");
        var empty = Files.write(folder.resolve("empty.safetensors"), new byte[0]);
        assertThat(Session.of("evaluate", empty.toString(), Penguins.FILE).refusal())
                .contains("empty.safetensors");
        var header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        var bytes = java.nio.ByteBuffer.allocate(8 + header.length() + 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var foreign = Files.write(folder.resolve("foreign.safetensors"), bytes.array());
        assertThat(Session.of("inspect", foreign.toString()).refusal())
                .isEqualTo(foreign
                        + " is a safetensors file, but not a model of Hanshu: its metadata has no hanshu.function");
    }
}
