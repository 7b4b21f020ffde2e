package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.Wording;
import hanshu.data.series.ChannelScaling;
import hanshu.data.series.ForecastWindows;
import hanshu.data.series.Series;
import hanshu.data.series.TimeSeries;
import hanshu.data.series.TimeSplit;
import hanshu.data.table.Table;
import hanshu.learn.supervised.forecast.ForecastFunction.Facts;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.Training;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Doctor;
import hanshu.train.doctor.Treatment;
import hanshu.train.metric.ForecastMetrics;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.Tunable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Learns to forecast the columns of a table:
 *
 * <pre>{@code
 * var table = Table.read(Path.of("ETTh1.csv"));
 * var learning = ForecastLearning.of(table, ForecastConfig.DEFAULTS.withHorizon(96));
 * var learned = learning.learn(Optional.empty(), event -> {});
 * System.out.println(learned.test().forecaster().standardised().mse());
 * System.out.println(learned.function().next(table));
 * }</pre>
 *
 * <p>The first part of the series is learned from, what follows decides which epoch is kept and how wide intervals are,
 * and the end is tested on, from every origin.
 */
public final class ForecastLearning {
    private static final String LINEAR = ForecasterKind.LINEAR.toString();

    private final ForecastConfig config;
    private final Observed observed;
    private final TimeSplit split;
    private final Facts facts;
    private final ForecastWindows train;
    private final ForecastWindows validation;
    private final ForecastWindows test;
    private final List<Wording> choices;
    private final List<Wording> notices;

    private ForecastLearning(
            ForecastConfig config, Observed observed, TimeSplit split, List<Wording> choices, List<Wording> notices) {
        this.config = config;
        this.observed = observed.with(config);
        this.split = split;
        this.choices = List.copyOf(choices);
        this.notices = List.copyOf(notices);
        var values = observed.values();
        var scaling = ChannelScaling.fit(values, split.train());
        var known = observed.told().map(told -> ChannelScaling.fit(told, split.train()));
        var inputs = this.observed.inputs(known, 0);
        facts = new Facts(
                observed.series().name(),
                observed.steps(),
                observed.series().sampling(),
                inputs.map(Series::channels).orElse(0),
                scaling,
                known,
                IntStream.range(0, config.targets().size())
                        .mapToObj(target -> naiveError(values, target))
                        .toList(),
                List.of(),
                new LinkedHashMap<>());
        var windows = new ForecastFunction(new SeasonalNaive(1, config.horizon()), config, facts)
                .windows(scaling.apply(values), inputs);
        train = windows.in(split.train(), 1);
        validation = windows.in(split.validation(), 1);
        test = windows.in(split.test(), 1);
    }

    private double naiveError(Series values, int target) {
        var training = IntStream.range(0, split.train().length())
                .mapToDouble(step -> values.at(step, target))
                .toArray();
        return ForecastMetrics.naiveError(training, config.season());
    }

    /**
     * Of a table: chooses what is left open by looking.
     *
     * @throws DataException if there is too little to learn from, or what onError refuses
     */
    public static ForecastLearning of(Table table, ForecastConfig asked) {
        var named = ForecastColumns.named(table, asked);
        var observed = Observed.of(table, named);
        var notices = new ArrayList<>(observed.notices());
        var split = ForecastSplit.of(observed, named);
        var constant = constant(observed, split);
        if (!constant.isEmpty()) {
            var what = Wording.of(
                            "%s: %s the same number at all %d steps that are learned from", "%s：%s在用来学习的 %d 步上都是同一个数")
                    .with(
                            table.name(),
                            (constant.size() == 1
                                            ? Wording.of("column %s holds", "列 %s ")
                                            : Wording.of("each of the columns %s holds", "列 %s 各自"))
                                    .with(String.join(", ", constant)),
                            split.train().length());
            if (named.onError() == OnError.FAIL
                    || constant.size() == named.targets().size()) {
                throw new DataException(what.english()
                        + ", which says nothing about others to come; name other targets, or let onError: skip"
                        + " leave such columns out");
            }
            notices.add(Wording.of("%s: left out.", "%s：没有使用。").with(what));
            var left = new ArrayList<>(named.targets());
            left.removeAll(constant);
            named = named.withTargets(left);
            observed = Observed.of(table, named);
        }
        var found =
                named.withColumns(observed.series().time().orElse(""), named.targets(), named.seen(), named.known());
        var chosen = ForecastChoices.of(observed, split, found);
        return new ForecastLearning(chosen.config(), observed, split, chosen.reasons(), notices);
    }

    private static List<String> constant(Observed observed, TimeSplit split) {
        var targets = observed.config().targets();
        return IntStream.range(0, targets.size())
                .filter(target -> IntStream.range(
                                split.train().from(), split.train().to())
                        .allMatch(step -> observed.values().at(step, target)
                                == observed.values().at(split.train().from(), target)))
                .mapToObj(targets::get)
                .toList();
    }

