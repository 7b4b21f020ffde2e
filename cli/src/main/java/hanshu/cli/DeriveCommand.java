package hanshu.cli;

import hanshu.learn.supervised.derivation.BatchDescent;
import hanshu.learn.supervised.derivation.Candidate;
import hanshu.learn.supervised.derivation.Derivation;
import hanshu.learn.supervised.derivation.DerivationPage;
import hanshu.learn.supervised.derivation.Descent;
import hanshu.learn.supervised.derivation.Question;
import hanshu.learn.supervised.derivation.Recipe;
import hanshu.nn.io.AtomicFile;
import hanshu.tensor.Key;
import hanshu.train.metric.Digits;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu derive}: from y = b + w·x to a network, with the numbers of one's own data. */
@Command(
        name = "derive",
        header = "Derives learning step by step on your data, with pictures: a line, its loss, the ways downhill.",
        description = {
            "  hanshu derive",
            "        tomorrow's highest temperature in Seattle from the days before it",
            "  hanshu derive examples/data/penguins.csv --target body_mass_g",
            "        a number from the other columns of numbers",
            "  hanshu derive sales.csv --target sold --before 28",
            "        the next value of a series from 28 before it"
        },
        customSynopsis = "hanshu derive [FILE --target COLUMN] [OPTIONS]")
final class DeriveCommand implements Callable<Integer> {
    private static final int DAYS = 56;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A table; - is standard input. Default: the weather of Seattle.")
    private String file = "";

    @Option(
            names = {"-t", "--target"},
            paramLabel = "COLUMN",
            description = "The number to be found, by name or by number from 1.")
    private String target = "";

    @Option(
            names = "--before",
            paramLabel = "N",
            description = "The target is a series in the order of the rows, found from so many values before it.")
    private int before;

