package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.table.Table;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.model.TaskBatch;
import hanshu.learn.supervised.task.model.TaskModel;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.learn.supervised.task.output.TagDecoder;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.read.ConllCases;
import hanshu.nn.Pass;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tag for each word, from CoNLL columns and from a table. */
class TagTaskTest {
    private static final String[] NAMES = {"Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo"};
    private static final String[] SURNAMES = {"Berg", "Klein", "Roth", "Stein", "Wolf"};
    private static final String[] PLACES = {"Paris", "Rome", "Oslo", "Lima", "Cairo"};

    @TempDir
    private Path folder;

    /** People and places: a person has one name or two. */
    private static String sentence(int i) {
        var name = NAMES[i * 3 % 8] + "/B-PER " + (i % 2 == 0 ? SURNAMES[i % 5] + "/I-PER " : "");
        var place = PLACES[i * 7 % 5] + "/B-LOC";
        return i % 3 == 0
                ? "yesterday/O " + name + "went/O to/O " + place + " ./O"
                : name + "lives/O in/O " + place + (i % 4 == 0 ? " and/O sings/O" : "") + " ./O";
    }

    private static String columns(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(sentence(i).replace('/', '\t').replace(' ', '\n')).append("\n\n");
        }
        return text.toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static TaskConfig config(String yaml) {
        return Config.parse(yaml, "test", TaskConfig.DEFAULTS);
    }

    private static Understood understood(Path file, TaskConfig config) {
        return Understood.of(Opening.of(file, config), config);
    }

