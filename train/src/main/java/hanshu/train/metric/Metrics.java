package hanshu.train.metric;

import java.util.OptionalDouble;
import java.util.SequencedMap;

/** What a function achieved on some rows: numbers by their lower-case name. */
public sealed interface Metrics permits RegressionMetrics, ClassificationMetrics, ForecastMetrics {

    /**
     * The metrics by name, in a fixed order; empty where the rows leave a metric undefined (JSON: null), never NaN.
     * Regression: rmse, mae, r2. Classification: accuracy, balanced_accuracy, f1, auroc, log_loss, ece. Forecasts: mse,
     * mae, smape, mase.
     */
    SequencedMap<String, OptionalDouble> asMap();

    /** Whether more of the metric called {@code name} is better: so of all but the errors, the losses and ece. */
    static boolean higherIsBetter(String name) {
        return switch (name) {
            case "r2", "accuracy", "balanced_accuracy", "f1", "auroc", "coverage" -> true;
            case "rmse", "mse", "mae", "smape", "mase", "pinball", "log_loss", "ece", "mean_width" -> false;
            default -> throw new IllegalArgumentException("no metric is called \"" + name + "\"");
        };
    }
}