    /** With nothing left to choose. */
    public ForecastConfig config() {
        return config;
    }

    /** What was chosen, and why, a sentence each. */
    public List<Wording> choices() {
        return choices;
    }

    /** What the owner of the series should know. */
    public List<Wording> notices() {
        return notices;
    }

    /** What is forecast. */
    public TimeSeries series() {
        return observed.series();
    }

    /** How many steps were observed. */
    public int steps() {
        return observed.steps();
    }

    public TimeSplit split() {
        return split;
    }

    /** How many windows are learned from, decide which epoch is kept, and are tested on. */
    public List<Integer> windows() {
        return List.of(train.count(), validation.count(), test.count());
    }

    ForecastWindows train() {
        return train;
    }

    ForecastWindows validation() {
        return validation;
    }

    /** The windows of the test. */
    ForecastWindows test() {
        return test;
    }

    /** The value of a target at a step, in its unit. */
    double observed(int step, int target) {
        return observed.values().at(step, target);
    }

    /**
     * Trains the forecaster, and a weighted sum of the past beside it, and tests them.
     *
     * @param run where checkpoints and the log go; a run that was interrupted goes on
     */
    public ForecastLearned learn(Optional<RunFolder> run, Consumer<? super Event> listener) {
        if (run.isEmpty()) {
            return learned((kind, training) -> training.listen(listener));
        }
        try (var logbook = Logbook.of(run.get())) {
            return learned((kind, training) -> {
                var kept = logbook.keep(kind.toString(), training.listen(listener));
                return kind == config.forecaster() ? kept.endWhen(logbook.finishing()) : kept;
            });
        }
    }

    /** How a training is watched and kept. */
    private interface Keeping {
        Training<Forecaster, ForecastWindows.Batch> of(
                ForecasterKind kind, Training<Forecaster, ForecastWindows.Batch> training);
    }

    private ForecastLearned learned(Keeping keeping) {
        var training = keeping.of(config.forecaster(), training(config.forecaster(), key()))
                .run();
        var untested = new ForecastFunction(training.model(), config, facts);
        var intervals = ForecastIntervals.fit(
                Forecasting.forecasts(
                        training.model(), validation, config.training().batch()),
                config.coverage());
        var function = new ForecastFunction(training.model(), config, facts.withMargins(intervals));
        var further = new ArrayList<BackTest>();
        if (config.forecaster() != ForecasterKind.LINEAR) {
            var linear = keeping.of(ForecasterKind.LINEAR, training(ForecasterKind.LINEAR, key()))
                    .run()
                    .model();
            further.add(untested.backTest(
                    LINEAR,
                    Forecasting.forecasts(linear, test, config.training().batch())));
        }
        var tests = BackTests.of(function, test, further);
        var tested = new LinkedHashMap<String, Double>();
        tests.forecaster().asMap().forEach((name, value) -> value.ifPresent(v -> tested.put(name, v)));
        return new ForecastLearned(
                this,
                new ForecastFunction(training.model(), config, function.facts().withTested(tested)),
                BackTests.of(function, validation, List.of()),
                tests,
                training.bestEpoch());
    }

    private Key key() {
        return Key.of(config.seed());
    }

    private Training<Forecaster, ForecastWindows.Batch> training(ForecasterKind kind, Key seed) {
        var options = config.forecaster() == kind
                ? config.training()
                : ForecastConfig.DEFAULTS.training().settled(kind, train.count());
        return training(kind, options, train, seed);
    }

    /** A training on some windows. */
    Training<Forecaster, ForecastWindows.Batch> training(
            ForecasterKind kind, ForecastConfig.TrainingOptions options, ForecastWindows windows, Key seed) {
        var key = seed.at(kind.toString());
        var model = kind.of(
                windows.values().channels(), facts.inputs(), config.lookBack(), config.horizon(), key.at("model"));
        return Forecasting.training(model, windows, validation, options.how(kind, windows.count()), key.at("training"))
                .named(kind.toString());
    }

    /**
     * What the training of the forecaster suffers from. It is tried again several times, each time changed in one thing.
     *
     * @param progress is told what is being tried
     */
    public Diagnosis examine(Consumer<Wording> progress) {
        return Doctor.examine(ForecastPatient.of(this), key().at("doctor"), progress);
    }

    /** What to set, such as "training.rate=0.02", so that a run is trained so; empty where no setting does. */
    public Optional<String> setting(Treatment cure) {
        return ForecastPatient.setting(cure, config);
    }

    /** The same series with another configuration. */
    ForecastLearning with(ForecastConfig other) {
        return new ForecastLearning(other, observed, split, choices, notices);
    }

    /** The forecaster, whose settings can be searched. */
    public Tunable<ForecastConfig> tuning() {
        return new ForecastTuning(this);
    }
}
