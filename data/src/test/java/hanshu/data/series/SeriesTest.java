package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final float NAN = Float.NaN;

    @Test
    void missingNumbersLieBetweenTheirNeighbours() {
        var series = new Series(new float[] {NAN, 7, NAN, NAN, 2, NAN, NAN, NAN, 6, 8, NAN, NAN}, 2);
        assertThat(series.missing()).isEqualTo(8);
        assertThat(series.filled().values()).containsExactly(2, 7, 2, 7.25f, 2, 7.5f, 4, 7.75f, 6, 8, 6, 8);
        assertThat(new Series(new float[] {NAN, NAN}, 1).filled().values()).containsExactly(0, 0);
    }

    @Test
    void stepsAreWhole() {
        assertThatThrownBy(() -> new Series(new float[5], 2))
                .isInstanceOf(DataException.class)
                .hasMessage("a series has as many numbers at each step, but 5 numbers do not make steps of 2");
    }

    @Test
    void scalingAndTheWayBack() {
        var first = new Series(new float[] {1, 5, 3, 5}, 2);
        var second = new Series(new float[] {5, 5, NAN, 5, 7, 5}, 2);
        var scaling = ChannelScaling.fit(List.of(first, second));
        assertThat(scaling.mean()).containsExactly(4.0, 5.0);
        assertThat(scaling.deviation().getFirst()).isCloseTo(Math.sqrt(5), within(1e-12));
        assertThat(scaling.deviation().getLast()).isEqualTo(1);
        var z = scaling.apply(second);
        assertThat(z.values()[0]).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
        assertThat(z.values()[1]).isZero();
        assertThat(z.values()[2]).isNaN();
        assertThat(scaling.unapply(z).values()[4]).isCloseTo(7, within(1e-5f));
        assertThat(ChannelScaling.fit(first, new Range(1, 2)).mean()).containsExactly(3.0, 5.0);
        assertThat(scaling.select(1).mean()).containsExactly(5.0);
        assertThatThrownBy(() -> scaling.apply(new Series(new float[3], 1)))
                .hasMessage("the scaling was fitted to 2 channels, but the series has 1");
    }
}
