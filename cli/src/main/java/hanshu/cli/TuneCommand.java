package hanshu.cli;

import hanshu.learn.supervised.SupervisedConfig;
import hanshu.nn.io.AtomicFile;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.Asha;
import hanshu.train.tune.Search;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tpe;
import hanshu.train.tune.Trial;
import hanshu.train.tune.TrialLog;
import hanshu.train.tune.Tunable;
import hanshu.train.tune.TunePage;
import hanshu.train.tune.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code hanshu tune FILE}: finds settings by trying, in a given time. */
@Command(
        name = "tune",
        header = "Finds settings of a training by trying many of them, in a given time.",
        description = {
            "  hanshu tune examples/data/seattle-weather.csv --target temp_max --minutes 5",
            "        first a learning rate and a batch, then a search among rates, batches, sizes, decay, dropout",
            "  hanshu tune sales.csv -t amount --search training.rate=1e-4..0.1:log --search network.layers=1..6",
            "        a search among other keys and ranges; hanshu render shows all keys",
            "  hanshu tune sales.csv --time day -t amount --horizon 14",
            "        the settings of a forecast; those of pictures, texts, sounds and languages are found likewise",
            "  hanshu tune sales.csv -t amount --trials 30 --method random --no-halving",
            "        thirty trials, however long they take: the same on every machine",
            "  hanshu tune --resume runs/sales-tune-20260131-093000 --minutes 60",
            "        goes on with a search, up to an hour in all"
        },
        customSynopsis = {
            "hanshu tune FILE --target COLUMN [OPTIONS]",
            "       hanshu tune --resume FOLDER [--minutes M] [--trials N]"
        })
final class TuneCommand implements Callable<Integer> {
    private static final double MINUTES = 5;

    private final Console console;

    @Mixin
    private Source source = new Source();

