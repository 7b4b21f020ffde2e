package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.tensor.Key;
import hanshu.train.MemoryException;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.metric.Bleu;
import hanshu.train.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A language of digits is translated into one of words that says everything backwards. */
class TextOutputTest {
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    @TempDir
    private Path folder;

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static List<int[]> numbers(int count, String key) {
        var numbers = new ArrayList<int[]>();
        for (int i = 0; i < count; i++) {
            var own = Key.of(5).at(key).at(i);
            numbers.add(IntStream.range(0, 1 + i % 4)
                    .map(j -> (int) (own.randomDouble(j) * WORDS.size()))
                    .toArray());
        }
        return numbers;
    }

    private static List<String> digits(List<int[]> numbers) {
        return numbers.stream()
                .map(each -> String.join(
                        " ", IntStream.of(each).mapToObj(String::valueOf).toList()))
                .toList();
    }

    private static List<String> backwards(List<int[]> numbers) {
        return numbers.stream()
                .map(each -> {
                    var words = new ArrayList<>(
                            IntStream.of(each).mapToObj(WORDS::get).toList());
                    Collections.reverse(words);
                    return String.join(" ", words);
                })
                .toList();
    }

    private static TaskConfig config(String yaml) {
        return Config.parse(yaml, "test", TaskConfig.DEFAULTS);
    }

    private Understood understood(Path read, Path written, TaskConfig config) {
        var asked = Opening.pairs(read, written, config);
        return Understood.of(Opening.of(read, written, asked), asked);
    }

    /** A thousand long sentences at once: a step of one and of two of them says what all would take. */
    @Test
    void aBatchThatDoesNotFitIsRefusedBeforeTraining() throws IOException {
        var line = "zero one two three four five ".repeat(10);
        var read = write("long.num", Collections.nCopies(1000, line));
        var written = write("long.en", Collections.nCopies(1000, line));
        var known = understood(read, written, config("""
            {inputs: [{name: num, encoder: {type: transformer, width: 128, layers: 2}}],
            training: {epochs: 1, batch: 1000000}}\
            """));
        var learning = TaskLearning.of(known);
        assertThatThrownBy(() -> learning.settled(why -> {}))
                .isInstanceOf(MemoryException.class)
                .hasMessageContainingAll("training needs about", "make training.batch", "smaller");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{type: transformer, width: 32, layers: 1, dropout: 0}", "{type: gru, width: 64, dropout: 0}"})
    void aTranslatorIsLearnedAndItsFileTranslatesAlike(String encoder) throws IOException {
        var learned = numbers(800, "train");
        var unseen = numbers(40, "test");
        var read = write("train.num", digits(learned));
        var written = write("train.en", backwards(learned));
        write("val.num", digits(numbers(40, "val")));
        write("val.en", backwards(numbers(40, "val")));
        write("test_1.num", digits(unseen));
        write("test_1.en", backwards(unseen));
        write("test_0.num", digits(unseen)); // has no counterpart
        var known = understood(read, written, config("""
            {inputs: [{name: num, encoder: %s}], training: {epochs: 25, batch: 60, rate: 0.005}}\
            """.formatted(encoder)));
        assertThat(known.hasOfficialTest()).isTrue();
        assertThat(known.trainCases()).isEqualTo(800);
        assertThat(known.validationCases()).isEqualTo(40);
        var learning = TaskLearning.of(known);
        assertThat(learning.linear()).isEmpty();
        assertThat(value(learning.naive(), "bleu")).isLessThan(5); // digits copied
        var result = learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
        assertThat(value(result.measured().unseen(), "all_right")).isGreaterThan(0.8);
        assertThat(value(result.measured().unseen(), "bleu")).isGreaterThan(60);
        var interval = Objects.requireNonNull(result.intervals().get("bleu"));
        assertThat(interval.contains(value(result.measured().unseen(), "bleu"))).isTrue();
        assertThat(result.finding()).contains("no y = b + w·x that writes texts");
        assertThat(result.samples(2)).hasSize(2);
        assertThat(new TaskReport(result, Language.ENGLISH).html(List.of(), 1, Map.of(), "next"))
                .contains("what is read, copied")
                .containsPattern("95.% interval [0-9.]+ to [0-9.]+")
                .contains(result.samples(1).getFirst().truth());
        var model = folder.resolve("model.safetensors");
        result.function().save(model);
        var loaded = TaskFunction.load(model);
        var asked = write("asked.num", List.of("1 2 3", "", "9"));
        var answers = loaded.predict(Opening.asked(List.of(asked), loaded));
        assertThat(answers)
                .isEqualTo(result.function().predict(Opening.asked(List.of(asked), loaded)))
                .hasSize(2);
        assertThat(Objects.requireNonNull(answers.getFirst().get("en")))
                .isEqualTo(new Prediction.Text("three two one"));
        var judged = loaded.evaluate(Opening.judged(folder.resolve("test_1.num"), folder.resolve("test_1.en"), loaded));
        assertThat(judged.getFirst().metrics()).isEqualTo(result.measured().unseen());
        assertThatThrownBy(() -> Opening.judged(asked, loaded))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "asked.num says what is read; name the file with what is to be written after each line too, or"
                                + " a table");
    }

