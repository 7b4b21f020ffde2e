package hanshu.train.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0.95, 42);

    /** Accuracy of n rows is a binomial share: the interval must come near p ± 1.96·√(p(1 − p)/n). */
    @Test
    void accuracyIsBinomial() {
        int n = 400;
        var truth = IntStream.range(0, n).map(i -> i % 5 == 0 ? 1 : 0).toArray(); // 80 % are of class 0
        var probability =
                IntStream.range(0, n).mapToObj(i -> new double[] {.7, .3}).toArray(double[][]::new);

        var interval = requireNonNull(BOOTSTRAP.of(truth, probability, 1).get("accuracy"));

        double half = 1.96 * Math.sqrt(.8 * .2 / n);
        assertThat(interval.low()).isCloseTo(.8 - half, within(.005));
        assertThat(interval.high()).isCloseTo(.8 + half, within(.005));
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        var random = new SplittableRandom(3);
        var truth = random.doubles(50).toArray();
        var predicted = random.doubles(50).toArray();

        assertThat(BOOTSTRAP.of(truth, predicted)).isEqualTo(BOOTSTRAP.of(truth, predicted));
        assertThat(BOOTSTRAP.of(truth, predicted).keySet()).containsExactly("rmse", "mae", "r2");
        assertThat(new Bootstrap(1000, 0.95, 43).of(truth, predicted)).isNotEqualTo(BOOTSTRAP.of(truth, predicted));
    }

    @Test
    void aMetricThatIsMostlyUndefinedHasNoInterval() {
        var truth = new int[] {0, 0, 0, 1}; // a draw misses class 1 with probability (3/4)⁴ = 0.32, class 0 hardly ever
        var probability = new double[][] {{.9, .1}, {.8, .2}, {.7, .3}, {.75, .25}};
        assertThat(BOOTSTRAP.of(truth, probability, 1)).containsKey("auroc");

        var three = new int[] {0, 1, 2}; // all three of three: 3!/3³ = 0.22
        var sure = new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertThat(BOOTSTRAP.of(three, sure, 1)).doesNotContainKey("auroc");
        assertThat(BOOTSTRAP.of(three, sure, 1)).as("the same on every draw").doesNotContainKey("log_loss");
    }

    /** Wilson's interval in closed form, with z = 1.95996; all of 10 right: z²/(n + z²) wrong at most. */
    @Test
    void aShareHasWilsonsInterval() {
        var half = Interval.ofShare(5, 10, 0.95);
        assertThat(half.low()).isCloseTo(0.236593, within(1e-4));
        assertThat(half.high()).isCloseTo(0.763407, within(1e-4));
        assertThat(Interval.ofShare(10, 10, 0.95).low()).isCloseTo(0.722467, within(1e-4));
        assertThat(Interval.ofShare(10, 10, 0.95).high()).isEqualTo(1);
        assertThat(Interval.ofShare(0, 100, 0.9).high()).isCloseTo(0.026342, within(1e-4));
        assertThatThrownBy(() -> Interval.ofShare(2, 1, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 of 1 rows is no share");
    }

    /** Each sentence has one entity, found or not: F1 is the share that was found, and its interval a binomial's. */
    @Test
    void entitiesAreDrawnBySentences() {
        int n = 400;
        var truth = Collections.nCopies(n, List.of("O", "B-city", "I-city"));
        var found = IntStream.range(0, n)
                .mapToObj(i -> List.of("O", "B-city", i % 5 == 0 ? "O" : "I-city")) // 80 % right
                .toList();

        var intervals = BOOTSTRAP.ofEntities(truth, found);

        assertThat(intervals.keySet()).containsExactly("f1", "precision", "recall");
        double half = 1.96 * Math.sqrt(.8 * .2 / n);
        assertThat(requireNonNull(intervals.get("f1")).low()).isCloseTo(.8 - half, within(.005));
        assertThat(requireNonNull(intervals.get("f1")).high()).isCloseTo(.8 + half, within(.005));
        assertThat(BOOTSTRAP.ofEntities(truth, truth)).as("all are right").isEmpty();
    }

    /** Of two texts a draw is the one twice, the other twice, or both: BLEU of these is the ends of the interval. */
    @Test
    void bleuIsDrawnByTexts() {
        var references = List.of("the cat sat on the mat today", "a dog ran over the wide street");
        var translations = List.of("the cat sat on the mat", "a dog ran in the wide street today");
        var cut = Bleu.Cut.WESTERN;
        var scores = Stream.of(List.of(0, 0), List.of(0, 1), List.of(1, 1))
                .mapToDouble(draw -> Bleu.of(
                                draw.stream().map(translations::get).toList(),
                                draw.stream().map(references::get).toList(),
                                cut)
                        .score())
                .summaryStatistics();

        var interval = BOOTSTRAP.ofTexts(translations, references, cut).get("bleu");

        assertThat(interval).isEqualTo(new Interval(scores.getMin(), scores.getMax()));
        assertThat(scores.getMin()).isLessThan(scores.getMax());
        assertThat(BOOTSTRAP.ofTexts(references, references, cut))
                .as("all are right")
                .isEmpty();
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        var sorted = new double[] {1, 2, 4};
        assertThat(Bootstrap.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Bootstrap.quantile(sorted, 0.75)).isEqualTo(3);
        assertThat(Bootstrap.quantile(sorted, 1)).isEqualTo(4);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new Bootstrap(0, 0.9, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("draws is 0: it must be at least 1");
        assertThatThrownBy(() -> new Bootstrap(10, 1, 1))
                .hasMessage("coverage is 1.0: it must lie between 0 and 1, for example 0.9");
    }
}
