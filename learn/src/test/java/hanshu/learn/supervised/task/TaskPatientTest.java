package hanshu.learn.supervised.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.series.Series;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import hanshu.train.doctor.Illness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The doctor looks into tasks that answer numbers, or any of several classes. */
class TaskPatientTest {
    private static final int CASES = 240;
    private static final String SMALL = """
            {model: network, inputs: [{name: series, encoder: {type: gru, width: 8, layers: 1}}], outputs: [%s],
             training: {epochs: 20, batch: 10, rate: %s, patience: 20}, augmentation: {auto: false}}
            """;

    /** Noise around a level, which is what is to be found. */
    private static double level(int i) {
        double u = Key.of(7).randomDouble(i);
        return 10 + 5 * u * u * u;
    }

    private static Given series() {
        var all = new ArrayList<Series>();
        for (int i = 0; i < CASES; i++) {
            var values = new float[8];
            for (int t = 0; t < values.length; t++) {
                values[t] = (float) (level(i) + 0.2 * Key.of(8).at(i).randomDouble(t));
            }
            all.add(new Series(values, 1));
        }
        return new Given.Sequences(all, Optional.empty());
    }

    private static List<String> levels() {
        return IntStream.range(0, CASES)
                .mapToObj(i -> Double.toString(level(i)))
                .toList();
    }

    private static List<String> marks() {
        return IntStream.range(0, CASES)
                .mapToObj(i -> level(i) > 11 ? level(i) > 13 ? "high|very high" : "high" : "low")
                .toList();
    }

    private static TaskLearning learning(List<String> answers, String output, double rate) {
        var config = TaskLearningTest.small(SMALL.formatted(output, rate));
        return TaskLearning.of(
                Understood.of(Provided.of(Cases.of("levels", "series", series(), "answer", answers)), config));
    }

    private static double naive(List<String> answers, String output) {
        var config = TaskLearningTest.small(SMALL.formatted(output, 0.01));
        var known = Understood.of(Provided.of(Cases.of("levels", "series", series(), "answer", answers)), config);
        return TaskPatient.of(known, TaskLearning.of(known).settled(why -> {})).naive();
    }

    @Test
    void theNaiveLossIsThatOfTheBestConstant() {
        assertThat(naive(levels(), "{name: answer, kind: number}")).isCloseTo(1, within(1e-6)); // the variance
        double absolute = naive(levels(), "{name: answer, kind: number, loss: mae}");
        var all = IntStream.range(0, CASES).mapToDouble(TaskPatientTest::level).toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(all).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
        Arrays.sort(all);
        double ofMedian = Arrays.stream(all)
                .map(y -> Math.abs(y - all[CASES / 2]) / deviation)
                .average()
                .orElseThrow();
        assertThat(absolute).isCloseTo(ofMedian, within(0.05)); // of some of the cases, where this is of all
        assertThat(absolute).isLessThan(0.8); // that of the mean
        assertThat(naive(levels(), "{name: answer, kind: number, loss: huber}")).isBetween(0.2, 0.5);
        assertThat(naive(marks(), "{name: answer, kind: classes}")).isBetween(0.4, Math.log(2));
    }

    @Test
    void tooSmallARateIsFoundWhereNumbersAreAnswered() {
        var learning = learning(levels(), "{name: answer, kind: number}", 1e-5);
        var diagnosis = learning.examine(learning.settled(why -> {}), words -> {});
        assertThat(diagnosis.illness()).isEqualTo(Illness.RATE_TOO_SMALL);
    }

    @Test
    void tooSmallARateIsFoundWhereSeveralClassesAreAnswered() {
        var learning = learning(marks(), "{name: answer, kind: classes}", 1e-5);
        var diagnosis = learning.examine(learning.settled(why -> {}), words -> {});
        assertThat(diagnosis.illness()).isEqualTo(Illness.RATE_TOO_SMALL);
    }

    @Test
    void theNaiveLossOfTagsIsTheirEntropy() {
        var texts = IntStream.range(0, CASES)
                .mapToObj(i -> i % 4 == 0 ? "a b" : "a c")
                .toList();
        var tags =
                texts.stream().map(text -> text.equals("a b") ? "X Y" : "X X").toList();
        var config = TaskLearningTest.small(
                "{inputs: [{name: text, encoder: {width: 8}}], outputs: [{name: tags, kind: tags, input: text}]}");
        var cases = Cases.of("tagged", "text", new Given.Texts(texts), "tags", tags);
        var known = Understood.of(Provided.of(cases), config);
        var patient = TaskPatient.of(known, TaskLearning.of(known).settled(why -> {}));
        assertThat(TaskPatient.canBe(known)).isTrue();
        double share = 0.125; // an eighth of the tags, give or take which cases are kept back
        assertThat(patient.naive())
                .isCloseTo(-share * Math.log(share) - (1 - share) * Math.log(1 - share), within(0.02));
    }

    @Test
    void textsThatAreWrittenAreRefused() {
        var config = TaskLearningTest.small("{outputs: [{name: answer, kind: text}], training: {epochs: 1}}");
        var texts = new Given.Texts(
                IntStream.range(0, CASES).mapToObj(i -> "a b " + i % 7).toList());
        var cases = Cases.of(
                "texts",
                "text",
                texts,
                "answer",
                IntStream.range(0, CASES).mapToObj(i -> "b a " + i % 7).toList());
        var learning = TaskLearning.of(Understood.of(Provided.of(cases), config));
        assertThatThrownBy(() -> learning.examine(learning.settled(why -> {}), words -> {}))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "the doctor examines tasks that answer classes, tags or numbers, one of them; this one answers ");
    }
}
