package hanshu.cli;

import hanshu.data.table.Table;
import hanshu.nn.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
            "        from standard input, one JSON object a line"
        },
        customSynopsis = "hanshu predict MODEL [FILE] [OPTIONS]")
final class PredictCommand implements Callable<Integer> {
    private static final int BLOCK = 4096;

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A table with the columns that were learned from; - or none is standard input.")
    private String file = "-";

    @Option(names = "--with-inputs", description = "Writes the columns of the file too, in front.")
    private boolean withInputs;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv (the default) or jsonl.")
    private String format = "csv";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes into this file, whole or not at all, instead of to standard output.")
    private String output = "";

    @Option(names = "--ignore-extra", description = "Leaves out columns that the model does not know.")
    private boolean ignoreExtra;

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var kind = AnswerWriter.Format.of(format);
        var loaded = Model.load(console, model);
        var table = loaded.read(console, file, reading);
        var series = loaded.lags();
        var rows = series.isPresent() ? series.get().next(table) : table;
        if (output.isEmpty()) {
            try {
                write(kind, loaded, rows, console.out());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            AtomicFile.write(Path.of(output), out -> write(kind, loaded, rows, out));
        }
        return 0;
    }

    private void write(AnswerWriter.Format kind, Model loaded, Table rows, OutputStream out) throws IOException {
        var answers = new AnswerWriter(kind, loaded.function(), inFront(loaded, rows), out);
        for (int from = 0; from < rows.rows(); from += BLOCK) {
            var block = rows.select(
                    IntStream.range(from, Math.min(from + BLOCK, rows.rows())).toArray());
            var known = ignoreExtra ? loaded.known(block) : block;
            answers.write(block, loaded.function().predict(known));
        }
    }

    /** A prediction of what comes next says when that is. */
    private List<String> inFront(Model loaded, Table rows) {
        return withInputs
                ? rows.names()
                : loaded.lags().map(lags -> List.of(rows.resolve(lags.time()))).orElse(List.of());
    }
}
