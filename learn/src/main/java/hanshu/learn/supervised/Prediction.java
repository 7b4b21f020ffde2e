package hanshu.learn.supervised;

import hanshu.train.metric.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * Several numbers.
     *
     * @param names of them
     */
    record Quantities(List<String> names, List<Double> values) implements Prediction {
        public Quantities {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }

        @Override
        public String answer() {
            return values.stream().map(v -> Float.toString(v.floatValue())).collect(Collectors.joining(" "));
        }
    }

    /** A tag for each step, such as a word. */
    record Tags(List<String> tags) implements Prediction {
        public Tags {
            tags = List.copyOf(tags);
        }

        @Override
        public String answer() {
            return String.join(" ", tags);
        }
    }

    /** A text that was written. */
    record Text(String answer) implements Prediction {}

    /**
     * Any of several classes: those with a probability of a half or more.
     *
     * @param probabilities of each class being there
     */
    record Labels(Map<String, Double> probabilities) implements Prediction {
        public Labels {
            probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        }

        @Override
        public String answer() {
            return probabilities.entrySet().stream()
                    .filter(each -> each.getValue() >= 0.5)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining("|"));
        }
    }
}
