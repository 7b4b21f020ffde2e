package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.data.table.Split;
import hanshu.tensor.Shape;
import org.junit.jupiter.api.Test;

class ForecastWindowsTest {
    private static Series counting(int steps, int channels) {
        var values = new float[steps * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new Series(values, channels);
    }

    @Test
    void pastKnownAndFuture() {
        var windows = ForecastWindows.of(counting(10, 2), 3, 2, new Range(0, 10))
                .knowing(counting(10, 1))
                .forecasting(1);
        assertThat(windows.origins()).containsExactly(3, 4, 5, 6, 7, 8);
        var batch = windows.batch(new int[] {5, 1}, 1, 2);
        assertThat(batch.past().shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(batch.past().toFloats()).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(batch.known().toFloats()).containsExactly(1, 2, 3, 4, 5);
        assertThat(batch.future().shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(batch.future().toFloats()).containsExactly(9, 11);
        assertThat(windows.latest().toFloats()).containsExactly(14, 15, 16, 17, 18, 19);
        assertThat(windows.in(new Range(5, 10), 2).origins()).containsExactly(5, 7);
    }

    @Test
    void theStandardSplitOfEttHasItsWindows() {
        var split = TimeSplit.ett(1);
        var series = counting(17_420, 1);
        assertThat(ForecastWindows.of(series, 336, 96, split.train()).count()).isEqualTo(8209);
        assertThat(ForecastWindows.of(series, 336, 96, split.validation()).count())
                .isEqualTo(2785);
        assertThat(ForecastWindows.of(series, 336, 96, split.test()).count()).isEqualTo(2785);
    }

    @Test
    void windowsThatDoNotFit() {
        assertThatThrownBy(() -> ForecastWindows.of(counting(10, 1), 8, 3, new Range(0, 10)))
                .isInstanceOf(DataException.class)
                .hasMessage("steps 0 to 10 are too few for windows that look back 8 steps and forecast 3");
        assertThatThrownBy(() -> ForecastWindows.of(counting(10, 1), 2, 1, new Range(0, 10))
                        .knowing(counting(9, 1)))
                .hasMessage("inputs known in advance are needed at all 10 steps, but 9 are there");
        assertThatThrownBy(() -> ForecastWindows.of(counting(10, 1), 2, 1, new Range(0, 10))
                        .forecasting(1))
                .hasMessage("the series has channels 0 to 0, but 1 is to be forecast");
    }

    @Test
    void sharesInTime() {
        var split = TimeSplit.of(100, new Split.Shares(0.2, 0.25));
        assertThat(split).isEqualTo(new TimeSplit(new Range(0, 60), new Range(60, 80), new Range(80, 100)));
    }

    @Test
    void theOriginRolls() {
        assertThat(TimeSplit.rollingOrigin(20, 3, 4, 2, 0))
                .containsExactly(
                        new TimeSplit(new Range(0, 6), new Range(6, 8), new Range(8, 12)),
                        new TimeSplit(new Range(0, 10), new Range(10, 12), new Range(12, 16)),
                        new TimeSplit(new Range(0, 14), new Range(14, 16), new Range(16, 20)));
        assertThat(TimeSplit.rollingOrigin(20, 2, 4, 0, 5).getLast().train()).isEqualTo(new Range(11, 16));
        assertThatThrownBy(() -> TimeSplit.rollingOrigin(20, 4, 4, 2, 6))
                .hasMessage(
                        "20 steps are too few for 4 folds of 4 test and 2 validation steps and a window of 6: 2 are left to learn from at first; ask for less");
    }
}
