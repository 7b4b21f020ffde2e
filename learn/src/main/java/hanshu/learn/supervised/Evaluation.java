package hanshu.learn.supervised;

import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a function is on some rows.
 *
 * @param rows how many
 * @param naive how good the answer that looks at no column is on the same rows
 * @param linear how good y = b + w·x is on the same rows
 * @param intervals where 95 % of each metric would lie on other rows of the same kind
 */
public record Evaluation(int rows, Metrics metrics, Metrics naive, Metrics linear, Map<String, Interval> intervals) {
    public Evaluation {
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
}
