package hanshu.learn.supervised.forecast;

import hanshu.nn.Pass;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * The seasonal naive forecast, which every other must beat: each step as it was a season ago, ŷₜ₊ₕ = yₜ₊ₕ₋ₘ₍ₖ₊₁₎; with a
 * season of one step, the last value (Hyndman & Athanasopoulos, Forecasting: principles and practice, section 5.2).
 *
 * @param season m steps, at least 1
 * @param horizon steps that are foretold
 */
public record SeasonalNaive(int season, int horizon) implements Forecaster {
    public SeasonalNaive {
        if (season < 1 || horizon < 1) {
            throw new IllegalArgumentException(
                    "SeasonalNaive: season and horizon are at least 1, got " + season + " and " + horizon);
        }
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        int time = past.size(1);
        if (time < season) {
            throw new ShapeException(
                    "SeasonalNaive: a season of %d steps must have been seen, got %s".formatted(season, past.shape()));
        }
        var index = new int[horizon];
        for (int h = 0; h < horizon; h++) {
            index[h] = time - season + h % season;
        }
        return past.take(1, Tensor.of(index, horizon));
    }
}
