package hanshu.learn.supervised.forecast;

import hanshu.data.series.ForecastWindows;
import hanshu.learn.supervised.forecast.ForecastConfig.TrainingOptions;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.doctor.Patient;
import hanshu.train.doctor.Treatment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The training of a forecaster as a patient, on no more than {@link #MOST_WINDOWS} windows, so that it can be tried again
 * and again: the latest ones, which are most like those to come.
 *
 * @param config of the run, or changed in one thing
 * @param windows those that are learned from
 */
record ForecastPatient(ForecastLearning learning, ForecastConfig config, ForecastWindows windows)
        implements Patient<Forecaster, ForecastWindows.Batch> {
    /** Windows that are learned from, at most. */
    static final int MOST_WINDOWS = 4_000;

    /** So many windows tell what their forecasts spread. */
    private static final int SOME = 2_000;

    static ForecastPatient of(ForecastLearning learning) {
        return new ForecastPatient(learning, learning.config(), latest(learning.train(), MOST_WINDOWS));
    }

    private static ForecastWindows latest(ForecastWindows all, int most) {
        var origins = all.origins();
        return new ForecastWindows(
                all.values(),
                all.known(),
                all.targets(),
                all.lookBack(),
                all.horizon(),
                Arrays.copyOfRange(origins, Math.max(0, origins.length - most), origins.length));
    }

    @Override
    public Training<Forecaster, ForecastWindows.Batch> training(Key key) {
        return learning.training(config.forecaster(), config.training(), windows, key);
    }

    @Override
    public Optional<ForecastPatient> treated(Treatment treatment) {
        return switch (treatment) {
            case NONE -> Optional.of(this);
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE, LONGER ->
                Optional.of(walking(treatment));
            case HALF_THE_ROWS ->
                Optional.of(new ForecastPatient(learning, config, latest(windows, (windows.count() + 1) / 2)));
            case NO_DECAY, WIDER, THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty(); // there is no such setting, or it is trained so anyway
        };
    }

    /** What to set so that a run is trained so; empty where no setting does. */
    static Optional<String> setting(Treatment cure, ForecastConfig config) {
        var t = config.training();
        return switch (cure) {
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE ->
                Optional.of("training.rate=" + (float) (cure.rate() * t.rate()));
            case LONGER -> Optional.of("training.epochs=" + cure.epochs() * t.epochs());
            case NONE, HALF_THE_ROWS, NO_DECAY, WIDER, THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty();
        };
    }

    private ForecastPatient walking(Treatment treatment) {
        var t = config.training();
        var changed = new TrainingOptions(
                treatment.epochs() * t.epochs(),
                t.batch(),
                treatment.rate() * t.rate(),
                treatment.epochs() * t.patience());
        return new ForecastPatient(learning, config.withTraining(changed), windows);
    }

    // ---- what the doctor asks

    @Override
    public Objective<Forecaster, ForecastWindows.Batch> objective() {
        return Forecasting.objective(windows);
    }

    @Override
    public Batches<ForecastWindows.Batch> train() {
        return Forecasting.batches(windows);
    }

    @Override
    public Batches<ForecastWindows.Batch> validation() {
        return Forecasting.batches(learning.validation());
    }

    @Override
    public Batches<ForecastWindows.Batch> test() {
        return Forecasting.batches(learning.test());
    }

    @Override
    public int batch() {
        return config.training().batch();
    }

    @Override
    public double rate() {
        return config.training().rate();
    }

    /** Of the mean of each target. */
    @Override
    public double naive() {
        int n = Math.min(SOME, windows.count());
        var rows = IntStream.range(0, n)
                .map(i -> (int) ((long) i * windows.count() / n))
                .toArray();
        var future = windows.batch(rows, 0, n).future(); // (windows, horizon, targets)
        return future.minus(future.mean(0, 1)).square().mean().item();
    }

    @Override
    public Tensor answers(Forecaster model, ForecastWindows.Batch batch) {
        return Forecasting.foretold(model, windows, batch, Pass.evaluation());
    }

    /** Of what reads step by step. */
    @Override
    public Optional<double[]> slopesByTime(Forecaster model, ForecastWindows.Batch batch) {
        if (config.forecaster() != ForecasterKind.LSTM) {
            return Optional.empty();
        }
        var past = batch.past().tracked(); // (batch, lookBack, channels)
        var loss = objective()
                .loss(model, new ForecastWindows.Batch(past, batch.known(), batch.future()), Pass.evaluation());
        return Optional.of(
                Gradients.grad(loss, past).square().sum(2).sqrt().mean(0).toDoubles());
    }
}
