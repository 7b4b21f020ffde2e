package hanshu.cli;

import hanshu.data.Wording;
import hanshu.learn.supervised.Learned;
import hanshu.learn.supervised.Report;
import hanshu.learn.supervised.Supervised;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.Understanding;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A run: what is learned in a folder that keeps all of it. */
final class Run {
    /**
     * What is shown of it.
     *
     * @param text the result for people
     * @param json the result for programs
     * @param progress on standard error
     * @param profile where the time went, on standard error and in the folder
     */
    record Show(boolean text, boolean json, boolean progress, boolean profile) {
        static final Show NOTHING = new Show(false, false, false, false);
    }

    private final Console console;
    private final Source source;
    private final Understanding known;
    private final RunFolder folder;
    private final Show show;
    private final long startNanos = System.nanoTime();
    private final Watch watch;

    private Run(Console console, Source source, Understanding known, RunFolder folder, Show show) {
        this.console = console;
        this.source = source;
        this.known = known;
        this.folder = folder;
        this.show = show;
        watch = new Watch(console, folder, show);
    }

    /** Shows what is known, and makes the folder. */
    static Run begin(Console console, Source source, LearningOptions options, Path runs, Show show) {
        var config = options.config();
        var table = source.table(console);
        if (config.target().isBlank()) {
            throw new UsageException("name the column to predict with --target; %s has %s"
                    .formatted(table.name(), Text.some(table.names())));
        }
        var known = Understanding.of(table, source.test(console), config);
        var folder = RunTraces.begin(runs, source, RunKind.TABLE, known.config());
        return new Run(console, source, known, folder, show);
    }

    /** Takes up an interrupted run, or one that has ended. */
    static Run resume(Console console, RunFolder folder, Show show) {
        var source = Source.of(folder);
        var config = Config.read(folder.config(), SupervisedConfig.DEFAULTS);
        var known = Understanding.of(source.table(console), source.test(console), config);
        return new Run(console, source, known, folder, show);
    }

    /** Learns, shows what comes of it as it becomes known, and keeps it. */
    void learn() {
        var text = new LearningText(console, show.text());
        text.understood(known);
        RunTraces.keeping(folder, () -> learn(text));
    }

    private void learn(LearningText text) {
        var supervised = Supervised.of(known);
        text.naive(supervised.naive(), known);
        text.linear(supervised.linear(), known);
        var learned = learned(supervised);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        var result = LearningJson.of(learned, folder, seconds);
        learned.function().save(folder.model());
        folder.writeResult(result);
        folder.writeReport(page(learned, seconds, Language.ENGLISH), Language.ENGLISH);
        text.learned(learned, folder, seconds, next());
        if (show.json()) {
            Json.print(console, result);
        }
        console.err().print(watch.profile());
    }

    /** Examines the training of a run. */
    static Examined examine(Console console, RunFolder folder, Consumer<Wording> progress) {
        var run = resume(console, folder, Show.NOTHING);
        var supervised = Supervised.of(run.known);
        return new Examined(supervised.examine(progress), supervised::setting, run.source);
    }

    /** Writes the report of a run that has ended again, in a language. */
    void report(Language language) {
        double seconds = LearningJson.seconds(folder);
        folder.writeReport(page(learned(Supervised.of(known)), seconds, language), language);
        console.say(folder.report(language).toString());
    }

    private String page(Learned learned, double seconds, Language language) {
        var facts = RunTraces.facts(source, known.config().seed(), folder, language);
        return new Report(learned, language).html(RunTraces.history(folder), seconds, facts, next());
    }

    private Learned learned(Supervised supervised) {
        return watch.over(listener -> supervised.learn(Optional.of(folder), listener));
    }

    /** The command to type next; the model knows how the file is written. */
    private String next() {
        return console.command("predict", folder.path().toString(), source.example());
    }
}
