package hanshu.learn.supervised.forecast;

import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.metric.ForecastMetrics;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The page of a forecaster: how far its forecasts lie from what came beside simpler ones, what one looks like, how the error
 * grows with the steps ahead, and how it learned.
 *
 * @param history the epochs of its training, as the run's log holds them
 */
public record ForecastReport(ForecastLearned learned, List<Event.EpochEnded> history) {
    private static final int MOST_CHARTS = 8;
    private static final int SEEN = 3; // horizons of the past that are shown

    /**
     * One self-contained HTML text.
     *
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public String html(double seconds, Map<String, String> facts, String next) {
        var known = learned.known();
        var config = known.config();
        var lead = "%s steps ahead, %s apart, from each of %s origins that it never saw. %s"
                .formatted(
                        Digits.of((long) config.horizon()),
                        known.series().sampling(),
                        Digits.of((long) learned.test().windows()),
                        learned.finding());
        return ReportPage.of("Forecast of " + known.series().name(), lead)
                .with("Result", result())
                .with("The last forecast of the test", examples())
                .with("Error by steps ahead", byStep(), held())
                .with("How it learned", learning(seconds))
                .with("What was chosen", choices())
                .with(
                        "To get the same again",
                        KeyValues.of(facts),
                        new Details("All settings (config.yaml)", List.of(new Code(Config.render(config)))))
                .with("Next", new Code(next))
                .html();
    }

    private List<Section> result() {
        var sections = new ArrayList<Section>();
        sections.add(table("All targets, in deviations of the training steps; sMAPE in percent, of the units", ""));
        var targets = learned.known().config().targets();
        targets.forEach(target -> sections.add(table(target + ", in its unit; sMAPE in percent", target)));
        return sections;
    }

    private DataTable table(String caption, String target) {
        var rows = learned.test().all().stream()
                .map(test -> {
                    var metrics = target.isEmpty() ? test.standardised() : of(test, target);
                    return List.of(
                            test.forecaster(),
                            Digits.of(metrics.mse()),
                            Digits.of(metrics.mae()),
                            metrics.mase().isPresent()
                                    ? Digits.of(metrics.mase().getAsDouble())
                                    : "–",
                            Digits.of(metrics.smape()));
                })
                .toList();
        return new DataTable(
                caption,
                List.of(
                        Column.text("forecaster"),
                        Column.number("MSE"),
                        Column.number("MAE"),
                        Column.number("MASE"),
                        Column.number("sMAPE")),
                rows,
                rows.size() - 1);
    }

    private static ForecastMetrics of(BackTest test, String target) {
        return Objects.requireNonNull(test.targets().get(target));
    }

    private List<Section> examples() {
        var targets = learned.known().config().targets();
        var sections = new ArrayList<Section>();
        for (int target = 0; target < Math.min(MOST_CHARTS, targets.size()); target++) {
            sections.add(example(targets.get(target), target));
        }
        if (targets.size() > MOST_CHARTS) {
            sections.add(new Paragraph("And %d targets more.".formatted(targets.size() - MOST_CHARTS)));
        }
        return sections;
    }

    /** What was seen, what came, what was foretold and within which interval; step 1 is the first that was foretold. */
    private Section example(String name, int target) {
        var known = learned.known();
        var function = learned.function();
        var scaling = function.facts().scaling();
        var all = learned.test().forecasts();
        int horizon = known.config().horizon();
        int window = learned.test().windows() - 1;
        int origin = known.test().origins()[window];
        int size = horizon * all.channels();
        var last = new Forecasting.Forecasts(
                Arrays.copyOfRange(all.truth(), window * size, (window + 1) * size),
                Arrays.copyOfRange(all.predicted(), window * size, (window + 1) * size),
                horizon,
                all.channels());
        var foretold = BackTest.ofOne(last, target, scaling);
        var low = BackTest.ofOne(
                new Forecasting.Forecasts(
                        last.truth(), function.intervals().low(last.predicted()), horizon, all.channels()),
                target,
                scaling);
        var high = BackTest.ofOne(
                new Forecasting.Forecasts(
                        last.truth(), function.intervals().high(last.predicted()), horizon, all.channels()),
                target,
                scaling);
        int seen = Math.min(known.config().lookBack(), SEEN * horizon);
        var past = IntStream.range(origin - seen, origin).boxed().toList();
        var ahead = IntStream.rangeClosed(1, horizon).mapToObj(i -> (double) i).toList();
        var lines = List.of(
                new Line(
                        "seen",
                        past.stream().map(step -> (double) (step - origin + 1)).toList(),
                        past.stream().map(step -> known.observed(step, target)).toList()),
                new Line("what came", ahead, list(foretold.truth())),
                new Line("forecast", ahead, list(foretold.predicted())),
                Line.faint("low", ahead, list(low.predicted())),
                Line.faint("high", ahead, list(high.predicted())));
        return new LineChart(
                        "%s, foretold from %s on"
                                .formatted(
                                        name, known.series().text(known.series().times()[origin])),
                        "The forecast begins with %s and ends with %s; what came begins with %s and ends with %s."
                                .formatted(
                                        Digits.of(foretold.predicted()[0]),
                                        Digits.of(foretold.predicted()[horizon - 1]),
                                        Digits.of(foretold.truth()[0]),
                                        Digits.of(foretold.truth()[horizon - 1])),
                        "steps ahead",
                        name,
                        false,
                        lines)
                .chart();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private Section byStep() {
        var lines = learned.test().all().stream()
                .map(test -> Line.of(test.forecaster(), test.standardised().maeByStep()))
                .toList();
        var ours = learned.test().forecaster().standardised().maeByStep();
        return new LineChart(
                        "Mean absolute error by steps ahead, in deviations of the training steps",
                        "The error goes from %s one step ahead to %s at the last."
                                .formatted(Digits.of(ours.getFirst()), Digits.of(ours.getLast())),
                        "steps ahead",
                        "MAE",
                        false,
                        lines)
                .chart();
    }

    private DataTable held() {
        var rows = learned.test().intervals().entrySet().stream()
                .map(entry -> List.of(
                        entry.getKey(),
                        Digits.percent(entry.getValue().coverage()),
                        Digits.of(entry.getValue().meanWidth())))
                .toList();
        return DataTable.of(
                "Intervals that promise to hold %s of what comes (split-conformal, a width for each step ahead)"
                        .formatted(Digits.percent(learned.known().config().coverage())),
                List.of(Column.text("target"), Column.number("holds on the test"), Column.number("mean width")),
                rows);
    }

    private List<Section> learning(double seconds) {
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph("%s, %s parameters, learned in %s; epoch %d was kept."
                .formatted(
                        learned.known().config().forecaster(),
                        Digits.of(learned.function().parameters()),
                        Digits.duration(seconds),
                        learned.bestEpoch())));
        if (!history.isEmpty()) {
            var validation = history.stream()
                    .map(epoch -> epoch.validationLoss().orElse(Double.NaN))
                    .toList();
            sections.add(new LineChart(
                            "Squared error by epoch, standardised",
                            "On validation windows the error goes from %s to %s."
                                    .formatted(Digits.of(validation.getFirst()), Digits.of(validation.getLast())),
                            "epoch",
                            "MSE",
                            false,
                            List.of(
                                    Line.of("validation", validation),
                                    Line.of(
                                            "training",
                                            history.stream()
                                                    .map(Event.EpochEnded::trainLoss)
                                                    .toList())))
                    .chart());
        }
        return sections;
    }

    private List<Section> choices() {
        var sections = new ArrayList<Section>();
        for (var notice : learned.known().notices()) {
            sections.add(new Callout(Callout.Kind.WARNING, "Mind this", notice));
        }
        learned.known().choices().forEach(choice -> sections.add(new Paragraph(choice)));
        return sections;
    }
}
