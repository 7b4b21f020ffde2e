package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.model.Together;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts from their file to their answers. */
class TextTaskTest {
    private static final OutputForm FORM = new OutputForm.OneClass(List.of("no", "yes"));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    /** Reviews in a file of ISO-8859-1. */
    private Path reviews(String more) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append(i % 2 == 0 ? "good un café très bon " : "bad une idée bête ")
                    .append(i % 7)
                    .append('\n');
        }
        return file("reviews.train", lines + more);
    }

    private static TaskConfig config(String yaml) {
        return Config.parse(yaml, "test", TaskConfig.DEFAULTS);
    }

    private static Understood understood(Path file, TaskConfig config) {
        return Understood.of(Opening.of(file, config), config);
    }

    @Test
    void wordsOfAnyEncodingAreReadAndTheFileKeepsHowTheyAreCut() throws IOException {
        for (var choice : List.of("network", "linear")) {
            for (var tokens : List.of("words", "characters", "bpe", "word_piece", "unigram")) {
                var config = config("""
                    {model: %s, training: {epochs: 3, batch: 10}, augmentation: {words: 0.1},
                    inputs: [{name: text, tokens: %s, encoder: {type: cnn, width: 8}}]}""".formatted(choice, tokens));
                var learning = TaskLearning.of(understood(reviews(""), config));
                var learned = learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
                assertThat(learned.isNetwork()).isEqualTo(choice.equals("network"));
                var model = folder.resolve("model.safetensors");
                learned.function().save(model);
                var loaded = TaskFunction.load(model);
                var asked = file("asked.txt", "le café très bon\nune idée bête\n");
                assertThat(loaded.predict(Opening.asked(List.of(asked), loaded)))
                        .isEqualTo(learned.function().predict(Opening.asked(List.of(asked), learned.function())));
                assertThat(loaded.evaluate(Opening.judged(reviews(""), loaded))).hasSize(1);
                assertThat(loaded.inputs()).isEqualTo(learned.function().inputs());
            }
        }
    }

    @Test
    void longTextsAndEmptyOnesAreCounted() {
        var texts = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            texts.add(i == 3 ? "" : i % 2 == 0 ? "one two three four" : "five six");
            labels.add(i % 2 == 0 ? "long" : "short");
        }
        var cases = Cases.of("lengths", "text", new Given.Texts(texts), "length", labels);
        var config = config("{inputs: [{name: text, size: 3}], split: {test: 0}}");
        assertThat(Understood.of(Provided.of(cases), config).notices())
                .extracting(Wording::english)
                .contains(
                        "text: 1 of 40 texts are empty.",
                        "text: 20 of 40 texts are longer than 3 words; what is beyond is left out (size: more, for all of it).");
    }

    @Test
    void whatCantBeLearnedFromIsNamedInOneLine() throws IOException {
        assertThatThrownBy(() -> Opening.of(reviews("good\n"), config("{}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("reviews.train:61: a line is LABEL TEXT, but this one is: good");
        assertThat(understood(reviews("good\n"), config("{onError: skip}")).notices())
                .extracting(Wording::english)
                .anyMatch(notice -> notice.contains("reviews.train:61"));
        assertThat(understood(reviews("odd un mot\n"), config("{}")).notices())
                .extracting(Wording::english)
                .anyMatch(notice -> notice.contains("\"odd\" occurs"));
        var empty = Cases.of(
                "none", "text", new Given.Texts(List.of("", " ", "", " ")), "class", List.of("a", "b", "a", "b"));
        assertThatThrownBy(() -> Understood.of(Provided.of(empty), config("{split: {test: 0}}")))
                .isInstanceOf(DataException.class)
                .hasMessage("text: all texts are empty, so there is nothing to learn from");
    }

    @Test
    void linesSortedByTheirLabelAreTexts() throws IOException {
        var sorted = file("sorted.txt", "0 bad \" idea\n".repeat(400) + "1 good idea\n".repeat(400));
        assertThat(Opening.takes(sorted)).isTrue();
    }

    @Test
    void aClassThatWasNeverLearnedCountsAsWrong() throws IOException {
        file("reviews.dev", "good un café\nbad une idée\nodd un mot\n");
        file("reviews.test", "good un café\nodd un mot\nbad une idée\nodd un mot\n");
        var config = config("{model: linear, training: {epochs: 1}}");
        var known = understood(reviews(""), config);
        assertThat(known.validationCases()).isEqualTo(2);
        assertThat(known.notices())
                .extracting(Wording::english)
                .contains(
                        "class: 2 of 4 cases of the test are of a class that no training case is of: they count as wrong.");
        var learning = TaskLearning.of(known);
        var learned = learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
        assertThat(learned.measured().unseen().get("accuracy")).hasValue(0.5);
        assertThat(new TaskReport(learned, Language.ENGLISH).html(List.of(), 1, Map.of(), "next"))
                .contains("(a class never learned)");
        var judged = learned.function().evaluate(Opening.judged(reviews(""), learned.function()));
        assertThat(judged.getFirst().unlearned()).isEqualTo(2);
        assertThat(judged.getFirst().metrics().get("accuracy")).hasValue(0.5);
        file("reviews.dev", "odd un mot\n");
        assertThatThrownBy(() -> understood(reviews(""), config))
                .isInstanceOf(DataException.class)
                .hasMessage("reviews.dev: none of the validation cases is of a class that a training case is of");
    }

    @Test
    void batchesHoldTextsOfAboutTheSameLengthAndAllOfThem() {
        var texts = IntStream.range(0, 100).mapToObj(i -> "word ".repeat(1 + i)).toList();
        var labels = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? "even" : "odd")
                .toList();
        var cases = Cases.of("lengths", "text", new Given.Texts(texts), "class", labels);
        var known = Understood.of(Provided.of(cases), config("{split: {test: 0}}"));
        var part = known.train().learning(known.config().augmentation(), 10, Key.of(1));
        long steps = 0;
        long there = 0;
        var order = Key.of(2).permutation(part.count());
        for (int from = 0; from < order.length; from += 10) {
            var lengths = ((Value.Tokens)
                            Objects.requireNonNull(part.batch(order, from, Math.min(from + 10, order.length))
                                    .inputs()
                                    .get("text")))
                    .lengths();
            steps += lengths.max().cast(DType.I64).toLongs()[0] * lengths.size(0);
            there += Arrays.stream(lengths.toLongs()).sum();
        }
        assertThat(there)
                .isEqualTo(Arrays.stream(known.train().rows())
                        .asLongStream()
                        .map(row -> row + 1)
                        .sum());
        assertThat(steps).isLessThan(there * 5 / 4);
    }

    @Test
    void bothTogetherAreKeptWhereOneIsRightAboutWhatTheOtherIsNot() {
        var truth = new double[400][];
        var linear = new double[truth.length][];
        var network = new double[truth.length][];
        for (int i = 0; i < truth.length; i++) { // each errs by a chance of its own
            truth[i] = new double[] {i % 2};
            linear[i] = judged(i, Key.of(3).at(i));
            network[i] = judged(i, Key.of(4).at(i));
        }
        var better = Kept.of(ModelChoice.AUTO, FORM, truth, linear, network);
        var kept = better.orBoth(FORM, truth, linear, network);
        assertThat(kept.isNetwork() || kept.isLinear()).isFalse();
        assertThat(kept.reason(ModelChoice.AUTO).english())
                .startsWith("Both together were kept, y = b + w·x with a weight of 0.");
        assertThat(better.orBoth(FORM, truth, linear, linear)).isEqualTo(better);
    }

    private static double[] judged(int label, Key chance) {
        double logit = (label % 2 == 0 ? -1 : 1) + 6 * (chance.randomDouble(0) - 0.5);
        double p = 1 / (1 + Math.exp(-logit));
        return new double[] {1 - p, p};
    }

    @Test
    void whatAnswersTogetherIsInOneFile() throws IOException {
        var learning = TaskLearning.of(understood(reviews(""), config("{model: network, training: {epochs: 1}}")));
        var learned = learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
        var networks = learned.function();
        assertThat(networks.config().training().networks()).isEqualTo(3);
        assertThat(networks.describe()).startsWith("3 times text CNN");
        var function = new TaskFunction(
                networks.forms(),
                networks.config(),
                Together.of(networks.model(), Plain.line(learned.known()), 0.3),
                networks.certainty(),
                networks.provenance());
        var model = folder.resolve("model.safetensors");
        function.save(model);
        var asked = Opening.asked(List.of(file("asked.txt", "le café très bon\nune idée bête\n")), function);
        assertThat(TaskFunction.load(model).predict(asked)).isEqualTo(function.predict(asked));
        assertThat(TaskFunction.load(model).describe()).endsWith("together with y = b + w·x");
    }

    @Test
    void theSimplerFunctionIsKeptWhereItIsClearlyBetter() {
        double[][] sure = {{0.9, 0.1}, {0.8, 0.2}, {0.9, 0.1}, {0.7, 0.3}, {0.9, 0.1}, {0.8, 0.2}, {0.9, 0.1}};
        double[][] once = sure.clone();
        once[3] = new double[] {0.4, 0.6};
        double[][] often = sure.clone();
        for (int i = 0; i < 6; i++) {
            often[i] = new double[] {0.1, 0.9};
        }
        double[][] truth = new double[sure.length][1];
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, often).isNetwork())
                .isFalse();
        var chance = Kept.of(ModelChoice.AUTO, FORM, truth, sure, once);
        assertThat(chance.isNetwork()).isTrue();
        assertThat(chance.reason(ModelChoice.AUTO).english()).contains("names 1 fewer right, which may be chance");
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, once, sure).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, sure).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.NETWORK, FORM, truth, sure, often).isNetwork())
                .isTrue();
        assertThat(Kept.of(ModelChoice.LINEAR, FORM, truth, often, sure).isNetwork())
                .isFalse();
        assertThat(Kept.of(ModelChoice.AUTO, FORM, truth, sure, often)
                        .reason(ModelChoice.AUTO)
                        .english())
                .startsWith(
                        "y = b + w·x was kept: on the validation cases the network names 6 fewer right, and its loss there is");
    }
}
