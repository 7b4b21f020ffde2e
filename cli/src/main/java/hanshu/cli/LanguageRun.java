package hanshu.cli;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.language.LanguageConfig;
import hanshu.learn.supervised.language.LanguageFunction;
import hanshu.learn.supervised.language.LanguageLearning;
import hanshu.learn.supervised.language.LanguageReport;
import hanshu.nn.Params;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Perplexity;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The run of a language model: learns from a text without labels what comes next in it. */
final class LanguageRun {
    private static final int LABEL = 9;

    private final Console console;
    private final Source source;
    private final RunFolder folder;
    private final Run.Show show;
    private final Paragraphs page;
    private final LanguageLearning learning;
    private final long startNanos = System.nanoTime();

    private LanguageRun(Console console, Source source, RunFolder folder, Run.Show show, LanguageLearning learning) {
        this.console = console;
        this.source = source;
        this.folder = folder;
        this.show = show;
        page = new Paragraphs(console, show.text(), LABEL);
        this.learning = learning;
    }

    /** Whether a file is running text: it says so by its name. */
    static boolean takes(Source source) {
        return source.file().matches("(?i).*\\.(txt|text|md)(\\.(gz|zip))?")
                && Files.isRegularFile(Path.of(source.file()));
    }

    /** The text of a source, and what can be learned from it. */
    static LanguageLearning learning(Source source, LanguageConfig config) {
        var text = TextFile.of(Path.of(source.file()));
        try {
            return LanguageLearning.of(text, config);
        } catch (DataException e) {
            throw new DataException("%s: %s".formatted(text.name(), e.getMessage()), e);
        }
    }

    /** Learns for the first time. */
    static void begin(Console console, Source source, LanguageConfig config, Path runs, Run.Show show) {
        var learning = learning(source, config);
        var folder = RunTraces.begin(runs, source, RunKind.LANGUAGE, learning.config());
        RunTraces.keeping(folder, new LanguageRun(console, source, folder, show, learning)::learn);
    }

    /** Takes up an interrupted run, or one that has ended. */
    static void resume(Console console, RunFolder folder, Run.Show show) {
        taken(console, folder, show).learn();
    }

    /** Writes the report of a run that has ended again, in a language. */
    static void report(Console console, RunFolder folder, Language language) {
        var run = taken(console, folder, Run.Show.NOTHING);
        var function = LanguageFunction.load(folder.model());
        folder.writeReport(run.page(function, LearningJson.seconds(folder), language), language);
        console.say(folder.report(language).toString());
    }

    /** Examines the training of a run. */
    static Examined examine(Console console, RunFolder folder, Consumer<Wording> progress) {
        var run = taken(console, folder, Run.Show.NOTHING);
        return new Examined(run.learning.examine(progress), run.learning::setting, run.source);
    }

    private static LanguageRun taken(Console console, RunFolder folder, Run.Show show) {
        var source = Source.of(folder);
        var config = Config.read(folder.config(), LanguageConfig.DEFAULTS);
        return new LanguageRun(console, source, folder, show, learning(source, config));
    }

    private void learn() {
        understood();
        var naive = learning.naive();
        var watch = new Watch(console, folder, show);
        var function = watch.over(listener -> learning.learn(Optional.of(folder), listener));
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        function.save(folder.model());
        var result = result(function, naive, seconds);
        folder.writeResult(result);
        folder.writeReport(page(function, seconds, Language.ENGLISH), Language.ENGLISH);
        learned(function.tested(), naive, seconds);
        if (show.json()) {
            Json.print(console, result);
        }
        console.err().print(watch.profile());
    }

    private void understood() {
        var config = learning.config();
        var tokens = learning.tokens();
        page.say(console.style().bold(Text.safe(source.stem())));
        page.say("");
        page.say("Task", "what comes next in a text, as its lines have no labels. (A table? Name its --target.)");
        page.say(
                "Text",
                "%s to learn from, the next %s decide which steps are kept, the last %s are the test; %s of them differ (%s)."
                        .formatted(
                                TableText.count(tokens.getFirst(), "token"),
                                Digits.of((long) tokens.get(1)),
                                Digits.of((long) tokens.get(2)),
                                Digits.of((long) learning.tokenizer().size()),
                                config.tokenizer()));
        page.say(
                "Model",
                "%s; %s steps of %d windows of %d tokens."
                        .formatted(
                                learning.model(), Digits.of((long) config.steps()), config.batch(), config.context()));
        page.say("");
    }

    private void learned(Perplexity tested, Perplexity naive, double seconds) {
        page.say("On the end of the text, which it never saw:");
        page.say("");
        table(tested, Optional.of(naive)).lines(2).forEach(page::say);
        page.say("");
        page.say("Run", "%s, %s".formatted(folder.path(), Digits.duration(seconds)));
        page.say("Report", folder.report().toString());
        page.sayCommand("Next", next());
    }

    private String next() {
        return console.command("generate", folder.path().toString(), "--length", "500");
    }

    private String page(LanguageFunction function, double seconds, Language language) {
        var facts = RunTraces.facts(source, function.config().seed(), folder, language);
        return new LanguageReport(function, learning.naive(), RunTraces.events(folder), language)
                .html(source.stem(), seconds, facts, next());
    }

    /** Loss, perplexity and bits, with those by frequency beside them where they are known. */
    static TextTable table(Perplexity tested, Optional<Perplexity> naive) {
        return TextTable.of("lrr")
                .row(List.of("", naive.isPresent() ? "by frequency" : "", "network"))
                .row(List.of("loss", naive.map(n -> Digits.of(n.mean())).orElse(""), Digits.of(tested.mean())))
                .row(List.of("perplexity", naive.map(n -> Digits.of(n.value())).orElse(""), Digits.of(tested.value())))
                .row(List.of("bits a token", naive.map(n -> Digits.of(n.bits())).orElse(""), Digits.of(tested.bits())));
    }

    static Map<String, OptionalDouble> metrics(Perplexity perplexity) {
        return Map.of(
                "loss", OptionalDouble.of(perplexity.mean()),
                "perplexity", OptionalDouble.of(perplexity.value()),
                "bits", OptionalDouble.of(perplexity.bits()));
    }

    private Map<String, @Nullable Object> result(LanguageFunction function, Perplexity naive, double seconds) {
        return LearningJson.parts(
                "task", "language",
                "target", "what comes next",
                "rows", learning.tokens().stream().mapToInt(n -> n).sum(),
                "run", folder.path().toString(),
                "model", folder.model().toString(),
                "parameters", Params.of(function.model()).count(),
                "seconds", seconds,
                "seed", function.config().seed(),
                "baselines", LearningJson.parts("naive", metrics(naive)),
                "metrics", LearningJson.parts("test", metrics(function.tested())),
                "kept", "network",
                "main", "perplexity",
                "report", folder.report().toString());
    }
}
