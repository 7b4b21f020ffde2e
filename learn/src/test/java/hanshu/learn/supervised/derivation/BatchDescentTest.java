package hanshu.learn.supervised.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.optim.Sgd;
import hanshu.tensor.Key;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchDescentTest {
    private static final LineLoss LOSS = LineLoss.squared(Question.next(
                    "s",
                    IntStream.range(0, 120).mapToDouble(i -> Math.sin(i / 3.0)).toArray(),
                    1)
            .train());
    private static final Point START = new Point(1, -1);

    @Test
    void aBatchOfAllRowsIsGradientDescent() {
        var batch = BatchDescent.of(LOSS, START, 0.05, 10_000, 30, Key.of(1));
        var descent = Descent.of("", LOSS, START, new Sgd.Config(), 0.05, 30);
        assertThat(batch.batch()).isEqualTo(LOSS.x().size(0));
        assertThat(batch.passes()).isEqualTo(30);
        assertThat(batch.way().path()).hasSize(31);
        assertThat(batch.way().end().to(descent.end())).isCloseTo(0, within(1e-4));
    }

    @Test
    void anEpochAsksEachRowOnceSoSmallBatchesComeFurtherInAPass() {
        int rows = LOSS.x().size(0);
        var one = BatchDescent.of(LOSS, START, 0.02, 1, 5 * rows, Key.of(1));
        var all = BatchDescent.of(LOSS, START, 0.02, rows, 5, Key.of(1));
        assertThat(one.passes()).isEqualTo(all.passes());
        assertThat(one.way().loss()).isLessThan(all.way().loss());
        assertThat(one.way().path()).hasSizeLessThanOrEqualTo(202);
    }

    @Test
    void theSameKeyIsTheSameWay() {
        var way = BatchDescent.of(LOSS, START, 0.02, 10, 50, Key.of(1)).way();
        assertThat(BatchDescent.of(LOSS, START, 0.02, 10, 50, Key.of(1)).way()).isEqualTo(way);
        assertThat(BatchDescent.of(LOSS, START, 0.02, 10, 50, Key.of(2)).way()).isNotEqualTo(way);
    }
}
