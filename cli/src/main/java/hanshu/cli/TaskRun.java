package hanshu.cli;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.TaskLearned;
import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.TaskReport;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The run of a task: pictures, texts, sounds, series, or several inputs together. */
final class TaskRun {
    private final Console console;
    private final Source source;
    private final Understood known;
    private final TaskLearning learning;
    private final Run.Show show;
    private final TaskText text;
    private final long startNanos = System.nanoTime();

    private TaskRun(Console console, Source source, TaskConfig config, Run.Show show) {
        this.console = console;
        this.source = source;
        this.show = show;
        known = Understood.of(provided(source, config), config);
        learning = TaskLearning.of(known);
        text = new TaskText(console, show.text());
    }

    /** Learns for the first time. */
    static void begin(Console console, Source source, TaskConfig config, Path runs, Run.Show show) {
        var run = opened(console, source, config, show);
        run.text.understood(run.known);
        run.text.naive(run.learning.naive());
        run.text.linear(run.learning.linear());
        var settled = run.learning.settled(run.text::time);
        var folder = RunTraces.begin(runs, source, RunKind.TASK, settled);
        RunTraces.keeping(folder, () -> run.learn(folder, settled));
    }

    private static TaskRun opened(Console console, Source source, TaskConfig config, Run.Show show) {
        try {
            return new TaskRun(console, source, config, show);
        } catch (DataException e) {
            throw e.isOfExample()
                    ? new DataException(
                            e.getMessage() + "; --set onError=skip leaves out and counts what can't be read", e)
                    : e;
        }
    }

    /** Takes up an interrupted run, or one that has ended. */
    static void resume(Console console, RunFolder folder, Run.Show show) {
        var config = Config.read(folder.config(), TaskConfig.DEFAULTS);
        var run = new TaskRun(console, Source.of(folder), config, show);
        run.text.understood(run.known);
        run.learn(folder, run.learning.settled(why -> {}));
    }

    /** Writes the report of a run that has ended again, in a language. */
    static void report(Console console, RunFolder folder, Language language) {
        var config = Config.read(folder.config(), TaskConfig.DEFAULTS);
        var run = new TaskRun(console, Source.of(folder), config, Run.Show.NOTHING);
        var learned = new Watch(console, folder, Run.Show.NOTHING)
                .over(listener -> run.learning.learn(run.learning.settled(why -> {}), Optional.of(folder), listener));
        folder.writeReport(run.page(folder, learned, LearningJson.seconds(folder), language), language);
        console.say(folder.report(language).toString());
    }

    /** Examines the training of a run. */
    static Examined examine(Console console, RunFolder folder, Consumer<Wording> progress) {
        var config = Config.read(folder.config(), TaskConfig.DEFAULTS);
        var run = new TaskRun(console, Source.of(folder), config, Run.Show.NOTHING);
        var settled = run.learning.settled(why -> {});
        return new Examined(
                run.learning.examine(settled, progress), cure -> TaskLearning.setting(cure, settled), run.source);
    }

    /** The cases of a file or folder, and those of another to be tested on. */
    static Provided provided(Source source, TaskConfig config) {
        source.requireAsFound();
        var path = Path.of(source.file());
        if (source.answers().isPresent()) {
            source.test().ifPresent(test -> {
                throw new UsageException(
                        "--test is for one file; two texts are tested on those that are called test where they are"
                                + " called train");
            });
            return Opening.of(path, Path.of(source.answers().get()), config);
        }
        var provided = Opening.of(path, config);
        return source.test()
                .map(test -> new Provided(
                        provided.learning(),
                        provided.validation(),
                        Optional.of(Opening.of(Path.of(test), config).learning())))
                .orElse(provided);
    }

    private void learn(RunFolder folder, TaskConfig settled) {
        var watch = new Watch(console, folder, show);
        var learned = watch.over(listener -> learning.learn(settled, Optional.of(folder), listener));
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        var result = TaskJson.of(learned, folder, seconds);
        learned.function().save(folder.model());
        folder.writeResult(result);
        folder.writeReport(page(folder, learned, seconds, Language.ENGLISH), Language.ENGLISH);
        text.learned(learned, folder, seconds, next(folder));
        if (show.json()) {
            Json.print(console, result);
        }
        console.err().print(watch.profile());
    }

    private String page(RunFolder folder, TaskLearned learned, double seconds, Language language) {
        return new TaskReport(learned, language)
                .html(RunTraces.history(folder), seconds, facts(folder, learned, language), next(folder));
    }

    private Map<String, String> facts(RunFolder folder, TaskLearned learned, Language language) {
        var facts = RunTraces.facts(source, known.config().seed(), folder, language);
        if (learned.shareWaited() > 0) {
            facts.put(
                    language.say("waited for data", "等待数据"),
                    language.say("%s of the time of training", "训练时间的 %s")
                            .formatted(Digits.percent(learned.shareWaited())));
        }
        return facts;
    }

    private String next(RunFolder folder) {
        return console.command("predict", folder.path().toString(), source.example());
    }
}
