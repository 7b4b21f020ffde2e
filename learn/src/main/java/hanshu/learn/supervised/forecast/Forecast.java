package hanshu.learn.supervised.forecast;

import hanshu.learn.supervised.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * What comes after the end of a series.
 *
 * @param clock the column of times; {@code step} where there is none
 * @param times of the steps, as the file writes them
 * @param targets of each the value at each step, with its interval
 */
public record Forecast(String clock, List<String> times, SequencedMap<String, List<Prediction.Quantity>> targets) {
    public Forecast {
        times = List.copyOf(times);
    }

    /** Each step as values by name; one target is called prediction, as everywhere, several have their names. */
    public List<SequencedMap<String, Object>> rows() {
        return IntStream.range(0, times.size()).mapToObj(this::row).toList();
    }

    private SequencedMap<String, Object> row(int step) {
        var row = new LinkedHashMap<String, Object>();
        row.put(clock, times.get(step));
        boolean single = targets.size() == 1;
        targets.forEach((name, values) -> {
            var quantity = values.get(step);
            row.put(single ? "prediction" : name, (float) quantity.value());
            quantity.interval().ifPresent(interval -> {
                row.put(single ? "low" : name + " low", (float) interval.low());
                row.put(single ? "high" : name + " high", (float) interval.high());
            });
        });
        return row;
    }
}