    @ArgGroup(validate = false, heading = LearningOptions.HEADING, order = 1)
    private LearningOptions learning = new LearningOptions();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long to search, in all: 5 unless given, without end where --trials is; parts of a minute"
                    + " count too.")
    private double minutes;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Begins no more trials than these, in all. What is found then does not depend on the time.")
    private int trials;

    @Option(
            names = "--search",
            paramLabel = "KEY=RANGE",
            description =
                    "What to search: LOW..HIGH, LOW..HIGH:log for a scale of factors, or A,B,C; may come several times.")
    private List<String> search = new ArrayList<>();

    @Option(names = "--method", paramLabel = "METHOD", description = "tpe (parzen estimators, the default) or random.")
    private String method = "tpe";

    @Option(
            names = "--no-halving",
            description = "Trains every trial to its end; else the worse two thirds are given up early, and again.")
    private boolean noHalving;

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Where the search is kept: else $HANSHU_RUNS, else ./runs.")
    private String runs = "";

    @Option(names = "--resume", paramLabel = "FOLDER", description = "Goes on with a search, as it began.")
    private String resume = "";

    @Mixin
    private InLanguage written = new InLanguage();

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    TuneCommand(Console console) {
        this.console = console;
    }

    /** How a search began; kept in its folder beside source.json. */
    private record Asked(String config, List<String> search, String method, boolean halving) {}

    @Override
    public Integer call() {
        if (!(minutes >= 0)) {
            throw new UsageException("--minutes: expected more than 0, got " + minutes);
        }
        if (trials < 0) {
            throw new UsageException("--trials: expected 1 or more, got " + trials);
        }
        var language = written.language();
        if (!resume.isEmpty()) {
            if (!source.isEmpty()) {
                throw new UsageException(
                        "--resume takes the file and all else from the search; leave out %s".formatted(source.file()));
            }
            var folder = new RunFolder(Path.of(resume));
            var asked = asked(folder); // which says where there is no search
            var from = Source.of(folder);
            tune(from, Source.kind(folder).tuning(console, from, asked.config()), asked, folder, language);
            return 0;
        }
        if (source.isEmpty()) {
            throw new UsageException("name what to learn from, as in %s"
                    .formatted(console.command("tune", "examples/data/seattle-weather.csv", "--target", "temp_max")));
        }
        var kind = learning.kind(console, source);
        var settings = kind.config(source, learning);
        if (settings instanceof SupervisedConfig table && table.target().isBlank()) {
            var known = source.table(console);
            throw new UsageException("name the column to predict with --target; %s has %s"
                    .formatted(known.name(), Text.some(known.names())));
        }
        var asked = new Asked(Config.render(settings), search, method, !noHalving);
        method(asked); // which refuses what can't be, before there is a folder
        var tuning = kind.tuning(console, source, asked.config());
        space(tuning, asked);
        var folder = RunFolder.create(
                Path.of(runs.isEmpty() ? console.variable("HANSHU_RUNS").orElse("runs") : runs),
                source.stem() + "-tune");
        source.keepIn(folder, kind);
        AtomicFile.write(folder.path().resolve("tune.json"), JsonMapper.shared().writeValueAsString(asked) + "\n");
        tune(source, tuning, asked, folder, language);
        return 0;
    }

    private static Asked asked(RunFolder folder) {
        var file = folder.path().resolve("tune.json");
        try {
            return JsonMapper.shared().readValue(Files.readString(file), Asked.class);
        } catch (IOException | JacksonException e) {
            throw new UsageException(
                    "%s is not the folder of a search: it has no tune.json that can be read".formatted(folder.path()));
        }
    }

    private static Space space(Tunable<?> tuning, Asked asked) {
        if (asked.search().isEmpty()) {
            return tuning.space();
        }
        var space = Space.parse(asked.search());
        tuning.require(space);
        return space;
    }

    private static Search method(Asked asked) {
        return switch (asked.method()) {
            case "tpe" -> Tpe.DEFAULT;
            case "random" -> Search.random();
            default -> throw new UsageException("--method: expected tpe or random, got \"" + asked.method() + "\"");
        };
    }

    private void tune(Source from, Tunable<?> tuning, Asked asked, RunFolder folder, Language language) {
        var space = space(tuning, asked);
        var log = new TrialLog(folder.path().resolve("trials.jsonl"));
        var known = log.read();
        var key = Key.of(Long.parseLong(Config.value(tuning.config(), "seed"))).at("tune");
        var stages = new Stages(console, quiet);
        stages.accept("the learning rate: a range test");
        var rate = tuning.findRate(key.at("rate"));
        stages.accept("the batch: gradient noise");
        var batch = tuning.findBatch(key.at("batch"));
        var again = "stopped; to go on: "
                + console.command(
                        "tune",
                        "--resume",
                        folder.path().toString(),
                        trials > 0 ? "--trials" : "--minutes",
                        trials > 0 ? String.valueOf(trials) : Digits.of(minutes()));
        List<Trial> tried;
        try (var _ = Interruption.saying(console, again)) {
            tried = new Tuning(
                            tuning,
                            space,
                            method(asked),
                            asked.halving() ? Asha.of(tuning.epochs()) : Asha.none(tuning.epochs()),
                            key,
                            trial -> {
                                log.append(trial);
                                stages.accept(words(trial, tuning));
                            })
                    .after(known)
                    .keeping(folder.checkpoints())
                    .most(trials > 0 ? trials : Integer.MAX_VALUE)
                    .run(Optional.of(tuning.values(space)), 60 * minutes());
        }
        stages.close();
        var best = Tuning.best(tried)
                .orElseThrow(() -> new UsageException(
                        "in %s min no trial came to the end of an epoch; give it more --minutes, or --set training.epochs to fewer"
                                .formatted(Digits.of(minutes()))));
        var file = folder.path().resolve("best.yaml");
        AtomicFile.write(file, Config.render(tuning.config(best.values())));
        var words = new ArrayList<>(List.of("train"));
        words.addAll(from.words());
        words.addAll(List.of("--config", file.toString()));
        var next = console.command(words.toArray(String[]::new));
        AtomicFile.write(
                folder.report(),
                new TunePage(
                                from.stem(),
                                space,
                                tried,
                                tuning.values(space),
                                tuning.stretches(),
                                Optional.of(rate),
                                next,
                                language)
                        .html());
        var text = new TuneText(console, tuning, space, rate, batch, tried, best, folder, next);
        if (json) {
            Json.print(console, text.asMap());
        } else {
            text.show();
        }
    }

    /** Five, unless it is said otherwise, or how many trials. */
    private double minutes() {
        return minutes > 0 ? minutes : trials > 0 ? Double.POSITIVE_INFINITY : MINUTES;
    }

    private static String words(Trial trial, Tunable<?> tuning) {
        return "trial %d, %d %s: loss %s, %s"
                .formatted(
                        trial.number(),
                        trial.epochs(),
                        tuning.stretches().english(),
                        Double.isFinite(trial.loss())
                                ? Digits.of(trial.loss())
                                : "none, it " + trial.end().words().english(),
                        TuneText.words(trial.values()));
    }
}
