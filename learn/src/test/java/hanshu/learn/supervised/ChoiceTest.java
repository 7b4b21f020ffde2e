package hanshu.learn.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final int ROWS = 40;

    /** Two classes in turn, of which the answers give the true one this probability, row by row. */
    private static Fitted sure(double... ofTruth) {
        var answers = new double[ROWS][];
        Arrays.setAll(answers, i -> {
            double p = ofTruth[i % ofTruth.length];
            return i % 2 == 0 ? new double[] {p, 1 - p} : new double[] {1 - p, p};
        });
        return new Fitted(List.of(), new Answers.Classes(answers));
    }

    private static Fitted numbers(double offset, double spread) {
        var answers = new double[ROWS];
        Arrays.setAll(answers, i -> i + offset + spread * (i % 2 == 0 ? 1 : -1));
        return new Fitted(List.of(), new Answers.Numbers(answers));
    }

    private static Choice between(Fitted linear, Fitted network) {
        boolean classes = linear.unseen() instanceof Answers.Classes;
        var truth = new double[ROWS];
        Arrays.setAll(truth, i -> classes ? i % 2 : i);
        return Choice.of(ModelChoice.AUTO, linear, Optional.of(network), truth, Scale.NONE);
    }

    @Test
    void theNetworkIsKeptWhenItIsClearlyBetter() {
        var choice = between(numbers(2, 0.1), numbers(1, 0.1));
        assertThat(choice.isNetwork()).isTrue();
        assertThat(choice.gain()).isBetween(0.7, 0.8);
        assertThat(between(sure(0.6, 0.7), sure(0.8, 0.9)).isNetwork()).isTrue();
    }

    @Test
    void linearIsKeptWhenTheDifferenceMayBeChance() {
        assertThat(between(numbers(0, 1.05), numbers(0.5, 1)).isNetwork()).isFalse();
        assertThat(between(sure(0.9, 0.6), sure(0.6, 0.901)).isNetwork()).isFalse();
    }

    @Test
    void linearIsKeptWhenItNamesMoreRight() {
        var choice = between(sure(0.55), sure(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.49));
        assertThat(choice.gain()).isGreaterThan(2 * choice.error());
        assertThat(choice.moreRight()).isEqualTo(-4);
        assertThat(choice.isNetwork()).isFalse();
    }
}
