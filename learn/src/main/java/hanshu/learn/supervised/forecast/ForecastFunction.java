package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.series.ChannelScaling;
import hanshu.data.series.ForecastWindows;
import hanshu.data.series.Range;
import hanshu.data.series.Sampling;
import hanshu.data.series.Series;
import hanshu.data.table.Table;
import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.forecast.Forecasting.Forecasts;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.Config;
import hanshu.train.metric.Interval;
import hanshu.train.metric.IntervalMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A forecaster that was learned from a series, with all that it takes to forecast what comes after another table of the
 * same columns. Its file is in safetensors; the metadata hold the configuration and what is in {@link Facts}.
 */
public record ForecastFunction(Forecaster model, ForecastConfig config, Facts facts) {
    private static final String KIND = "forecast";
    private static final int FORMAT = 1;
    private static final String CONFIG = "hanshu.config";
    private static final String FACTS = "hanshu.facts";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * What it knows of the series that it was learned from.
     *
     * @param data the name of its file
     * @param steps it had
     * @param sampling how far they lay apart
     * @param inputs how many are known in advance, the calendar's included
     * @param scaling of the targets and of what is seen beside them
     * @param known the scaling of the columns known in advance; empty where there are none
     * @param scales the error of the seasonal naive forecast in training, of each target in its unit; 0 where it made none
     * @param margins of the intervals, standardised, (horizon, targets) in row-major order
     * @param tested what was measured on the test, standardised, by name
     */
    public record Facts(
            String data,
            int steps,
            Sampling sampling,
            int inputs,
            ChannelScaling scaling,
            Optional<ChannelScaling> known,
            List<Double> scales,
            List<Double> margins,
            Map<String, Double> tested) {
        public Facts {
            scales = List.copyOf(scales);
            margins = List.copyOf(margins);
            tested = new LinkedHashMap<>(tested);
        }

        Facts withMargins(ForecastIntervals intervals) {
            var found = IntStream.range(0, intervals.margins().length)
                    .mapToObj(i -> intervals.margins()[i])
                    .toList();
            return new Facts(data, steps, sampling, inputs, scaling, known, scales, found, tested);
        }

        Facts withTested(Map<String, Double> found) {
            return new Facts(data, steps, sampling, inputs, scaling, known, scales, margins, found);
        }
    }

