package hanshu.cli;

import hanshu.learn.supervised.recurrent.Adding;
import hanshu.learn.supervised.recurrent.CellKind;
import hanshu.learn.supervised.recurrent.Copying;
import hanshu.learn.supervised.recurrent.NextValue;
import hanshu.learn.supervised.recurrent.Problem;
import hanshu.learn.supervised.recurrent.RnnPage;
import hanshu.learn.supervised.recurrent.RnnStudy;
import hanshu.learn.supervised.recurrent.RnnStudy.Course;
import hanshu.nn.io.AtomicFile;
import hanshu.train.Event;
import hanshu.train.metric.Digits;
import hanshu.train.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu rnn}: why recurrent networks forget, and what cures it. */
@Command(
        name = "rnn",
        header = "Shows why recurrent networks forget, and how gates and clipping cure it.",
        description = {
            "  hanshu rnn",
            "        plain cell, LSTM and GRU on the adding problem: losses and gradients by time step",
            "  hanshu rnn --time 600 --hidden 128 --steps 6000 --cells rnn,gru --enough 0.001",
            "        the adding problem as Bai, Kolter & Koltun (2018) set it, half an hour",
            "  hanshu rnn --problem copy --time 30 --steps 3000",
            "        ten digits to be repeated after 30 blanks",
            "  hanshu rnn examples/data/seattle-weather.csv --column temp_max --time 60",
            "        tomorrow's value of a series from sixty days before it"
        },
        customSynopsis = "hanshu rnn [FILE --column COLUMN] [OPTIONS]")
final class RnnCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A table with the series in its order of time; - is standard input.")
    private String file = "";

    @Option(
            names = {"-c", "--column"},
            paramLabel = "COLUMN",
            description = "The series, by name or by number from 1.")
    private String column = "";

    @Option(
            names = "--problem",
            paramLabel = "NAME",
            description = "Without a file: adding or copy. Default: ${DEFAULT-VALUE}.")
    private String problem = "adding";

    @Option(
            names = "--time",
            paramLabel = "STEPS",
            description = "How long a sequence is; of copy, how many blanks. Default: ${DEFAULT-VALUE}.")
    private int time = 100;

    @Option(
            names = "--cells",
            paramLabel = "NAMES",
            split = ",",
            description = "Which to try, of rnn, lstm and gru. Default: all.")
    private List<String> cells = List.of("rnn", "lstm", "gru");

    @Option(names = "--hidden", paramLabel = "N", description = "What a cell remembers. Default: ${DEFAULT-VALUE}.")
    private int hidden = 64;

    @Option(names = "--batch", paramLabel = "N", description = "Sequences of a step. Default: ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of Adam. Default: ${DEFAULT-VALUE}.")
    private int steps = 1500;

    @Option(names = "--rate", paramLabel = "RATE", description = "The learning rate. Default: ${DEFAULT-VALUE}.")
    private double rate = 0.002;

    @Option(
            names = "--clip",
            paramLabel = "LENGTH",
            description = "Longer gradients are shortened to this; 0: none is. Default: ${DEFAULT-VALUE}.")
    private double clip = 1;

    @Option(
            names = "--truncate",
            paramLabel = "STEPS",
            description = "How far slopes go back in time; 0, the default: to the first step.")
    private int stretch;

    @Option(
            names = "--enough",
            paramLabel = "LOSS",
            description = "Ends the training of a cell that has come so far; 0, the default: none ends early.")
    private double enough;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PAGE",
            description = "The page to write. Default: ${DEFAULT-VALUE}.")
    private String out = "rnn.html";

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    RnnCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var config = said(() -> new RnnStudy.Config(
                problem(),
                cells.stream().map(RnnCommand::cell).toList(),
                hidden,
                batch,
                steps,
                rate,
                clip,
                stretch,
                enough,
                seed));
        Consumer<Event> listener = quiet ? event -> {} : Progress.of(console.err(), console.columns());
        var result = RnnStudy.of(config, listener);
        AtomicFile.write(Path.of(out), new RnnPage(result).html(Version.facts(file)));
        if (json) {
            Json.print(console, asMap(result));
        } else {
            show(result);
        }
        return 0;
    }

    private Problem problem() {
        if (!file.isEmpty()) {
            return series();
        }
        return switch (problem) {
            case "adding" -> new Adding(time);
            case "copy" -> new Copying(time);
            default -> throw new UsageException("--problem: expected adding or copy, got \"" + problem + "\"");
        };
    }

    private Problem series() {
        var table = DataCommand.read(console, file, reading);
        if (column.isEmpty()) {
            throw new UsageException(
                    "name the series with --column; %s has %s".formatted(table.name(), Text.some(table.names())));
        }
        var name = table.resolve(column);
        return NextValue.of(name, DataCommand.series(table, name), time);
    }

    private static CellKind cell(String name) {
        for (var kind : CellKind.values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new UsageException("--cells: expected rnn, lstm and gru, got \"" + name + "\"");
    }

    /** What is wrong with a setting is wrong with what was typed. */
    private static <T> T said(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void show(RnnStudy.Result result) {
        var style = console.style();
        var config = result.config();
        console.say("%s; hidden %d, batch %d, Adam at %s:"
                .formatted(style.bold(Text.safe(config.problem().name())), hidden, batch, Digits.of(rate)));
        console.say("");
        var text = TextTable.of("lrrrrrr")
                .row(style::dim, List.of("", "loss", "first/last before", "after", "longest gradient", "steps", "took"))
                .row(config.problem().naiveAnswer(), Digits.of(config.problem().naive()));
        for (var course : result.courses()) {
            text.row(
                    course.name(clip > 0),
                    course.loss().isPresent() ? Digits.of(course.loss().getAsDouble()) : "-",
                    RnnPage.power(Course.reach(course.before())),
                    RnnPage.power(Course.reach(course.after())),
                    RnnPage.power(course.longest()),
                    Digits.of((long) course.gradients().size()),
                    Digits.duration(course.seconds()));
        }
        text.lines(2).forEach(console::say);
        console.say("");
        console.say("first/last: how much of the loss the first step hears, of what the last hears, before and after");
        console.say("learning. Loss: the least on sequences that are not learned from.");
        console.say("");
        console.say("Page: " + out);
    }

    private Map<String, @Nullable Object> asMap(RnnStudy.Result result) {
        var problem = result.config().problem();
        return LearningJson.parts(
                "problem", problem.name(),
                "naive", problem.naive(),
                "cells", result.courses().stream().map(RnnCommand::asMap).toList(),
                "page", out);
    }

    private static Map<String, @Nullable Object> asMap(Course course) {
        return LearningJson.parts(
                "cell", course.cell().toString(),
                "clip", course.clip(),
                "loss", course.loss().isPresent() ? course.loss().getAsDouble() : null,
                "diverged", course.diverged().isPresent() ? course.diverged().getAsLong() : null,
                "steps", course.gradients().size(),
                "seconds", course.seconds(),
                "longest", course.longest(),
                "before", course.before(),
                "after", course.after());
    }
}