    private static double value(Map<String, java.util.OptionalDouble> metrics, String name) {
        return metrics.getOrDefault(name, java.util.OptionalDouble.empty()).orElseThrow();
    }

    @Test
    void theTrueTextIsJudgedAsItStandsAndLongOnesAreTold() throws IOException {
        var known = understood(
                write("a.de", List.of("Ein Hund", "Zwei  Hunde", "Drei Katzen und vier Hunde")),
                write("a.en", List.of("A dog ☃", "Two  dogs", "Three cats and four dogs")),
                config("{inputs: [{name: de, tokens: words, size: 3}], split: {test: 0, validation: 0.3}}"));
        var output = (TextOutput) known.forms().output("en");
        assertThat(output.cut()).isEqualTo(Bleu.Cut.WESTERN);
        var truths = output.truths(known.train().cases(), known.config().mainOutput());
        assertThat(TextOutput.texts(truths)).containsExactly("A dog ☃", "Two  dogs", "Three cats and four dogs");
        assertThat(output.target(truths, new int[] {2}, 0, 1).size(1)).isEqualTo(4); // three words and the end
        assertThat(output.notices(truths))
                .extracting(Wording::english)
                .containsExactly(
                        "1 of 3 texts are longer than 3 words; what is beyond is left out (size: more, for all of"
                                + " it).");
    }

    @Test
    void bothLanguagesShareTokensAndChineseIsCutAsChinese() throws IOException {
        var chinese = understood(
                write("a.en", List.of("Hello.", "How are you?", "Good night.", "I know.")),
                write("a.zh", List.of("你好。", "你好吗？", "晚安。", "我知道。")),
                config("{split: {test: 0}}"));
        var output = (TextOutput) chinese.forms().output("zh");
        assertThat(output.cut()).isEqualTo(Bleu.Cut.CHINESE);
        assertThat(chinese.forms().input("en")).isSameAs(output.texts());
        assertThat(output.texts().unit()).isEqualTo(InputConfig.Tokens.BPE);
        assertThat(TextOutput.text(
                        output.units(java.util.Arrays.stream(output.texts().numbers("你好吗？"))
                                .asDoubleStream()
                                .toArray())))
                .isEqualTo("你好吗？");
    }

    @Test
    void twoColumnsOfATableAreAPairToo() throws IOException {
        var rows = new ArrayList<>(List.of("en\tde"));
        for (int i = 0; i < 60; i++) {
            rows.add("the number %d is good\tdie Zahl %d ist gut".formatted(i, i));
        }
        var config = config("outputs: [{name: de}]");
        var known = Understood.of(Opening.of(write("pairs.tsv", rows), config), config);
        assertThat(known.forms().written()).isPresent();
        assertThat(known.config().inputs().getFirst().encoder().type()).isEqualTo(EncoderConfig.Type.TRANSFORMER);
        assertThat(known.choices().getLast()).contains("a Transformer, because each word that is written depends on");
    }

    @Test
    void whatCantBeTranslatedIsNamedInOneLine() throws IOException {
        var one = write("x.en", List.of("a", "b", "c"));
        assertThatThrownBy(() -> understood(one, write("x.de", List.of("a", "b")), config("{}")))
                .isInstanceOf(DataException.class)
                .hasMessage("x.en has 3 lines, x.de has 2: line n of one must belong to line n of the other");
        var gap = write("gap.de", List.of("a", "", "c"));
        assertThatThrownBy(() -> understood(one, gap, config("{}")))
                .isInstanceOf(DataException.class)
                .hasMessage("gap.de:2 is blank, but x.en:2 is not");
        assertThat(understood(one, gap, config("{onError: skip, split: {test: 0, validation: 0.5}}"))
                        .notices())
                .extracting(Wording::english)
                .anyMatch(notice -> notice.contains("1 of 3 examples can't be read and were left out: gap.de:2"));
        assertThatThrownBy(() -> understood(one, one, config("inputs: [{name: en, encoder: {type: cnn}}]")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("encoder: texts are translated by transformer or gru, not by cnn");
        assertThatThrownBy(() -> understood(one, one, config("inputs: [{name: en, encoder: {type: gru, layers: 2}}]")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("encoder: a gru that translates has one layer, not 2");
        assertThatThrownBy(() -> understood(one, one, config("outputs: [{name: de}, {name: fr}]")))
                .hasMessageContaining("which is written after one input alone");
        var sampled = understood(one, one, config("{outputs: [{name: de, writing: {own: 0.2}}], split: {test: 0}}"));
        assertThatThrownBy(() -> TaskLearning.of(sampled).settled(why -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("writing: own is for a gru");
        assertThatThrownBy(() -> config("outputs: [{name: de, kind: text, loss: mse}]"))
                .hasMessageContaining("outputs: de is a text, of which the loss is cross_entropy");
        assertThatThrownBy(() -> config("outputs: [{name: de, writing: {beam: 0}}]"))
                .hasMessageContaining(
                        "writing: beam is 1 or more, lengthPenalty 0 or more, own from 0 to 1, got 0, 0.6 and 0");
    }
}
