package hanshu.cli;

import hanshu.data.text.TextFile;
import hanshu.learn.supervised.Evaluation;
import hanshu.learn.supervised.task.Opening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu evaluate MODEL FILE}: how good a model is on rows whose answer is known. */
@Command(
        name = "evaluate",
        header = "Says how good a model is on other rows whose answer is known.",
        description = {
            "  hanshu evaluate runs/penguins-20260131-093000 others.csv",
            "        beside what it achieved on unseen rows when it was learned",
            "  hanshu evaluate model.safetensors others.csv --json",
            "        one JSON object for a program"
        },
        customSynopsis = "hanshu evaluate MODEL FILE [ANSWERS] [OPTIONS]")
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "A table with the columns that were learned from and the target; - is standard input.")
    private String file = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "ANSWERS",
            description = "A text that says line by line what is to be written after each line of FILE.")
    private String answers = "";

    @Option(names = "--ignore-extra", description = "Leaves out columns that the model does not know.")
    private boolean ignoreExtra;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        switch (Model.load(console, model)) {
            case TableModelFile table -> evaluate(table);
            case Model.OfTask task -> evaluate(task);
            case Model.OfLanguage language -> evaluate(language);
            case Model.OfForecast forecast -> evaluate(forecast);
        }
        return 0;
    }

    private void evaluate(TableModelFile loaded) {
        long start = System.nanoTime();
        var read = loaded.read(console, file, reading);
        var table = loaded.lags().map(lags -> lags.apply(read)).orElse(read);
        var evaluation = loaded.function().evaluate(ignoreExtra ? loaded.known(table) : table);
        if (json) {
            Json.print(console, asMap(loaded, evaluation, (System.nanoTime() - start) / 1e9));
        } else {
            show(loaded, evaluation);
        }
    }

    private void evaluate(Model.OfLanguage language) {
        var perplexity = language.function().perplexity(TextFile.of(Path.of(file)));
        if (json) {
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", language.file().toString(),
                            "rows", perplexity.tokens(),
                            "metrics", LanguageRun.metrics(perplexity),
                            "learned", LanguageRun.metrics(language.function().tested())));
            return;
        }
        console.say("what comes next in %s of %s:"
                .formatted(TableText.count(perplexity.tokens(), "token"), Text.safe(file)));
        console.say("");
        LanguageRun.table(perplexity, Optional.empty()).lines(2).forEach(console::say);
    }

    private void evaluate(Model.OfForecast forecast) {
        var function = forecast.function();
        var tests = function.evaluate(DataCommand.read(console, file, reading));
        if (json) {
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", forecast.file().toString(),
                            "run", forecast.run().map(Path::toString).orElse(null),
                            "windows", tests.windows(),
                            "forecasters", ForecastText.asMap(tests),
                            "intervals", ForecastText.intervals(tests, function.config()),
                            "learned", function.facts().tested()));
            return;
        }
        console.say("%s ahead, from each of %s of %s:"
                .formatted(
                        TableText.count(function.config().horizon(), "step"),
                        TableText.count(tests.windows(), "origin"),
                        Text.safe(file.equals("-") ? "standard input" : file)));
        console.say("");
        ForecastText.tables(tests, function.config(), console.style()).forEach(console::say);
    }

    private void evaluate(Model.OfTask task) {
        var function = task.function();
        var cases = answers.isEmpty()
                ? Opening.judged(Path.of(file), function)
                : Opening.judged(Path.of(file), Path.of(answers), function);
        var judged = function.evaluate(cases);
        if (json) {
            var outputs = new LinkedHashMap<String, @Nullable Object>();
            judged.forEach(each -> outputs.put(
                    each.output(),
                    LearningJson.parts(
                            "metrics", each.metrics(),
                            "intervals", each.intervals(),
                            "unlearned", each.unlearned())));
            Json.print(
                    console,
                    LearningJson.parts(
                            "model", task.file().toString(),
                            "run", task.run().map(Path::toString).orElse(null),
                            "rows", cases.count(),
                            "outputs", outputs,
                            "learned", function.provenance().measured().unseen()));
            return;
        }
        var learned = function.provenance().measured().unseen();
        for (var each : judged) {
            console.say("%s on %s of %s:"
                    .formatted(
                            console.style().bold(Text.safe(each.output())),
                            TableText.count(cases.count(), "case"),
                            Text.safe(file)));
            console.say("");
            var text = TextTable.of("lrll")
                    .row(
                            console.style()::dim,
                            List.of("", "network", "95 % interval", "when learned, on unseen cases"));
            each.metrics()
                    .forEach((name, value) -> text.row(
                            name,
                            LearningText.digits(value),
                            LearningText.interval(each.intervals(), name),
                            LearningText.digits(learned, name)));
            text.lines(2).forEach(console::say);
            if (each.unlearned() > 0) {
                console.say("");
                console.say("Of a class that no training case was of: %s; they count as wrong."
                        .formatted(TableText.count(each.unlearned(), "case")));
            }
        }
    }

    private void show(TableModelFile loaded, Evaluation evaluation) {
        var style = console.style();
        var learned = loaded.function().provenance().measured().unseen();
        console.say("%s on %s of %s:"
                .formatted(
                        style.bold(Text.safe(loaded.function().target())),
                        TableText.count(evaluation.rows(), "row"),
                        Text.safe(file.equals("-") ? "standard input" : file)));
        console.say("");
        var naive = evaluation.naive().asMap();
        var linear = evaluation.linear().asMap();
        boolean isLinear = loaded.function().isLinear();
        var head = new ArrayList<>(List.of("", "naive", LearningText.LINEAR));
        if (!isLinear) {
            head.add("network");
        }
        head.addAll(List.of("95 % interval", "when learned, on unseen rows"));
        var text = TextTable.of(isLinear ? "lrrll" : "lrrrll").row(style::dim, head);
        evaluation.metrics().asMap().forEach((name, value) -> {
            var row =
                    new ArrayList<>(List.of(name, LearningText.digits(naive, name), LearningText.digits(linear, name)));
            if (!isLinear) {
                row.add(LearningText.digits(value));
            }
            row.add(LearningText.interval(evaluation.intervals(), name));
            row.add(LearningText.digits(learned, name));
            text.row(row);
        });
        text.lines(2).forEach(console::say);
    }

    private static Map<String, @Nullable Object> asMap(TableModelFile loaded, Evaluation evaluation, double seconds) {
        var measured = loaded.function().provenance().measured();
        var result = LearningJson.head(
                loaded.function(),
                evaluation.rows(),
                loaded.run().map(Path::toString),
                loaded.file().toString(),
                seconds);
        result.put(
                "baselines",
                LearningJson.parts(
                        "naive",
                        evaluation.naive().asMap(),
                        "linear",
                        evaluation.linear().asMap()));
        result.put(
                "metrics",
                LearningJson.parts(
                        "train",
                        measured.train(),
                        "validation",
                        measured.validation(),
                        "test",
                        evaluation.metrics().asMap()));
        result.put("intervals", LearningJson.intervals(evaluation.metrics(), evaluation.intervals()));
        result.put("learned", measured.unseen());
        return result;
    }
}
