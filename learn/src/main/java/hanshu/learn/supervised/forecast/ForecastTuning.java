package hanshu.learn.supervised.forecast;

import hanshu.data.series.ForecastWindows;
import hanshu.train.Trainable;
import hanshu.train.tune.Dimension;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tunable;
import java.util.List;

/** A forecaster, whose settings are searched, compared by the forecasts from the same validation steps. */
record ForecastTuning(ForecastLearning learning) implements Tunable<ForecastConfig> {
    private static final int WIDER = 4;

    @Override
    public ForecastConfig config() {
        return learning.config();
    }

    @Override
    public Space space() {
        var training = config().training();
        int least = config().forecaster() == ForecasterKind.TRANSFORMER ? ForecasterKind.PATCH : 2;
        int back = config().lookBack();
        int most = Math.max(
                least + 1, Math.min(WIDER * back, learning.split().train().length() / 3));
        return new Space(List.of(
                new Dimension.Real("training.rate", training.rate() / 20, training.rate() * 10, true),
                new Dimension.Whole("training.batch", 8, Math.max(256, 2L * training.batch()), true),
                new Dimension.Whole("lookBack", Math.clamp(back / WIDER, least, most - 1), most, true)));
    }

    @Override
    public boolean isSearchable(String key) {
        return key.startsWith("training.") || key.equals("lookBack") || key.equals("forecaster");
    }

    @Override
    public String searchable() {
        return "keys of training, lookBack and forecaster";
    }

    @Override
    public Trainable<Forecaster, ForecastWindows.Batch> with(ForecastConfig changed) {
        var other = learning.with(changed);
        return new ForecastPatient(other, changed, other.train());
    }

    @Override
    public int epochs() {
        return config().training().epochs();
    }
}
