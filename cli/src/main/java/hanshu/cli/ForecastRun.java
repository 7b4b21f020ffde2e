package hanshu.cli;

import hanshu.data.Wording;
import hanshu.learn.supervised.forecast.ForecastConfig;
import hanshu.learn.supervised.forecast.ForecastLearned;
import hanshu.learn.supervised.forecast.ForecastLearning;
import hanshu.learn.supervised.forecast.ForecastReport;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The run of a forecaster: learns from a series what its next steps will be. */
final class ForecastRun {
    private final Console console;
    private final Source source;
    private final RunFolder folder;
    private final Run.Show show;
    private final ForecastLearning learning;
    private final Watch watch;
    private final long startNanos = System.nanoTime();

    private ForecastRun(Console console, Source source, RunFolder folder, Run.Show show, ForecastLearning learning) {
        this.console = console;
        this.source = source;
        this.folder = folder;
        this.show = show;
        this.learning = learning;
        watch = new Watch(console, folder, show);
    }

    /** Learns for the first time. */
    static void begin(Console console, Source source, ForecastConfig config, Path runs, Run.Show show) {
        source.test().ifPresent(test -> {
            throw new UsageException("--test: a forecast is tested on the end of its series, from --set"
                    + " split.testFrom=TIME on; hanshu evaluate tests it on another file");
        });
        source.answers().ifPresent(second -> {
            throw new UsageException("a forecast is learned from one file; leave out " + second);
        });
        var learning = ForecastLearning.of(source.table(console), config);
        var folder = RunTraces.begin(runs, source, RunKind.FORECAST, learning.config());
        RunTraces.keeping(folder, new ForecastRun(console, source, folder, show, learning)::learn);
    }

    /** Takes up an interrupted run, or one that has ended. */
    static void resume(Console console, RunFolder folder, Run.Show show) {
        taken(console, folder, show).learn();
    }

    /** Writes the report of a run that has ended again, in a language. */
    static void report(Console console, RunFolder folder, Language language) {
        var run = taken(console, folder, Run.Show.NOTHING);
        folder.writeReport(run.page(run.learned(), LearningJson.seconds(folder), language), language);
        console.say(folder.report(language).toString());
    }

    /** Examines the training of a run. */
    static Examined examine(Console console, RunFolder folder, Consumer<Wording> progress) {
        var run = taken(console, folder, Run.Show.NOTHING);
        return new Examined(run.learning.examine(progress), run.learning::setting, run.source);
    }

    private static ForecastRun taken(Console console, RunFolder folder, Run.Show show) {
        var source = Source.of(folder);
        var config = Config.read(folder.config(), ForecastConfig.DEFAULTS);
        return new ForecastRun(console, source, folder, show, ForecastLearning.of(source.table(console), config));
    }

    private void learn() {
        var text = new ForecastText(console, show.text());
        text.understood(learning);
        var learned = learned();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        learned.function().save(folder.model());
        var result = result(learned, seconds);
        folder.writeResult(result);
        folder.writeReport(page(learned, seconds, Language.ENGLISH), Language.ENGLISH);
        text.learned(learned, folder, seconds, next());
        if (show.json()) {
            Json.print(console, result);
        }
        console.err().print(watch.profile());
    }

    private ForecastLearned learned() {
        return watch.over(listener -> learning.learn(Optional.of(folder), listener));
    }

    private String page(ForecastLearned learned, double seconds, Language language) {
        var facts = RunTraces.facts(source, learning.config().seed(), folder, language);
        return new ForecastReport(learned, RunTraces.history(folder), language).html(seconds, facts, next());
    }

    private String next() {
        return console.command("predict", folder.path().toString(), source.example());
    }

    private Map<String, @Nullable Object> result(ForecastLearned learned, double seconds) {
        var config = learning.config();
        var baselines = LearningJson.parts();
        learned.test().baselines().forEach(each -> baselines.put(each.forecaster(), each.asMap()));
        return LearningJson.parts(
                "task", "forecast",
                "target", String.join(", ", config.targets()),
                "rows", learning.steps(),
                "run", folder.path().toString(),
                "model", folder.model().toString(),
                "parameters", learned.function().parameters(),
                "seconds", seconds,
                "seed", config.seed(),
                "baselines", baselines,
                "metrics",
                        LearningJson.parts(
                                "validation", learned.validation().forecaster().asMap(),
                                "test", learned.test().forecaster().asMap()),
                "kept", config.forecaster().toString(),
                "horizon", config.horizon(),
                "lookBack", config.lookBack(),
                "season", config.season(),
                "windows",
                        LearningJson.parts(
                                "train", learning.windows().get(0),
                                "validation", learning.windows().get(1),
                                "test", learning.windows().get(2)),
                "forecasters", ForecastText.asMap(learned.test()),
                "intervals", ForecastText.intervals(learned.test(), config),
                "choices", learning.choices().stream().map(Wording::english).toList(),
                "main", "mse",
                "finding", learned.finding(),
                "notices", learning.notices().stream().map(Wording::english).toList(),
                "report", folder.report().toString());
    }
}
