package hanshu.learn.supervised.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.series.ForecastWindows;
import hanshu.data.series.Range;
import hanshu.data.series.Series;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.train.TrainingConfig;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecasterTest {
    private static final Key KEY = Key.of(3);
    private static final int LOOK_BACK = 24;
    private static final int HORIZON = 6;
    private static final Tensor NOTHING = Tensor.zeros(1, 5, 0);

    /** Two channels: a sine of period 12 and its negative, on a rising line. */
    private static Series waves(int steps) {
        var values = new float[2 * steps];
        for (int t = 0; t < steps; t++) {
            double wave = Math.sin(2 * Math.PI * t / 12);
            values[2 * t] = (float) (wave + 0.01 * t);
            values[2 * t + 1] = (float) (0.01 * t - wave);
        }
        return new Series(values, 2);
    }

    static Stream<Forecaster> learners() {
        var linear = LinearForecaster.of(LOOK_BACK, HORIZON, KEY);
        var size = new PatchTransformer.Size(1, 8, 2, 16, 8, 4, 0);
        return Stream.of(
                linear,
                DLinear.of(LOOK_BACK, HORIZON, KEY),
                new Normalised(new LastValue(), linear),
                new Normalised(ReversibleNorm.of(2), linear),
                new Normalised(new LastValue(), RecurrentForecaster.of(2, 1, HORIZON, 12, 1, KEY)),
                new Normalised(new LastValue(), ConvolutionalForecaster.of(2, 1, LOOK_BACK, HORIZON, 12, 0, KEY)),
                new Normalised(ReversibleNorm.of(2), PatchTransformer.of(LOOK_BACK, HORIZON, size, KEY)));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void learnsWavesBetterThanTheNaiveForecast(Forecaster forecaster) {
        var series = waves(400);
        var hours = new float[400];
        for (int t = 0; t < hours.length; t++) {
            hours[t] = t % 12 / 11f - 0.5f;
        }
        var windows = ForecastWindows.of(series, LOOK_BACK, HORIZON, new Range(0, 240))
                .knowing(new Series(hours, 1));
        var validation = windows.in(new Range(240, 320), 1);
        var test = windows.in(new Range(320, 400), 1);
        var config = TrainingConfig.of(15, 16, 0.01).withOptimiser(new Adam.Config());
        var training = Forecasting.training(forecaster, windows, validation, config, KEY)
                .run();
        var found = Forecasting.forecasts(training.model(), test, 32).metrics();
        var naive =
                Forecasting.forecasts(new SeasonalNaive(1, HORIZON), test, 32).metrics();
        assertThat(found.windows()).isEqualTo(75);
        assertThat(found.mse()).isLessThan(0.2 * naive.mse());
        assertThat(found.mseByStep()).hasSize(HORIZON);
    }

    @Test
    void theSeasonComesRound() {
        var past = Tensor.of(new float[] {1, 2, 3, 4, 5}, 1, 5, 1);
        assertThat(new SeasonalNaive(3, 5)
                        .forecast(past, NOTHING, Pass.evaluation())
                        .toFloats())
                .containsExactly(3, 4, 5, 3, 4);
        assertThat(new SeasonalNaive(1, 2)
                        .forecast(past, NOTHING, Pass.evaluation())
                        .toFloats())
                .containsExactly(5, 5);
        assertThatThrownBy(() -> new SeasonalNaive(6, 2).forecast(past, NOTHING, Pass.evaluation()))
                .isInstanceOf(ShapeException.class)
                .hasMessage("SeasonalNaive: a season of 6 steps must have been seen, got [1, 5, 1]");
    }

    /** The trend map alone gives the average of what it saw, where each step weighs the same. */
    @Test
    void dLinearTakesTheTrendApart() {
        var zeros = new Linear(Tensor.zeros(5, 1), Tensor.zeros(1));
        var last = new Linear(Tensor.of(new float[] {0, 0, 0, 0, 1}, 5, 1), Tensor.zeros(1));
        var past = Tensor.of(new float[] {1, 2, 3, 4, 11}, 1, 5, 1);
        var trend = new DLinear(last, zeros, 3).forecast(past, NOTHING, Pass.evaluation());
        assertThat(trend.item()).isCloseTo((4 + 11 + 11) / 3.0, within(1e-5));
        var season = new DLinear(zeros, last, 3).forecast(past, NOTHING, Pass.evaluation());
        assertThat(season.item()).isCloseTo(11 - (4 + 11 + 11) / 3.0, within(1e-5));
        assertThatThrownBy(() -> new DLinear(last, zeros, 4))
                .hasMessage("DLinear: the moving average is over an odd number of steps, got 4");
    }

    @Test
    void theNormGoesBack() {
        var past = KEY.normal(3, 7, 2).times(4).plus(9);
        var norm = new ReversibleNorm(Tensor.of(new float[] {2, 0.5f}, 2), Tensor.of(new float[] {1, -1}, 2), 1e-5);
        var level = norm.level(past);
        var there = norm.apply(past, level);
        assertThat(there.get(0, 0).transpose(0, 1).get(0, 0).mean().item()).isCloseTo(1, within(1e-5));
        assertThat(norm.undo(there, level).minus(past).abs().max().item()).isLessThan(1e-4);
    }

    @Test
    void aPatchTransformerHasThePapersSize() {
        var model = PatchTransformer.of(336, 96, PatchTransformer.Size.SMALL, KEY);
        assertThat(model.forecast(Tensor.zeros(2, 336, 7), NOTHING, Pass.evaluation())
                        .shape())
                .isEqualTo(Shape.of(2, 96, 7));
        assertThat(model.positions().table().shape()).isEqualTo(Shape.of(42, 16));
        assertThat(Params.of(model).count())
                .isEqualTo(17 * 16 + 42 * 16 + 3 * (4 * 272 + 2 * 32 + 17 * 128 + 129 * 16) + 673 * 96);
        assertThatThrownBy(() -> PatchTransformer.of(10, 2, PatchTransformer.Size.SMALL, KEY))
                .hasMessage("PatchTransformer: patches of 16 steps do not fit into 10");
    }

    @Test
    void intervalsCoverWhatTheyPromiseStepByStep() {
        int windows = 2000;
        var errors = KEY.normal(windows, 2, 1).toDoubles();
        for (int i = 1; i < errors.length; i += 2) {
            errors[i] *= 3; // the second step is harder
        }
        var half = new Forecasting.Forecasts(java.util.Arrays.copyOf(errors, windows), new double[windows], 2, 1);
        var intervals = ForecastIntervals.fit(half, 0.9);
        assertThat(intervals.margins()[0]).isCloseTo(1.645, within(0.15));
        assertThat(intervals.margins()[1]).isCloseTo(3 * 1.645, within(0.45));
        var other = new Forecasting.Forecasts(
                java.util.Arrays.copyOfRange(errors, windows, 2 * windows), new double[windows], 2, 1);
        assertThat(intervals.metrics(other).coverage()).isCloseTo(0.9, within(0.03));
        var few = new Forecasting.Forecasts(new double[8], new double[8], 2, 1);
        assertThatThrownBy(() -> ForecastIntervals.fit(few, 0.9))
                .hasMessage("forecast intervals: a coverage of 0.9 needs 9 windows at least, got 4");
    }
}