    @Mixin
    private InLanguage written = new InLanguage();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PAGE",
            description = "The page to write. Default: ${DEFAULT-VALUE}.")
    private String out = "derive.html";

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    DeriveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var language = written.language();
        var progress = new Stages(console, quiet);
        var derivation = Derivation.of(question(), Key.of(seed), progress);
        progress.close();
        AtomicFile.write(
                Path.of(out),
                new DerivationPage(derivation, language)
                        .html(Version.facts(file.isEmpty() ? Question.shipped().name() : file)));
        if (json) {
            Json.print(console, asMap(derivation));
        } else {
            show(derivation);
        }
        return 0;
    }

    private Question question() {
        if (before < 0) {
            throw new UsageException("--before: expected 1 or more, got " + before);
        }
        if (file.isEmpty()) {
            return Question.next(
                    Question.shipped(), target.isEmpty() ? "temp_max" : target, before == 0 ? DAYS : before);
        }
        var table = DataCommand.read(console, file, reading);
        if (target.isEmpty()) {
            throw new UsageException("name what is to be found with --target; %s has %s"
                    .formatted(table.name(), Text.some(table.names())));
        }
        return before > 0 ? Question.next(table, target, before) : Question.column(table, target, Key.of(seed));
    }

    private void show(Derivation derivation) {
        var style = console.style();
        var question = derivation.question();
        var line = derivation.line();
        var units = line.inUnits(question);
        console.say("%s from %s; %s rows to learn from:"
                .formatted(
                        style.bold(Text.safe(question.target())),
                        Text.safe(question.inputs().getFirst()),
                        Digits.of((long) question.train().x().size(0))));
        console.say("");
        console.say("  y = %s + %s·x₁, wrong by %s where the mean is wrong by %s (root mean square)"
                .formatted(
                        Digits.of(units.u()),
                        Digits.of(units.v()),
                        Digits.of(question.inUnits(line.at().loss())),
                        Digits.of(question.inUnits(1))));
        console.say("  curvature of the loss there: %s and %s"
                .formatted(Digits.of(line.at().least()), Digits.of(line.at().most())));
        console.say("");
        var text = TextTable.of("lrrr").row(style::dim, List.of("way down", "rate", "last loss", "arrived"));
        ways(derivation).forEach(way -> {
            int arrived = way.arrival(line.at().loss());
            text.row(
                    way.name(),
                    Digits.of(way.rate()),
                    Digits.of(way.loss()),
                    arrived < 0 ? "-" : String.valueOf(arrived));
        });
        text.lines(2).forEach(console::say);
        console.say("");
        console.say("Arrived: from this step on, less than a thousandth of the way down was left.");
        console.say("");
        console.say("Batch sizes, the same number of passes:");
        console.say("");
        var batches = TextTable.of("rrrr").row(style::dim, List.of("batch", "updates", "time", "last loss"));
        derivation
                .batches()
                .passes()
                .forEach(b -> batches.row(
                        String.valueOf(b.batch()),
                        Digits.of((long) b.updates()),
                        Digits.duration(b.seconds()),
                        Digits.of(b.way().loss())));
        batches.lines(2).forEach(console::say);
        console.say("");
        console.say("Lines, sums of pieces of x₁, and networks over all inputs; root mean square errors:");
        console.say("");
        var models = derivation.everyModel();
        var tried = TextTable.of("lrrrrr")
                .row(style::dim, List.of("model", "θ", "training", "validation", "unseen", "best epoch"));
        models.candidates()
                .forEach(c -> tried.row(
                        name(c.recipe()) + (c.equals(models.chosen()) ? ", chosen" : ""),
                        Digits.of((long) c.theta().count()),
                        Digits.of(question.inUnits(c.train())),
                        Digits.of(question.inUnits(c.validation())),
                        Digits.of(question.inUnits(c.test())),
                        String.valueOf(c.bestEpoch())));
        tried.lines(2).forEach(console::say);
        console.say("");
        console.say("Chosen: the lowest error on the validation rows; unseen rows are looked at once, here.");
        console.say("");
        console.say("Cures of overfitting, on the network whose validation loss rose most:");
        console.say("");
        var cures = TextTable.of("lrrr").row(style::dim, List.of("cure", "training", "validation", "unseen"));
        derivation
                .cures()
                .tried()
                .forEach(t -> cures.row(
                        name(t.cure()) + (t.equals(derivation.cures().chosen()) ? ", chosen" : ""),
                        Digits.of(question.inUnits(t.candidate().train())),
                        Digits.of(question.inUnits(t.candidate().validation())),
                        Digits.of(question.inUnits(t.candidate().test()))));
        cures.lines(2).forEach(console::say);
        console.say("");
        console.say("Page: " + out);
    }

    private static String name(Recipe recipe) {
        if (recipe.depth() == 1 && recipe.inputs() == 1) {
            return "sum of " + recipe.width() + " × " + name(recipe.activation());
        }
        return recipe.depth() == 0 ? "line, inputs: " + recipe.inputs() : "network, layers: " + recipe.depth();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<Descent> ways(Derivation derivation) {
        var line = derivation.line();
        return Stream.concat(line.rates().stream(), line.optimisers().stream()).toList();
    }

    private Map<String, @Nullable Object> asMap(Derivation derivation) {
        var question = derivation.question();
        var line = derivation.line();
        var units = line.inUnits(question);
        var models = derivation.everyModel();
        return LearningJson.parts(
                "target", question.target(),
                "input", question.inputs().getFirst(),
                "rows", question.train().x().size(0),
                "b", units.u(),
                "w", units.v(),
                "rmse", question.inUnits(line.at().loss()),
                "naive", question.inUnits(1),
                "curvature", List.of(line.at().least(), line.at().most()),
                "ways", ways(derivation).stream().map(DeriveCommand::asMap).toList(),
                "batches",
                        Map.of(
                                "rate", derivation.batches().rate(),
                                "sameUpdates",
                                        derivation.batches().updates().stream()
                                                .map(DeriveCommand::asMap)
                                                .toList(),
                                "samePasses",
                                        derivation.batches().passes().stream()
                                                .map(DeriveCommand::asMap)
                                                .toList()),
                "models",
                        models.candidates().stream()
                                .map(c -> asMap(question, c))
                                .toList(),
                "chosen", models.candidates().indexOf(models.chosen()),
                "cures",
                        derivation.cures().tried().stream()
                                .map(t -> LearningJson.parts(
                                        "cure", name(t.cure()), "model", asMap(question, t.candidate())))
                                .toList(),
                "seconds", derivation.seconds(),
                "page", out);
    }

    private static Map<String, @Nullable Object> asMap(Descent way) {
        return LearningJson.parts(
                "name", way.name(), "rate", way.rate(), "loss", way.loss(), "diverged", way.diverged());
    }

    private static Map<String, @Nullable Object> asMap(BatchDescent descent) {
        return LearningJson.parts(
                "batch", descent.batch(),
                "updates", descent.updates(),
                "passes", descent.passes(),
                "seconds", descent.seconds(),
                "loss", descent.way().loss());
    }

    private static Map<String, @Nullable Object> asMap(Question question, Candidate candidate) {
        return LearningJson.parts(
                "inputs", candidate.recipe().inputs(),
                "depth", candidate.recipe().depth(),
                "width", candidate.recipe().width(),
                "activation", name(candidate.recipe().activation()),
                "parameters", candidate.theta().count(),
                "train", question.inUnits(candidate.train()),
                "validation", question.inUnits(candidate.validation()),
                "test", question.inUnits(candidate.test()),
                "bestEpoch", candidate.bestEpoch(),
                "overfits", candidate.overfits());
    }
}
