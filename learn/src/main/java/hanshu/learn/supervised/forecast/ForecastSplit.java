package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.series.Range;
import hanshu.data.series.TimeSplit;
import hanshu.train.metric.ConformalInterval;

/** Where the parts of a series begin. */
final class ForecastSplit {
    private ForecastSplit() {}

    /**
     * By the times that are told, else by shares, which grow to what a forecast and its interval need: a window of the
     * horizon for the test, as many as the coverage asks for in validation.
     */
    static TimeSplit of(Observed observed, ForecastConfig config) {
        var asked = config.split();
        int end = asked.testTo().isEmpty() ? observed.steps() : step(observed, asked.testTo());
        int fewest = config.horizon() + ConformalInterval.fewestRows(config.coverage()) - 1;
        int test = asked.testFrom().isEmpty()
                ? end - Math.max(config.horizon(), (int) Math.round(end * asked.test()))
                : step(observed, asked.testFrom());
        int validation = asked.validationFrom().isEmpty()
                ? test - Math.max(fewest, (int) Math.round(test * asked.validation()))
                : step(observed, asked.validationFrom());
        var name = observed.series().name();
        int least = config.horizon() + Math.max(1, config.lookBack()) + 1;
        if (validation < least || test - validation < fewest || end - test < config.horizon()) {
            throw new DataException(
                    "%s has %d steps, of which %d would be learned from (%d at least are needed), %d would decide which epoch is kept (%d) and %d would be the test (%d): ask for a shorter --horizon or lookBack, or for other parts (split)"
                            .formatted(
                                    name,
                                    observed.steps(),
                                    Math.max(0, validation),
                                    least,
                                    Math.max(0, test - Math.max(0, validation)),
                                    fewest,
                                    Math.max(0, end - test),
                                    config.horizon()));
        }
        return new TimeSplit(new Range(0, validation), new Range(validation, test), new Range(test, end));
    }

    private static int step(Observed observed, String moment) {
        return Math.min(observed.steps(), observed.series().stepAt(moment));
    }
}
