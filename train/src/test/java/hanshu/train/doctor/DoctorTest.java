package hanshu.train.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.Wording;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.AdamW;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.EarlyStopping;
import hanshu.train.Examples;
import hanshu.train.TrainingConfig;
import hanshu.train.doctor.Diagnosis.Sureness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clinic of the bench module holds all illnesses on more data; here are those that are found in a moment. */
class DoctorTest {
    /** Four English words and more. */
    private static final String ENGLISH = "[A-Za-z]+(?:,? [A-Za-z']+){3,}";

    private static final int ROWS = 300;
    private static final int LEARNED = 200;
    private static final Key KEY = Key.of(5);
    private static final List<String> COLUMNS = List.of("a", "b");

    record Net(Linear first, Linear second, boolean softmax) {
        static Net of(double width, Key key) {
            int hidden = (int) (32 * width);
            return new Net(Linear.of(2, hidden, key.at("first")), Linear.of(hidden, 2, key.at("second")), false);
        }

        Tensor apply(Tensor x, Pass pass) {
            var y = second.apply(first.apply(x, pass).relu(), pass);
            return softmax ? y.softmax(-1) : y;
        }
    }

    /** Whether a point lies within a circle that half of them do. */
    private static Examples circle() {
        var x = KEY.at("x").normal(ROWS, 2);
        var values = x.toFloats();
        var y = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = Math.hypot(values[2 * i], values[2 * i + 1]) < 1.18 ? 1 : 0;
        }
        return new Examples(x, Tensor.of(y, ROWS));
    }

    private static Examples part(Examples all, int from, int to) {
        return new Examples(all.x().slice(0, from, to), all.y().slice(0, from, to));
    }

    private static TrainingConfig config(int epochs, double rate) {
        return TrainingConfig.of(epochs, 16, rate)
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, 0.01, false))
                .withStopping(EarlyStopping.onLoss(EarlyStopping.NEVER));
    }

    private static Learner<Net> learner(Examples all, TrainingConfig config) {
        return learner(all, config, Net::of, new CrossEntropy()::of);
    }

    private static Learner<Net> learner(
            Examples all, TrainingConfig config, Learner.Maker<Net> maker, BinaryOperator<Tensor> loss) {
        return Learner.of(maker, Net::apply, loss, part(all, 0, LEARNED), part(all, LEARNED, ROWS), 2, config)
                .ofTable(COLUMNS);
    }

    /** Whatever is found can be read in Chinese. */
    private static Diagnosis diagnosis(Learner<Net> learner, Consumer<Wording> progress) {
        var diagnosis = Doctor.examine(learner, KEY.at("doctor"), progress);
        assertThat(diagnosis.evidence())
                .isNotEmpty()
                .allSatisfy(evidence -> assertThat(evidence.name().chinese()
                                + "："
                                + evidence.found().chinese())
                        .doesNotContainPattern(ENGLISH));
        return diagnosis;
    }

    private static Diagnosis diagnosis(Learner<Net> learner) {
        return diagnosis(learner, words -> {});
    }

    @Test
    void everyIllnessAndTreatmentIsSaidInChinese() {
        assertThat(Stream.concat(
                        Arrays.stream(Illness.values()).flatMap(i -> Stream.of(i.words(), i.remedy())),
                        Arrays.stream(Treatment.values()).map(Treatment::words)))
                .hasSize(2 * Illness.values().length + Treatment.values().length)
                .allSatisfy(said -> assertThat(said.chinese())
                        .containsPattern("\\p{IsHan}{2}")
                        .doesNotContainPattern(ENGLISH)
                        .isNotEqualTo(said.english()));
    }

    @Test
    void whatDivergesIsSaidInChinese() {
        var diagnosis = diagnosis(learner(circle(), config(10, 1e30)));
        assertThat(diagnosis.evidence())
                .anySatisfy(evidence -> assertThat(evidence.found().chinese())
                        .startsWith("训练在第 ")
                        .contains("发散", "学习率 1.0E30"));
    }

    @Test
    void aHealthyTrainingIsNotTalkedIll() {
        var tried = new ArrayList<Wording>();
        var diagnosis = diagnosis(learner(circle(), config(150, 5e-3)), tried::add);
        assertThat(diagnosis.illness()).isEqualTo(Illness.HEALTHY);
        assertThat(diagnosis.evidence()).noneMatch(Evidence::speaks);
        assertThat(diagnosis.evidence())
                .anySatisfy(
                        evidence -> assertThat(evidence.found().english())
                                .matches(
                                        "loss on unseen rows \\S+ from a quarter of the rows, \\S+ from half, \\S+ from all: .*"));
        assertThat(diagnosis.trials())
                .extracting(Diagnosis.Tried::treatment)
                .contains(Treatment.NONE, Treatment.LARGER_RATE, Treatment.LONGER, Treatment.WIDER);
        assertThat(tried)
                .contains(
                        new Wording("looking at the rows", "查看各行"),
                        new Wording("trying it with ten times the rate", "试一试：学习率取十倍"));
    }

    @Test
    void aRateThatIsTooSmallIsFoundByALargerOne() {
        var diagnosis = diagnosis(learner(circle(), config(20, 2e-5)));
        assertThat(diagnosis.illness()).isEqualTo(Illness.RATE_TOO_SMALL);
        assertThat(diagnosis.sureness()).isEqualTo(Sureness.SURE);
        assertThat(diagnosis.evidence().getFirst().speaks()).isTrue();
        assertThat(diagnosis.evidence().getFirst().found().english())
                .contains("in place of")
                .endsWith("so it is with another seed");
    }

    @Test
    void softmaxTwiceIsReadOffTheGraph() {
        var diagnosis = diagnosis(learner(
                circle(),
                config(3, 5e-3),
                (width, key) -> {
                    var net = Net.of(width, key);
                    return new Net(net.first, net.second, true);
                },
                new CrossEntropy()::of));
        assertThat(diagnosis.illness()).isEqualTo(Illness.WRONG_LOSS);
        assertThat(diagnosis.evidence().getFirst().found().english()).startsWith("softmax is applied twice");
    }

    @Test
    void classesAreNoQuantities() {
        var oneHot = (BinaryOperator<Tensor>) (answers, y) -> {
            var labels = y.toLongs();
            var wanted = new float[labels.length * 2];
            for (int i = 0; i < labels.length; i++) {
                wanted[2 * i + (int) labels[i]] = 1;
            }
            return new Mse().of(answers, Tensor.of(wanted, labels.length, 2));
        };
        assertThat(diagnosis(learner(circle(), config(3, 5e-3), Net::of, oneHot))
                        .illness())
                .isEqualTo(Illness.WRONG_LOSS);
    }

    @Test
    void deadUnitsAreReadOffTheGraph() {
        var diagnosis = diagnosis(learner(
                circle(),
                config(20, 5e-3),
                (width, key) -> {
                    var net = Net.of(width, key);
                    var bias = net.first.bias().map(b -> b.minus(9));
                    return new Net(new Linear(net.first.weight(), bias), net.second, false);
                },
                new CrossEntropy()::of));
        assertThat(diagnosis.illness()).isEqualTo(Illness.DEAD_UNITS);
        assertThat(diagnosis.evidence())
                .anyMatch(e -> e.found().english().equals("100 % of the 32 units after first are 0 for every row"));
    }

    @Test
    void repeatedRowsAreCounted() {
        var all = circle();
        int half = (ROWS - LEARNED) / 2;
        var spoiled = new Examples(
                Tensor.concat(
                        0, all.x().slice(0, LEARNED, LEARNED + half), all.x().slice(0, half, ROWS)),
                Tensor.concat(
                        0, all.y().slice(0, LEARNED, LEARNED + half), all.y().slice(0, half, ROWS)));
        var diagnosis = diagnosis(learner(spoiled, config(3, 5e-3)));
        assertThat(diagnosis.illness()).isEqualTo(Illness.DUPLICATES);
        assertThat(diagnosis.evidence().getFirst().found().english())
                .isEqualTo("50 of 100 unseen rows are learned from too");
        assertThat(diagnosis.trials()).isEmpty();
    }

    @Test
    void aColumnThatGivesTheAnswerAwayIsNamed() {
        var all = circle();
        var answer = all.y().cast(DType.F32).reshape(ROWS, 1);
        var x = Tensor.concat(1, all.x().slice(1, 0, 1), answer);
        var diagnosis = diagnosis(learner(new Examples(x, all.y()), config(3, 5e-3)));
        assertThat(diagnosis.illness()).isEqualTo(Illness.LEAKAGE);
        assertThat(diagnosis.evidence().getFirst().found().english()).startsWith("b alone tells 100 % of the answer");
    }

    @Test
    void whatNeverLearnsIsNamed() {
        var diagnosis = diagnosis(learner(circle(), config(40, 5e-3)).learning(name -> name.equals("second.bias")));
        assertThat(diagnosis.illness()).isEqualTo(Illness.FROZEN);
        assertThat(diagnosis.evidence())
                .anyMatch(e -> e.found().english().equals("never learned: first.weight, first.bias, second.weight"));
    }

    @Test
    void aTrainingThatDivergesIsExaminedAllTheSame() {
        var x = circle().x().times(1e20);
        var diagnosis = diagnosis(learner(new Examples(x, circle().y()), config(20, 5e-3)));
        assertThat(diagnosis.illness()).isEqualTo(Illness.UNSCALED_INPUTS);
    }
}
