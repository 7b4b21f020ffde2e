package hanshu.learn.supervised.forecast;

import hanshu.learn.supervised.Prediction;
import java.util.List;
import java.util.SequencedMap;

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
}
