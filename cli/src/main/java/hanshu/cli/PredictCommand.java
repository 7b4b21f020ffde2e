package hanshu.cli;

import hanshu.data.OnError;
import hanshu.data.table.Table;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.nn.io.AtomicFile;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu predict MODEL FILE}: answers for rows of a table. */
@Command(
        name = "predict",
        header = "Answers for rows that the model has not seen, each with how sure it is.",
        description = {
            "  hanshu predict runs/penguins-20260131-093000 new.csv",
            "        CSV: the prediction, and low,high of a number or the probability of each class",
            "  hanshu predict model.safetensors new.csv --with-inputs --output answers.csv",
            "        behind the columns of new.csv, into a file",
            "  curl -s https://example.org/new.csv | hanshu predict model.safetensors --format jsonl",
            "        from standard input, one JSON object a line, each as soon as its row is there",
            "  hanshu predict runs/sales-20260131-093000 sales.csv",
            "        of a forecaster: the steps that follow the last row of sales.csv"
        },
        customSynopsis = "hanshu predict MODEL [FILE...] [OPTIONS]")
final class PredictCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "A table with the columns that were learned from (- or none is standard input), or pictures,"
                    + " recordings and so on of the kind that was learned from, or a folder of them.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--with-inputs", description = "Writes the columns of the file too, in front.")
    private boolean withInputs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv (the default; tags stand behind their words, a line for each) or jsonl.")
    private String format = "csv";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes into this file, whole or not at all, instead of to standard output.")
    private String output = "";

    @Option(names = "--ignore-extra", description = "Leaves out columns that the model does not know.")
    private boolean ignoreExtra;

    @Option(
            names = "--beam",
            paramLabel = "N",
            description = "Of a text that is written: how many beginnings are kept at each step; 1 is greedy.")
    private String beam = "";

    @Option(
            names = "--on-error",
            paramLabel = "HOW",
            description =
                    "What becomes of pictures, recordings and series that can't be read: fail ends everything, skip"
                            + " leaves their answers empty, counts and names them. As in training unless given.")
    private String onError = "";

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var kind = AnswerWriter.Format.of(format);
        switch (Model.load(console, model)) {
            case TableModelFile table -> {
                var file = file();
                write(out -> answer(table, file, kind, out));
            }
            case Model.OfTask task -> {
                var function = written(task.function());
                write(out -> TaskAnswers.write(function, files, console.in(), kind, out)
                        .forEach(notice -> console.err().println("hanshu: " + Text.safe(notice.english()))));
            }
            case Model.OfForecast(var _, var _, var function) -> {
                var table = DataCommand.read(console, file(), reading);
                write(out -> ForecastAnswers.write(function.next(table), kind, out));
            }
            case Model.OfLanguage _ ->
                throw new UsageException("%s is a language model: %s goes on with a text"
                        .formatted(model, console.command("generate", model)));
        }
        return 0;
    }

    private String file() {
        if (files.size() > 1) {
            throw new UsageException(
                    "a model of a table or a series answers for one file at a time, got %d".formatted(files.size()));
        }
        return files.isEmpty() ? "-" : files.getFirst();
    }

    private TaskFunction written(TaskFunction loaded) {
        var function = onError.isEmpty() ? loaded : loaded.withOnError(OnError.of(onError));
        if (beam.isEmpty()) {
            return function;
        }
        if (!function.writesTexts() || !beam.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException("--beam: expected how many beginnings of a text are kept, and a model that writes"
                    + " texts, got %s and %s".formatted(beam, model));
        }
        return function.withBeam(Integer.parseInt(beam));
    }

    private void write(Consumer<OutputStream> answers) {
        if (!output.isEmpty() && Files.isDirectory(Path.of(output))) {
            throw new UsageException("--output: %s is a folder; name a file in it".formatted(output));
        }
        if (output.isEmpty()) {
            answers.accept(console.out());
        } else {
            AtomicFile.write(Path.of(output), out -> {
                try {
                    answers.accept(out);
                } catch (UncheckedIOException e) {
                    throw Objects.requireNonNull(e.getCause()); // the file can't be written, and stays as it was
                }
            });
        }
    }

    /** Row by row as they come, or, for what comes next in a series, when all have been read. */
    private void answer(TableModelFile loaded, String file, AnswerWriter.Format kind, OutputStream out) {
        var writer = new AnswerWriter(kind, loaded.function(), out);
        var series = loaded.lags();
        if (series.isPresent()) {
            var next = series.get().next(loaded.read(console, file, reading));
            write(
                    writer,
                    loaded,
                    next,
                    withInputs
                            ? next.names()
                            : List.of(next.resolve(series.get().time())));
        } else {
            loaded.readBlocks(
                    console, file, reading, rows -> write(writer, loaded, rows, withInputs ? rows.names() : List.of()));
        }
    }

    private void write(AnswerWriter writer, TableModelFile loaded, Table rows, List<String> inFront) {
        writer.write(rows, inFront, loaded.function().predict(ignoreExtra ? loaded.known(rows) : rows));
    }
}
