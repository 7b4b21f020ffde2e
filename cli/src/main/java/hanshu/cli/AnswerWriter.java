package hanshu.cli;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.TabularFunction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes predictions row by row, in UTF-8, as CSV (RFC 4180) or as JSON lines. */
final class AnswerWriter {
    /** How answers are written. */
    enum Format {
        CSV,
        JSONL;

        static Format of(String name) {
            return switch (name) {
                case "csv" -> CSV;
                case "jsonl" -> JSONL;
                default -> throw new UsageException("--format: expected csv or jsonl, got \"" + name + "\"");
            };
        }
    }

    private static final String PREDICTION = "prediction";

    private final Format format;
    private final List<String> labels;
    private final BufferedWriter out;
    private boolean started;

    AnswerWriter(Format format, TabularFunction function, OutputStream out) {
        this.format = format;
        labels = function.labels();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /**
     * Writes the answers for the rows of a table, and hands them on at once.
     *
     * @param inputs columns of the table that are written in front of each prediction
     */
    void write(Table table, List<String> inputs, List<Prediction> predictions) {
        if (inputs.contains(PREDICTION)) {
            throw new UsageException(
                    "--with-inputs: the file has a column \"prediction\" of its own; rename it or leave out"
                            + " --with-inputs");
        }
        try {
            for (int row = 0; row < predictions.size(); row++) {
                switch (format) {
                    case CSV -> csv(table, inputs, row, predictions.get(row));
                    case JSONL -> out.write(json(table, inputs, row, predictions.get(row)) + "\n");
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void csv(Table table, List<String> inputs, int row, Prediction prediction) throws IOException {
        if (!started) {
            started = true;
            line(header(inputs, prediction));
        }
        var cells = new ArrayList<String>();
        inputs.forEach(column -> cells.add(table.cells(column).text(row)));
        cells.add(prediction.answer());
        switch (prediction) {
            case Prediction.Quantity(double value, var interval) ->
                interval.ifPresent(i -> cells.addAll(List.of(text(i.low()), text(i.high()))));
            case Prediction.Label label -> label.probabilities().values().forEach(p -> cells.add(text(p)));
            case Prediction.Labels several -> several.probabilities().values().forEach(p -> cells.add(text(p)));
            case Prediction.Quantities _, Prediction.Tags _, Prediction.Text _ -> {} // the answer holds them all
        }
        line(cells);
    }

    private List<String> header(List<String> inputs, Prediction prediction) {
        var names = new ArrayList<>(inputs);
        names.add(PREDICTION);
        switch (prediction) {
            case Prediction.Quantity(double value, var interval) ->
                interval.ifPresent(i -> names.addAll(List.of("low", "high")));
            case Prediction.Label label -> labels.forEach(each -> names.add("probability " + each));
            case Prediction.Labels several -> labels.forEach(each -> names.add("probability " + each));
            case Prediction.Quantities _, Prediction.Tags _, Prediction.Text _ -> {} // the answer holds them all
        }
        return names;
    }

    private void line(List<String> cells) throws IOException {
        out.write(cells.stream().map(AnswerWriter::cell).collect(Collectors.joining(",")) + "\n");
    }

    /** In quotes if it holds what ends a cell. */
    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(Table table, List<String> inputs, int row, Prediction prediction) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        inputs.forEach(column -> object.put(column, value(table.cells(column), row)));
        object.putAll(NamedAnswers.of(prediction));
        return Json.line(object);
    }

    private static @Nullable Object value(Cells cells, int row) {
        if (cells.missing(row)) {
            return null;
        }
        return cells instanceof Cells.Numbers ? (Object) cells.number(row) : cells.text(row);
    }

    /** Seven digits are more than any answer is sure of. */
    private static String text(double value) {
        return Float.toString((float) value);
    }
}
