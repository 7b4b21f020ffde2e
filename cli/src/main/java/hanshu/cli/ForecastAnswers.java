package hanshu.cli;

import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.forecast.Forecast;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
            for (int step = 0; step < forecast.times().size(); step++) {
                var row = row(forecast, step);
                switch (format) {
                    case CSV -> {
                        if (step == 0) {
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

    /** One target is called prediction, as everywhere; several have their names. */
    private static SequencedMap<String, Object> row(Forecast forecast, int step) {
        var row = new LinkedHashMap<String, Object>();
        row.put(forecast.clock(), forecast.times().get(step));
        boolean single = forecast.targets().size() == 1;
        forecast.targets().forEach((name, values) -> {
            Prediction.Quantity quantity = values.get(step);
            row.put(single ? "prediction" : name, (float) quantity.value());
            quantity.interval().ifPresent(interval -> {
                row.put(single ? "low" : name + " low", (float) interval.low());
                row.put(single ? "high" : name + " high", (float) interval.high());
            });
        });
        return row;
    }

    private static String line(SequencedMap<String, Object> row, Function<Map.Entry<String, Object>, String> cell) {
        return row.entrySet().stream().map(cell).map(AnswerWriter::cell).collect(Collectors.joining(",")) + "\n";
    }
}
