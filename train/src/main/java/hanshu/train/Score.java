package hanshu.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good a model is on rows that it does not learn from.
 *
 * @param metrics by name; empty where the rows leave one undefined
 */
public record Score(double loss, Map<String, OptionalDouble> metrics) {
    /** The name under which {@link #value} gives the loss. */
    public static final String LOSS = "loss";

    public Score {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    public static Score of(double loss) {
        return new Score(loss, Map.of());
    }

    /**
     * A metric by name, or the loss.
     *
     * @throws IllegalArgumentException if no metric has that name
     */
    public OptionalDouble value(String name) {
        if (name.equals(LOSS)) {
            return OptionalDouble.of(loss);
        }
        var value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the validation gives no metric \"" + name + "\"; it gives " + LOSS
                    + (metrics.isEmpty() ? "" : ", " + String.join(", ", metrics.keySet())));
        }
        return value;
    }
}
