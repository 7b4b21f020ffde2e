package hanshu.learn.supervised;

import hanshu.train.metric.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a function answers for one row, and how sure that is. */
public sealed interface Prediction {

    /** The answer as text: the number, or the label. */
    String answer();

    /**
     * A number.
     *
     * @param interval holds the truth with probability 0.9; absent where the function was learned from too few rows to
     *     promise that
     */
    record Quantity(double value, Optional<Interval> interval) implements Prediction {
        @Override
        public String answer() {
            return Float.toString((float) value);
        }
    }

    /**
     * A class.
     *
     * @param label the most probable one
     * @param probabilities of each class, calibrated
     */
    record Label(String label, Map<String, Double> probabilities) implements Prediction {
        public Label {
            probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        }

        /** How probable the label is. */
        public double probability() {
            return probabilities.getOrDefault(label, 0.0);
        }

        @Override
        public String answer() {
            return label;
        }
    }
}