    private static TaskLearned learned(Understood known) {
        var learning = TaskLearning.of(known);
        return learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {});
    }

    private static List<String> tags(TaskFunction function, Path asked) {
        return function.predict(Opening.asked(List.of(asked), function)).stream()
                .map(answers -> answers.get("tags"))
                .map(answer -> String.join(" ", ((Prediction.Tags) answer).tags()))
                .toList();
    }

    private static double value(Map<String, OptionalDouble> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name)).getAsDouble();
    }

    private static Scores scores(TaskModel model, TaskBatch batch) {
        return Objects.requireNonNull(model.scores(batch, Pass.evaluation()).get("tags"));
    }

    @Test
    void namesAreFoundAndTheFileKeepsHow() throws IOException {
        var train = file("people.train.conll", columns(0, 60));
        file("people.test.conll", columns(100, 112));
        file("people.dev.conll", columns(200, 212));
        assertThat(Opening.takes(train)).isTrue();
        for (var choice : List.of("network", "linear")) {
            var config = config(
                    "{model: %s, training: {epochs: 25}, inputs: [{name: words, encoder: {width: 16, dropout: 0.2}}]}"
                            .formatted(choice));
            var known = understood(train, config);
            assertThat(known.testCases()).isEqualTo(12);
            assertThat(known.validationCases()).isEqualTo(12);
            assertThat(known.choices()).contains("tags: one of 4 tags for each word of words.");
            var learned = learned(known);
            assertThat(learned.mainMetric()).isEqualTo("f1");
            assertThat(learned.measured().unseen().keySet())
                    .containsExactly("f1", "precision", "recall", "accuracy", "f1 of LOC", "f1 of PER");
            assertThat(value(learned.measured().naive(), "f1")).isZero();
            assertThat(value(learned.measured().unseen(), "f1")).isGreaterThan(0.9);
            var model = folder.resolve("model.safetensors");
            learned.function().save(model);
            var loaded = TaskFunction.load(model);
            var asked = file("asked.txt", "Anna Berg lives in Rome .\n\n");
            assertThat(tags(loaded, asked)).containsExactly("B-PER I-PER O O B-LOC O");
            assertThat(tags(loaded, file("asked.conll", columns(100, 101))))
                    .isEqualTo(tags(learned.function(), file("asked.conll", columns(100, 101))));
            assertThat(loaded.evaluate(Opening.judged(train, loaded)).getFirst().metrics())
                    .isEqualTo(learned.measured().unseen());
            var other = columns(100, 106) + columns(106, 112).replaceAll("\\b[BI]-PER", "O");
            var judged = loaded.evaluate(Opening.judged(file("other.conll", other), loaded))
                    .getFirst();
            assertThat(judged.intervals().keySet()).contains("f1", "precision");
            assertThat(Objects.requireNonNull(judged.intervals().get("f1")).contains(value(judged.metrics(), "f1")))
                    .isTrue();
            assertThat(new TaskReport(learned, Language.ENGLISH).html(List.of(), 1, Map.of(), "next"))
                    .contains("What was found in the test rows", "PER", "precision");
        }
    }

    @Test
    void aClassAndTheTagsOfASentenceAreLearnedTogether() throws IOException {
        var table = new StringBuilder("text,names,kind,other\n");
        for (int i = 0; i < 60; i++) {
            var sentence = sentence(i);
            table.append(sentence.replaceAll("/[^ ]+", ""))
                    .append(',')
                    .append(sentence.replaceAll("[^ ]+/", ""))
                    .append(i % 3 == 0 ? ",trip" : ",home")
                    .append(",some words here\n");
        }
        var file = file("people.csv", table.toString());
        var outputs = "outputs: [{name: names, kind: tags%s, weight: 2}, {name: kind}]";
        var config = config(
                "{training: {epochs: 6}, inputs: [{name: text, kind: text}], %s}".formatted(outputs.formatted("")));
        var learned = learned(understood(file, config));
        assertThat(value(learned.outputs().getFirst().metrics(), "f1")).isGreaterThan(0.8);
        assertThat(value(learned.outputs().getLast().metrics(), "accuracy")).isGreaterThan(0.8);
        var both = "inputs: [{name: text, kind: text}, {name: other, kind: text}]";
        assertThatThrownBy(() -> understood(file, config("{%s, %s}".formatted(both, outputs.formatted("")))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("outputs: names is a tag for each word of an input: say which (input: …) of [text, other]");
        assertThat(understood(file, config("{%s, %s}".formatted(both, outputs.formatted(", input: text"))))
                        .config()
                        .mainOutput()
                        .input())
                .isEqualTo("text");
        assertThatThrownBy(() ->
                        understood(file, config("{%s, %s}".formatted(both, outputs.formatted(", input: other")))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("names has 7 tags for the 3 words of other: they are parted by blanks");
    }

    @Test
    void otherTagsAreEachJudgedByThemselves() throws IOException {
        var text = columns(0, 60).replaceAll("B-PER|I-PER|B-LOC", "NN").replaceAll("\tO\n", "\tXX\n");
        var learned =
                learned(understood(file("speech.conll", text), config("{training: {epochs: 4}, split: {test: 0.2}}")));
        assertThat(learned.mainMetric()).isEqualTo("accuracy");
        assertThat(learned.measured().unseen().keySet()).containsExactly("accuracy", "f1 of NN", "f1 of XX");
        assertThat(value(learned.measured().unseen(), "accuracy")).isGreaterThan(0.9);
    }

    @Test
    void aTagThatWasNotThereToBeLearnedCountsAsWrong() throws IOException {
        var train = file("new.train.conll", columns(0, 40));
        file("new.test.conll", columns(50, 60) + "Acme\tB-ORG\n.\tO\n\n");
        var known = understood(train, config("{training: {epochs: 1}}"));
        assertThat(known.notices())
                .extracting(Wording::english)
                .contains("tags: \"B-ORG\", once in new.test.conll, is nothing that could be learned: it counts as"
                        + " wrong.");
        var form = (TagForm) known.forms().output("tags");
        var truth = known.unseen().truth("tags");
        var best = Arrays.stream(truth).map(double[]::clone).toArray(double[][]::new);
        best[10][0] = 0;
        var metrics = Judging.metrics(form, truth, best);
        assertThat(value(metrics, "recall")).isLessThan(1);
        assertThat(value(metrics, "accuracy")).isLessThan(1);
    }

    @Test
    void tagsThatCantFollowEachOtherAreRefusedOrLeftOut() throws IOException {
        var wrong = file("wrong.conll", columns(0, 40) + "in\tO\nRome\tI-LOC\n\n");
        int line = (int) columns(0, 40).lines().count() + 2;
        assertThatThrownBy(() -> Opening.of(wrong, config("{}")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("wrong.conll:%d: I-LOC can't follow O".formatted(line));
        var known = understood(wrong, config("{onError: skip}"));
        assertThat(known.notices())
                .extracting(Wording::english)
                .anyMatch(notice -> notice.contains("1 of 41") && notice.contains("I-LOC"));
        var form = (TagForm) known.forms().output("tags");
        assertThat(form.allows(form.labels().indexOf("O"), form.labels().indexOf("I-PER")))
                .isFalse();
        var decoder = TagDecoder.of(form, 4, Key.of(1));
        int inside = form.labels().indexOf("I-PER");
        var scores = new float[3 * form.width()];
        IntStream.range(0, 3).forEach(t -> scores[t * form.width() + inside] = 9); // I-PER thrice
        var all = new Scores(Tensor.of(scores, 1, 3, form.width()), Optional.of(Tensor.of(new long[] {3}, 1)));
        assertThat(form.names(decoder.rows(all)[0])).containsExactly("B-PER", "I-PER", "I-PER");
    }

    @Test
    void fillingUpChangesNothing() throws IOException {
        var known = understood(file("fill.conll", columns(0, 40)), config("{split: {test: 0}}"));
        var model = TaskModel.of(known.forms(), known.config(), Key.of(3));
        var part = known.train();
        int[] order = IntStream.range(0, part.count()).toArray();
        var together = scores(model, part.batch(order, 0, 8));
        var alone = scores(model, part.batch(order, 0, 1));
        int length = alone.values().size(1);
        assertThat(together.values().size(1)).isGreaterThan(length - 1);
        assertThat(together.values().get(0, 0).slice(0, 0, length).toDoubles())
                .containsExactly(alone.values().get(0, 0).toDoubles(), within(1e-5));
        var answered = part.blocks().stream()
                .flatMapToInt(block -> IntStream.range(0, block.count()).map(block::place));
        assertThat(answered.sorted().toArray()).isEqualTo(order);
    }

    @Test
    void someWordsBecomeUnknownEachTimeTheyAreSeen() throws IOException {
        var config = config("{split: {test: 0}, augmentation: {words: 0.5}}");
        var part = understood(file("drop.conll", columns(0, 40)), config).train();
        var learning = part.learning(config.augmentation(), part.count(), Key.of(1));
        int[] order = IntStream.range(0, part.count()).toArray();
        double plain = unknown(part.batch(order, 0, part.count()));
        learning.startEpoch(0);
        double first = unknown(learning.batch(order, 0, part.count()));
        learning.startEpoch(1);
        double second = unknown(learning.batch(order.clone(), 0, part.count()));
        assertThat(first).isGreaterThan(plain + 0.3).isLessThan(plain + 0.7).isNotEqualTo(second);
    }

    /** The share of unknown words. */
    private static double unknown(TaskBatch batch) {
        var words = ((Value.Words) Objects.requireNonNull(batch.inputs().get("words"))).words();
        return words.eq(1).cast(DType.F32).sum().item()
                / words.gt(0).cast(DType.F32).sum().item();
    }

    @Test
    void chineseIsReadByCharactersAndTheirPairs() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(i % 2 == 0 ? "我\tO\n在\tO\n北\tB-LOC\n京\tI-LOC\n\n" : "他\tO\n去\tO\n上\tB-LOC\n海\tI-LOC\n了\tO\n\n");
        }
        var learned =
                learned(understood(file("zh.conll", text.toString()), config("{training: {epochs: 15, batch: 4}}")));
        var form = (WordForm) learned.known().forms().input("words");
        assertThat(form.isByCharacter()).isTrue();
        assertThat(form.words("我在北京")).containsExactly("我", "在", "北", "京");
        assertThat(tags(learned.function(), file("zh.txt", "他去上海了\n"))).containsExactly("O O B-LOC I-LOC O");
    }

    @Test
    void aTableOfTagsIsNotTakenForColumns() throws IOException {
        assertThat(ConllCases.takes(file("a.txt", "good what a film\nbad what a bore\n")))
                .isFalse();
        assertThat(ConllCases.takes(file("b.txt", "U.N.\tB-ORG\nofficial\tO\n\n")))
                .isTrue();
        assertThat(Table.read(file("c.csv", "a,b\n1,O\n2,O\n")).rows()).isEqualTo(2);
        assertThat(ConllCases.takes(folder.resolve("c.csv"))).isFalse();
    }
}
