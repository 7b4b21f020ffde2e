package hanshu.cli;

import hanshu.learn.supervised.forecast.Forecast;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a forecast step by step: its time, then each target with the ends of its interval. */
final class ForecastAnswers {
    private ForecastAnswers() {}

    static void write(Forecast forecast, AnswerWriter.Format format, OutputStream out) {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            boolean started = false;
            for (var row : forecast.rows()) {
                switch (format) {
                    case CSV -> {
                        if (!started) {
                            started = true;
                            writer.write(line(row, Map.Entry::getKey));
                        }
                        writer.write(line(row, entry -> entry.getValue().toString()));
                    }
                    case JSONL -> writer.write(Json.line(row) + "\n");
                }
            }
            writer.flush(); // whoever opened it closes it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(SequencedMap<String, Object> row, Function<Map.Entry<String, Object>, String> cell) {
        return row.entrySet().stream().map(cell).map(AnswerWriter::cell).collect(Collectors.joining(",")) + "\n";
    }
}
