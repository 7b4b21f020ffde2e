package hanshu.cli;

import hanshu.learn.supervised.forecast.BackTest;
import hanshu.learn.supervised.forecast.BackTests;
import hanshu.learn.supervised.forecast.ForecastConfig;
import hanshu.learn.supervised.forecast.ForecastLearned;
import hanshu.learn.supervised.forecast.ForecastLearning;
import hanshu.train.metric.Digits;
import hanshu.train.metric.ForecastMetrics;
import hanshu.train.run.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the run of a forecaster says, as it becomes known. */
final class ForecastText {
    private static final int LABEL = 10;

    private final Style style;
    private final Paragraphs page;

    ForecastText(Console console, boolean shown) {
        style = console.style();
        page = new Paragraphs(console, shown, LABEL);
    }

    void understood(ForecastLearning learning) {
        var series = learning.series();
        var config = learning.config();
        page.say(style.bold(Text.safe(series.name())));
        page.say("");
        page.say(
                "Task",
                "forecast %s of %s.".formatted(TableText.count(config.horizon(), "step"), Text.some(config.targets())));
        page.say(
                "Series",
                "%s, %s apart, from %s to %s."
                        .formatted(
                                TableText.count(learning.steps(), "step"),
                                series.sampling(),
                                series.text(series.times()[0]),
                                series.text(series.times()[learning.steps() - 1])));
        var windows = learning.windows();
        page.say(
                "Split",
                "%s to learn from, %s from %s on to decide which epoch is kept, %s from %s on for the test."
                        .formatted(
                                TableText.count(windows.get(0), "window"),
                                Digits.of((long) windows.get(1)),
                                series.text(series.times()[
                                        learning.split().validation().from()]),
                                Digits.of((long) windows.get(2)),
                                series.text(
                                        series.times()[learning.split().test().from()])));
        for (int i = 0; i < learning.choices().size(); i++) {
            page.say(i == 0 ? "Chosen" : "", learning.choices().get(i).english());
        }
        learning.notices().forEach(notice -> page.say("Mind", notice.english()));
        page.say("");
    }

    void learned(ForecastLearned learned, RunFolder folder, double seconds, String next) {
        page.say("From each of %s at the end of the series that it never saw:"
                .formatted(TableText.count(learned.test().windows(), "origin")));
        page.say("");
        tables(learned.test(), learned.known().config(), style).forEach(page::say);
        page.say("");
        page.say("Finding", learned.finding());
        page.say("Run", "%s, %s".formatted(folder.path(), Digits.duration(seconds)));
        page.say("Report", folder.report().toString());
        page.sayCommand("Next", next);
    }

    /** All targets together, standardised, and each in its unit. */
    static List<String> tables(BackTests tests, ForecastConfig config, Style style) {
        var heads = new ArrayList<>(List.of(""));
        tests.all().forEach(each -> heads.add(each.forecaster()));
        var columns = "l" + "r".repeat(tests.all().size());
        var all = TextTable.of(columns).row(style::dim, heads);
        all.row(
                style::bold,
                row("MSE, standardised", tests, test -> test.standardised().mse()));
        all.row(row("MAE, standardised", tests, test -> test.standardised().mae()));
        all.row(row("MASE", tests, test -> test.standardised().mase().orElse(Double.NaN)));
        all.row(row("sMAPE, %", tests, test -> test.standardised().smape()));
        for (var target : config.targets()) {
            var name = Text.cut(target, 20);
            all.row(row(name + ": MSE", tests, test -> of(test, target).mse()));
            all.row(row(name + ": MAE", tests, test -> of(test, target).mae()));
            if (config.targets().size() > 1) {
                all.row(row(
                        name + ": MASE", tests, test -> of(test, target).mase().orElse(Double.NaN)));
                all.row(row(name + ": sMAPE, %", tests, test -> of(test, target).smape()));
            }
        }
        var lines = new ArrayList<>(all.lines(2));
        lines.add("");
        lines.add("  Intervals of %s hold the truth in %s."
                .formatted(Digits.percent(config.coverage()), Digits.percent(tests.coverage())));
        return lines;
    }

    private static ForecastMetrics of(BackTest test, String target) {
        return Objects.requireNonNull(test.targets().get(target));
    }

    private static List<String> row(String name, BackTests tests, ToDoubleFunction<BackTest> value) {
        var row = new ArrayList<>(List.of(name));
        tests.all().forEach(test -> {
            double found = value.applyAsDouble(test);
            row.add(LearningText.digits(Double.isNaN(found) ? OptionalDouble.empty() : OptionalDouble.of(found)));
        });
        return row;
    }

    /** For programs: of each forecaster the standardised metrics, then those of each target in its unit. */
    static Map<String, @Nullable Object> asMap(BackTests tests) {
        var forecasters = new LinkedHashMap<String, @Nullable Object>();
        tests.byName().forEach((name, test) -> {
            var targets = new LinkedHashMap<String, Object>();
            test.targets().forEach((target, metrics) -> targets.put(target, metrics.asMap()));
            forecasters.put(name, LearningJson.parts("standardised", test.asMap(), "targets", targets));
        });
        return forecasters;
    }

    /** What is promised and what is held, with the mean width by target. */
    static Map<String, @Nullable Object> intervals(BackTests tests, ForecastConfig config) {
        return LearningJson.parts(
                "promised", config.coverage(), "held", tests.coverage(), "targets", tests.intervals());
    }
}