    /** Writes the model file. */
    public void save(Path file) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("format", "hanshu");
        metadata.put(FunctionKind.KEY, FunctionKind.said(KIND, FORMAT));
        metadata.put(CONFIG, Config.render(config));
        metadata.put(FACTS, JSON.writeValueAsString(facts));
        SafeTensors.write(file, Params.of(model).tensors(), metadata);
    }

    /**
     * Reads a model file.
     *
     * @throws ModelFileException when it is damaged, or not one of a forecaster
     */
    public static ForecastFunction load(Path file) {
        var content = SafeTensors.read(file);
        var metadata = content.metadata();
        FunctionKind.require(file, metadata, KIND, FORMAT);
        try {
            var config = Config.parse(metadata.getOrDefault(CONFIG, ""), "its configuration", ForecastConfig.DEFAULTS);
            var facts = JSON.readValue(metadata.getOrDefault(FACTS, ""), Facts.class);
            var shape = config.forecaster()
                    .of(
                            facts.scaling.mean().size(),
                            facts.inputs,
                            config.lookBack(),
                            config.horizon(),
                            Key.of(config.seed()));
            var params = Params.of(shape);
            params.set(content.tensors());
            return new ForecastFunction(params.frozen(shape), config, facts);
        } catch (DataException | JacksonException | IllegalArgumentException e) {
            throw new ModelFileException(file, "is damaged: " + e.getMessage());
        }
    }

    /** How many parameters it has. */
    public long parameters() {
        return Params.of(model).count();
    }

    /**
     * What the forecaster is shown of a table.
     *
     * @param past (1, lookBack, channels)
     * @param known in advance: (1, lookBack + horizon, inputs)
     */
    record Seen(Observed observed, Tensor past, Tensor known) {}

    Seen seen(Table table) {
        var observed = observed(table);
        int steps = observed.steps();
        var inputs = observed.inputs(facts.known, config.horizon());
        var past = facts.scaling.apply(observed.values()).slice(steps - config.lookBack(), steps);
        var known = inputs.map(all -> tensor(all.slice(steps - config.lookBack(), steps + config.horizon())))
                .orElseGet(() -> Tensor.zeros(1, config.lookBack() + config.horizon(), 0));
        return new Seen(observed, tensor(past), known);
    }

    /**
     * The steps that follow a table of the columns that it was learned from. What is known in advance must stand in rows at
     * its end, one for each step to come.
     *
     * @throws DataException if the table is too short, or of other intervals
     */
    public Forecast next(Table table) {
        var seen = seen(table);
        var observed = seen.observed();
        var steps = observed.steps();
        double[] found = take(model.forecast(seen.past(), seen.known(), Pass.evaluation()))
                .toDoubles();
        var times = new ArrayList<String>();
        for (double moment : observed.times(steps, steps + config.horizon())) {
            times.add(observed.series().text(moment));
        }
        var targets = new LinkedHashMap<String, List<Prediction.Quantity>>();
        int count = config.targets().size();
        for (int target = 0; target < count; target++) {
            var values = new ArrayList<Prediction.Quantity>();
            for (int step = 0; step < config.horizon(); step++) {
                int place = step * count + target;
                double margin = facts.margins.get(place);
                values.add(new Prediction.Quantity(
                        unit(found[place], target),
                        Optional.of(new Interval(
                                unit(found[place] - margin, target), unit(found[place] + margin, target)))));
            }
            targets.put(config.targets().get(target), values);
        }
        return new Forecast(observed.series().time().orElse("step"), times, targets);
    }

    /**
     * Forecasts another series from every origin at which enough was seen, and measures it.
     *
     * @throws DataException if the table is too short, or of other intervals
     */
    public BackTests evaluate(Table table) {
        var observed = observed(table);
        int seen = Math.max(config.lookBack(), config.season());
        var windows = windows(facts.scaling.apply(observed.values()), observed.inputs(facts.known, 0))
                .in(new Range(Math.min(seen, observed.steps()), observed.steps()), 1);
        return BackTests.of(this, windows, List.of());
    }

    private Observed observed(Table table) {
        var observed = Observed.of(table, config);
        if (!observed.series().sampling().equals(facts.sampling)) {
            throw new DataException("%s has steps of %s, but the forecaster was learned from steps of %s"
                    .formatted(table.name(), observed.series().sampling(), facts.sampling));
        }
        if (observed.steps() < config.lookBack()) {
            throw new DataException("%s has %d steps, but the forecaster looks back %d"
                    .formatted(table.name(), observed.steps(), config.lookBack()));
        }
        return observed;
    }

    /** Windows over scaled values that forecast the targets, which come first; none of them yet. */
    ForecastWindows windows(Series scaled, Optional<Series> inputs) {
        return new ForecastWindows(scaled, inputs, targets(), config.lookBack(), config.horizon(), new int[0]);
    }

    private int[] targets() {
        return IntStream.range(0, config.targets().size()).toArray();
    }

    /** Of all channels the targets. */
    Tensor take(Tensor forecast) {
        return forecast.slice(2, 0, config.targets().size());
    }

    private double unit(double standardised, int target) {
        return standardised * facts.scaling.deviation().get(target)
                + facts.scaling.mean().get(target);
    }

    private static Tensor tensor(Series series) {
        return Tensor.of(series.values(), 1, series.length(), series.channels());
    }

    /** Measures forecasts of the targets. */
    BackTest backTest(String name, Forecasts found) {
        return BackTest.of(name, found, config.targets(), facts.scaling.select(targets()), facts.scales);
    }

    /** The intervals. */
    ForecastIntervals intervals() {
        return new ForecastIntervals(
                facts.margins.stream().mapToDouble(Double::doubleValue).toArray(), config.coverage());
    }

    /** Whether the intervals hold the truth, of each target in its unit. */
    SequencedMap<String, IntervalMetrics> held(Forecasts found) {
        var held = new LinkedHashMap<String, IntervalMetrics>();
        var low = new Forecasts(found.truth(), intervals().low(found.predicted()), found.horizon(), found.channels());
        var high = new Forecasts(found.truth(), intervals().high(found.predicted()), found.horizon(), found.channels());
        for (int target = 0; target < config.targets().size(); target++) {
            var scaling = facts.scaling;
            var under = BackTest.ofOne(low, target, scaling);
            held.put(
                    config.targets().get(target),
                    IntervalMetrics.of(
                            under.truth(),
                            under.predicted(),
                            BackTest.ofOne(high, target, scaling).predicted()));
        }
        return held;
    }
}
