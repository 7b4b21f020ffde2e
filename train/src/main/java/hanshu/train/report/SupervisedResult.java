package hanshu.train.report;

import hanshu.train.Event;
import hanshu.train.metric.EntityF1;
import hanshu.train.metric.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * What a run of supervised learning found: all that its report shows.
 *
 * @param outcome on the test rows
 * @param mistakes the most wrong test rows, the worst first
 * @param importance what each column contributes, in any order; empty if not measured
 * @param finding what it means, in a paragraph
 */
public record SupervisedResult(
        Data data,
        Scores scores,
        Learning learning,
        Outcome outcome,
        List<Mistake> mistakes,
        List<Importance> importance,
        String finding,
        Reproduction reproduction) {

    public SupervisedResult {
        mistakes = List.copyOf(mistakes);
        importance = List.copyOf(importance);
    }

    /**
     * What was given.
     *
     * @param name of the table, such as penguins.csv
     * @param columns the inputs and the target, in the order of the table
     */
    public record Data(
            String name,
            String target,
            int trainRows,
            int validationRows,
            int testRows,
            List<Column> columns,
            List<Notice> notices) {
        public Data {
            columns = List.copyOf(columns);
            notices = List.copyOf(notices);
        }
    }

    /**
     * A column of the table.
     *
     * @param kind such as "number" or "category"
     * @param missing rows without a value
     * @param treatment what was done with it, in a few words
     */
    public record Column(String name, String kind, int missing, String treatment) {}

    /** Something about the data that the user should know; a warning if it may spoil the result. */
    public record Notice(boolean warning, String text) {}

    /**
     * Metrics by name, as {@link hanshu.train.metric.Metrics#asMap} gives them.
     *
     * @param main the name of the metric that the result is judged by, such as rmse or accuracy
     * @param naive of the same answer for every row, on the test rows
     * @param linear of y = b + w·x, on the test rows
     * @param train and {@code validation} and {@code test} of the function that was learned
     * @param intervals of the test metrics; a metric may lack one
     * @param coverage which share of repetitions the intervals are for, such as 0.95
     */
    public record Scores(
            String main,
            Map<String, OptionalDouble> naive,
            Map<String, OptionalDouble> linear,
            Map<String, OptionalDouble> train,
            Map<String, OptionalDouble> validation,
            Map<String, OptionalDouble> test,
            Map<String, Interval> intervals,
            double coverage) {
        public Scores {
            naive = ordered(naive);
            linear = ordered(linear);
            train = ordered(train);
            validation = ordered(validation);
            test = ordered(test);
            intervals = ordered(intervals);
        }
    }

    /**
     * How it was learned.
     *
     * @param model in a few words, such as "network 8-256-256-1"
     * @param linearKept whether y = b + w·x was enough, so that it is the function
     * @param parameters the length of θ
     * @param loss what was minimised, in a few words, such as "squared error"
     * @param history the epochs, in order; empty if nothing was learned step by step
     * @param bestEpoch whose θ was kept, 0 without a history
     * @param apart a sentence on what training loss holds and validation loss does not; empty if both hold the same
     */
    public record Learning(
            String model,
            boolean linearKept,
            long parameters,
            double seconds,
            String loss,
            List<Event.EpochEnded> history,
            int bestEpoch,
            String apart) {
        public Learning {
            history = List.copyOf(history);
        }

        /** Both losses hold the same. */
        public Learning(
                String model,
                boolean linearKept,
                long parameters,
                double seconds,
                String loss,
                List<Event.EpochEnded> history,
                int bestEpoch) {
            this(model, linearKept, parameters, seconds, loss, history, bestEpoch, "");
        }
    }

    /** Truth and prediction of each test row. */
    public sealed interface Outcome {}

    /**
     * Predicted numbers, in the unit of the target.
     *
     * @param intervals an interval for each row, if there is any
     */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays, as metrics take them; outcomes are not compared
    public record Regression(double[] truth, double[] predicted, Optional<Intervals> intervals) implements Outcome {}

    /** Intervals that promise to hold the truth with probability {@code coverage}. */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays, as metrics take them; outcomes are not compared
    public record Intervals(double[] low, double[] high, double coverage) {}

    /**
     * Predicted probabilities.
     *
     * @param labels of the classes
     * @param truth class numbers, from 0
     * @param probability rows × classes
     */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays, as metrics take them; outcomes are not compared
    public record Classification(List<String> labels, int[] truth, double[][] probability) implements Outcome {
        public Classification {
            labels = List.copyOf(labels);
        }
    }

    /** Texts that were written, some of them beside the true ones. */
    public record Texts(List<Sample> samples) implements Outcome {
        public Texts {
            samples = List.copyOf(samples);
        }
    }

    /** A text that was read, the true one after it, and the one that was written. */
    public record Sample(String read, String truth, String written) {}

    /**
     * Tags of steps.
     *
     * @param what was to be found, such as "entity"
     * @param found how many of each type are right, were found and are there
     */
    public record Tagging(String what, EntityF1 found) implements Outcome {}

    /**
     * A row that was predicted badly.
     *
     * @param row its number in the table, from 1
     * @param inputs what was given of it, by column
     * @param error how wrong, in words: "off by 2.31", "0.2 % for the truth"
     */
    public record Mistake(long row, SequencedMap<String, Shown> inputs, String truth, String predicted, String error) {
        public Mistake {
            inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        }
    }

    /**
     * How much worse the main metric of the test rows becomes when the values of a column are shuffled (Breiman 2001).
     *
     * @param mean over the shuffles; about 0 for a column that does not matter
     * @param deviation of the shuffles
     */
    public record Importance(String column, double mean, double deviation) {}

    /**
     * What it takes to get the same again.
     *
     * @param facts such as the seed, the versions, the hash of the data
     * @param config complete, in YAML
     * @param next the command to type next
     */
    public record Reproduction(SequencedMap<String, String> facts, String config, String next) {
        public Reproduction {
            facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        }
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
