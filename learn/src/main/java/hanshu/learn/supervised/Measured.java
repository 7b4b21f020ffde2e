package hanshu.learn.supervised;

import hanshu.train.metric.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured when a function was learned: metrics by name, empty where the rows leave one undefined.
 *
 * @param test absent where no rows were kept back
 * @param naive of the answer that looks at no column, on the unseen rows
 * @param linear of y = b + w·x, on the unseen rows
 */
public record Measured(
        Map<String, OptionalDouble> train,
        Map<String, OptionalDouble> validation,
        Optional<Map<String, OptionalDouble>> test,
        Map<String, OptionalDouble> naive,
        Map<String, OptionalDouble> linear) {
    public Measured {
        train = ordered(train);
        validation = ordered(validation);
        test = test.map(Measured::ordered);
        naive = ordered(naive);
        linear = ordered(linear);
    }

    static Measured of(Scores kept, Baseline naive, Baseline linear) {
        return new Measured(
                kept.train().asMap(),
                kept.validation().asMap(),
                kept.test().map(Metrics::asMap),
                naive.scores().unseen().asMap(),
                linear.scores().unseen().asMap());
    }

    /** On unseen rows: the test rows, or the validation rows where there are none. */
    public Map<String, OptionalDouble> unseen() {
        return test.orElse(validation);
    }

    private static Map<String, OptionalDouble> ordered(Map<String, OptionalDouble> metrics) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(metrics)); // the file is to be the same bytes
    }
}
