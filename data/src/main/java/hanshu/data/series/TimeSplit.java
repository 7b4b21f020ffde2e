package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.table.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * A long series cut in time: learned from, then validated on, then tested on. A window belongs to the range in which its
 * forecast lies; its look-back may reach into the range before.
 */
public record TimeSplit(Range train, Range validation, Range test) {
    public TimeSplit {
        if (train.length() == 0 || train.to() > validation.from() || validation.to() > test.from()) {
            throw new DataException(
                    "training comes before validation, and that before testing, got steps %d to %d, %d to %d, %d to %d"
                            .formatted(
                                    train.from(),
                                    train.to(),
                                    validation.from(),
                                    validation.to(),
                                    test.from(),
                                    test.to()));
        }
    }

    /**
     * The standard split of the ETT series (Zhou et al. 2021, Informer, section 5.1): 12, 4 and 4 months of 30 days.
     *
     * @param stepsPerHour 1 for ETTh, 4 for ETTm
     */
    public static TimeSplit ett(int stepsPerHour) {
        int month = 30 * 24 * stepsPerHour;
        return at(12 * month, 16 * month, 20 * month);
    }

    /** The last steps are for testing, those before them for validation. */
    public static TimeSplit of(int steps, Split.Shares shares) {
        int test = (int) Math.round(steps * shares.test());
        int validation = (int) Math.round((steps - test) * shares.validation());
        return at(steps - test - validation, steps - test, steps);
    }

    private static TimeSplit at(int validation, int test, int end) {
        return new TimeSplit(new Range(0, validation), new Range(validation, test), new Range(test, end));
    }

    /**
     * Back-testing with a rolling origin (Tashman 2000, "Out-of-sample tests of forecasting accuracy"; Hyndman &
     * Athanasopoulos, Forecasting: principles and practice, 3rd edition, section 5.10): the last steps of the series are
     * cut into {@code folds} test ranges one after the other; for each, everything before it is there to learn from.
     *
     * @param steps of the series
     * @param test steps of each test range
     * @param validation steps before each test range that decide when to stop, or 0
     * @param window steps that are learned from, a window that slides; 0: all from the first, a window that expands
     */
    public static List<TimeSplit> rollingOrigin(int steps, int folds, int test, int validation, int window) {
        if (folds < 1 || test < 1 || validation < 0 || window < 0) {
            throw new DataException(
                    "back-testing needs a fold and a test step at least, got %d folds of %d test and %d validation steps, window %d"
                            .formatted(folds, test, validation, window));
        }
        int first = steps - folds * test - validation; // where the first training range ends
        if (first < Math.max(window, 1)) {
            throw new DataException(
                    "%d steps are too few for %d folds of %d test and %d validation steps%s: %d are left to learn from at first; ask for less"
                            .formatted(
                                    steps,
                                    folds,
                                    test,
                                    validation,
                                    window > 0 ? " and a window of " + window : "",
                                    Math.max(first, 0)));
        }
        var splits = new ArrayList<TimeSplit>();
        for (int fold = 0; fold < folds; fold++) {
            int end = first + fold * test;
            splits.add(new TimeSplit(
                    new Range(window == 0 ? 0 : end - window, end),
                    new Range(end, end + validation),
                    new Range(end + validation, end + validation + test)));
        }
        return List.copyOf(splits);
    }
}
