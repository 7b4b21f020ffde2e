package hanshu.learn.supervised;

import hanshu.train.metric.ConformalInterval;
import hanshu.train.metric.TemperatureScaling;
import java.util.Arrays;
import java.util.Optional;

/** How sure an answer may be, learned from rows that the function did not learn from. */
sealed interface Certainty {
    /** The promised probability that an interval holds the truth. */
    double COVERAGE = 0.9;

    /** For numbers: the interval is the number ± margin; absent where too few rows were there to promise anything. */
    record Margin(Optional<ConformalInterval> interval) implements Certainty {}

    /** For classes: probabilities are made as sure as they are right. */
    record Temperature(TemperatureScaling scaling) implements Certainty {}

    /**
     * Fitted on rows that the answers' function has not seen.
     *
     * @param truth numbers in their units, or class numbers
     */
    static Certainty fit(double[] truth, Answers answers) {
        return switch (answers) {
            case Answers.Numbers(var values) ->
                new Margin(ConformalInterval.fit(ConformalInterval.absoluteResiduals(truth, values), COVERAGE));
            case Answers.Classes(var probabilities) -> {
                var labels = Arrays.stream(truth).mapToInt(label -> (int) label).toArray();
                yield new Temperature(TemperatureScaling.fit(labels, logits(probabilities)));
            }
        };
    }

    /** The same answers, as sure as they are right. */
    default Answers calibrate(Answers answers) {
        return switch (this) {
            case Margin m -> answers;
            case Temperature(var scaling) -> {
                var logits = logits(((Answers.Classes) answers).probabilities());
                yield new Answers.Classes(
                        Arrays.stream(logits).map(scaling::probability).toArray(double[][]::new));
            }
        };
    }

    private static double[][] logits(double[][] probabilities) {
        return Arrays.stream(probabilities)
                .map(row -> Arrays.stream(row)
                        .map(p -> Math.log(Math.max(p, 1e-12)))
                        .toArray())
                .toArray(double[][]::new);
    }
}
