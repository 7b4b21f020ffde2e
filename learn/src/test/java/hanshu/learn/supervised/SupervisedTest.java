package hanshu.learn.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.nn.Params;
import hanshu.nn.io.ModelFileException;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.MemoryException;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final int ROWS = 300;
    private static final SupervisedConfig SMALL = Config.parse("""
            network: {members: 4, layers: 2, width: 24, embedding: 4, bins: 8, dropout: 0}
            training: {epochs: 40, batch: 32, rate: 0.01, patience: 15, average: 1, folds: 2}
            """, "test", SupervisedConfig.DEFAULTS);

    @TempDir
    Path folder;

    private static double x(int row) {
        return 2 * Key.of(1).at("x").randomDouble(row) - 1;
    }

    private static double z(int row) {
        return 2 * Key.of(1).at("z").randomDouble(row) - 1;
    }

    private static Cells numbers(IntToDoubleFunction of) {
        return Cells.numbers(IntStream.range(0, ROWS).mapToDouble(of).toArray());
    }

    /** A class that no line tells apart: whether x and z have the same sign. */
    private static Table exclusiveOr() {
        var columns = new LinkedHashMap<String, Cells>();
        columns.put("x", numbers(SupervisedTest::x));
        columns.put("z", numbers(SupervisedTest::z));
        columns.put(
                "same",
                Cells.texts(IntStream.range(0, ROWS)
                        .mapToObj(row -> x(row) * z(row) > 0 ? "same" : "other")
                        .toList()));
        return Table.of(columns);
    }

    /** y = 3 + 2x − z, and a little noise. */
    private static Table line() {
        var columns = new LinkedHashMap<String, Cells>();
        columns.put("x", numbers(SupervisedTest::x));
        columns.put("z", numbers(SupervisedTest::z));
        columns.put(
                "y", numbers(row -> 3 + 2 * x(row) - z(row) + 0.2 * (Key.of(2).randomDouble(row) - 0.5)));
        return Table.of(columns);
    }

    private static Learned learn(Table table, SupervisedConfig config) {
        return Supervised.of(Understanding.of(table, Optional.empty(), config)).learn(Optional.empty(), event -> {});
    }

    @Test
    void findsWhatNoLineCan() {
        var learned = learn(exclusiveOr(), SMALL.withTarget("same"));
        assertThat(learned.keptNetwork()).isTrue();
        assertThat(Learned.value(learned.linear().scores().unseen(), "accuracy"))
                .isLessThan(0.7);
        assertThat(Learned.value(learned.scores().unseen(), "accuracy")).isGreaterThan(0.9);
        assertThat(learned.finding())
                .contains("The network was kept")
                .contains("On rows it never saw, it names the right same for");
        var prediction = (Prediction.Label) learned.function().predict(Map.of("x", 0.6, "z", 0.7));
        assertThat(prediction.label()).isEqualTo("same");
        assertThat(prediction.probabilities().values().stream()
                        .mapToDouble(p -> p)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void keepsTheLineWhereThatIsEnough() {
        var learned = learn(line(), SMALL.withTarget("y"));
        assertThat(learned.keptNetwork()).isFalse();
        assertThat(learned.finding()).contains("Linear is enough");
        assertThat(Learned.value(learned.scores().unseen(), "r2")).isGreaterThan(0.98);
        var prediction = (Prediction.Quantity) learned.function().predict(Map.of("x", 0.5, "z", -0.5));
        assertThat(prediction.value()).isCloseTo(4.5, within(0.2));
        assertThat(prediction.interval().orElseThrow().contains(4.5)).isTrue();
    }

    @Test
    void theFindingSaysWhatToTryNext() {
        var line = learn(line(), SMALL.withTarget("y"));
        assertThat(line.finding())
                .startsWith("On rows it never saw, y is off by 0.0")
                .contains("the mean alone is off by 1.")
                .contains("These are only 60 rows, so that is uncertain: on others it may be 0.0")
                .contains("so it does not overfit")
                .doesNotContain("larger network");
        assertThat(learn(line(), Config.with(SMALL.withTarget("y"), "model", "linear"))
                        .finding())
                .contains("Only y = b + w·x was asked for.");
        assertThat(learn(exclusiveOr(), Config.with(SMALL.withTarget("same"), "training.epochs", "1"))
                        .finding())
                .contains("The network was still getting better when its 1 epochs ended");
    }

    @Test
    void nothingIsLeftToImproveWhereAllIsRight() {
        var columns = new LinkedHashMap<String, Cells>();
        columns.put("x", numbers(row -> x(row) + Math.signum(x(row))));
        columns.put(
                "side",
                Cells.texts(IntStream.range(0, ROWS)
                        .mapToObj(row -> x(row) > 0 ? "right" : "left")
                        .toList()));
        assertThat(learn(Table.of(columns), SMALL.withTarget("side")).finding())
                .contains("names the right side for 100 %")
                .contains("uncertain: on others it may be 94 % to 100 %")
                .contains("That leaves nothing to improve")
                .doesNotContain("overfit");
    }

    @Test
    void noiseIsNotFound() {
        var columns = new LinkedHashMap<String, Cells>();
        columns.put("x", numbers(SupervisedTest::x));
        columns.put("y", numbers(SupervisedTest::z));
        assertThat(learn(Table.of(columns), SMALL.withTarget("y")).finding())
                .contains("no better than not looking at the columns");
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        var first = folder.resolve("first.safetensors");
        var again = folder.resolve("again.safetensors");
        var other = folder.resolve("other.safetensors");
        var config = SMALL.withTarget("same");
        learn(exclusiveOr(), config).function().save(first);
        learn(exclusiveOr(), config).function().save(again);
        learn(exclusiveOr(), config.withSeed(1)).function().save(other);
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(first));
        assertThat(Files.readAllBytes(other)).isNotEqualTo(Files.readAllBytes(first));
    }

    @Test
    void aSavedFunctionAnswersTheSame() throws IOException {
        for (var table : List.of(exclusiveOr(), line())) {
            var target = table.names().getLast();
            var function = learn(table, SMALL.withTarget(target)).function();
            var file = folder.resolve(target + ".safetensors");
            function.save(file);
            var loaded = TabularFunction.load(file);
            assertThat(loaded.predict(table)).isEqualTo(function.predict(table));
            assertThat(loaded.evaluate(table)).isEqualTo(function.evaluate(table));
            assertThat(loaded.provenance()).isEqualTo(function.provenance());
            loaded.save(folder.resolve("copy"));
            assertThat(Files.readAllBytes(folder.resolve("copy"))).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void anInterruptedRunGoesOnToTheSameBytes() throws IOException {
        var config = SMALL.withTarget("same");
        var undisturbed = folder.resolve("undisturbed");
        learn(exclusiveOr(), config).function().save(undisturbed);
        for (int stopAfter : new int[] {1, 17, 55}) {
            var run = RunFolder.create(folder, "run" + stopAfter);
            var supervised = Supervised.of(Understanding.of(exclusiveOr(), Optional.empty(), config));
            int[] epochs = {0};
            assertThatThrownBy(() -> supervised.learn(Optional.of(run), event -> {
                        if (event instanceof Event.EpochEnded && ++epochs[0] == stopAfter) {
                            throw new CancellationException("stopped");
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
            var file = folder.resolve("resumed" + stopAfter);
            Supervised.of(Understanding.of(exclusiveOr(), Optional.empty(), config))
                    .learn(Optional.of(run), event -> {})
                    .function()
                    .save(file);
            assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(undisturbed));
        }
    }

    @Test
    void aRunThatIsToEndEarlyKeepsTheNetworksItHas() throws IOException {
        var config = Config.with(SMALL.withTarget("same"), "training.folds", "3");
        var run = RunFolder.create(folder, "early");
        int[] ended = {0};
        var learned = Supervised.of(Understanding.of(exclusiveOr(), Optional.empty(), config))
                .learn(Optional.of(run), event -> {
                    if (event instanceof Event.RunEnded && ++ended[0] == 2) {
                        Logbook.finish(run); // two of three networks are done
                    }
                });
        assertThat(ended[0]).isEqualTo(2);
        assertThat(learned.trained()).hasSize(2);
        var file = folder.resolve("early.safetensors");
        learned.function().save(file);
        assertThat(TabularFunction.load(file).evaluate(exclusiveOr()).rows()).isEqualTo(ROWS);
        var again = folder.resolve("again.safetensors");
        Supervised.of(Understanding.of(exclusiveOr(), Optional.empty(), config))
                .learn(Optional.of(run), event -> {})
                .function()
                .save(again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void aTestTableOfItsOwn() {
        var table = exclusiveOr();
        var test = table.select(IntStream.range(0, 50).toArray());
        var known = Understanding.of(table, Optional.of(test), SMALL.withTarget("same"));
        assertThat(known.testRows()).isEqualTo(50);
        assertThat(known.trainRows() + known.validationRows()).isEqualTo(ROWS);
    }

    @Test
    void whatCannotBeLearnedIsRefusedInOneLine() {
        assertThatThrownBy(() -> Understanding.of(line(), Optional.empty(), SMALL))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected the column to predict")
                .hasMessageContaining("x, z, y");
        var function = learn(line(), SMALL.withTarget("y")).function();
        assertThatThrownBy(() -> function.predict(Map.of("x", 1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("\"z\"");
        assertThatThrownBy(() -> function.predict(Map.of("x", 1, "z", 1, "w", 1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("\"w\"");
    }

    @Test
    void theParametersOfANetworkAreKnownBeforeItIsMade() {
        var penguins = Understanding.of(
                Table.read(Path.of("../examples/data/penguins.csv")), Optional.empty(), SMALL.withTarget("species"));
        for (var known : List.of(penguins, Understanding.of(line(), Optional.empty(), SMALL.withTarget("y")))) {
            for (int layers : new int[] {1, 3}) {
                var size = new Architecture(
                        3, layers, 7, 5, known.config().network().bins(), 0);
                var network = TabularNetwork.of(known.encoder(), size, Key.of(1));
                assertThat(TabularNetwork.parameters(known.encoder(), size))
                        .isEqualTo(Params.of(network).theta().length);
            }
        }
        var huge = new Architecture(16, 3, 60_000, 16, 8, 0);
        assertThat(TabularNetwork.parameters(penguins.encoder(), huge)).isBetween(7.2e9, 7.3e9);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefusedBeforeItIsMade() {
        for (var setting : List.of("network.width", "network.members")) {
            var config = Config.with(SMALL.withTarget("y"), setting, "2000000000");
            assertThatThrownBy(() -> learn(line(), config))
                    .isInstanceOf(MemoryException.class)
                    .hasMessageStartingWith("training needs about ")
                    .hasMessageContaining("make network.width, network.members or training.batch smaller")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void noMoreFoldsThanRows() {
        var config = Config.with(SMALL.withTarget("y"), "training.folds", "100000");
        assertThatThrownBy(() -> Understanding.of(line(), Optional.empty(), config))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(
                        "training\\.folds: expected at most one for each of the \\d+ rows to learn from, got 100000");
    }

    @Test
    void noMoreBinsThanRows() {
        var config = Config.with(SMALL.withTarget("y"), "network.bins", "2000000000");
        var known = Understanding.of(line(), Optional.empty(), config);
        assertThat(known.encoder().bins()).isLessThanOrEqualTo(ROWS);
    }

    @Test
    void aForeignFileIsRefusedInOneLine() throws IOException {
        var file = Files.writeString(folder.resolve("model.safetensors"), "not a model at all");
        assertThatThrownBy(() -> TabularFunction.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageNotContaining("\n");
    }
}
