package hanshu.train.metric;

import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * How far predicted numbers lie from the true ones, in the unit of the target.
 * <pre>
 *   rmse = √(Σ(y − ŷ)² / n)     mae = Σ|y − ŷ| / n     r2 = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²
 * </pre>
 * As scikit-learn's {@code root_mean_squared_error}, {@code mean_absolute_error} and {@code r2_score}, save that
 * r2 is empty where all true values are equal (it would divide by zero; scikit-learn then answers 0 or 1).
 *
 * @param rows how many rows were compared, at least 1
 */
public record RegressionMetrics(int rows, double rmse, double mae, OptionalDouble r2) implements Metrics {

    /**
     * Compares row by row.
     *
     * @throws IllegalArgumentException if there is no row, the lengths differ or a number is not finite
     */
    public static RegressionMetrics of(double[] truth, double[] predicted) {
        Check.sameRows("truth", truth.length, "predicted", predicted.length);
        Check.finite("truth", truth);
        Check.finite("predicted", predicted);
        int n = truth.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (truth[i] - mean) / (i + 1);
        }
        double squares = 0;
        double absolutes = 0;
        double spread = 0;
        boolean constant = true;
        for (int i = 0; i < n; i++) {
            double error = truth[i] - predicted[i];
            squares += error * error;
            absolutes += Math.abs(error);
            spread += (truth[i] - mean) * (truth[i] - mean);
            constant &= truth[i] == truth[0];
        }
        return new RegressionMetrics(
                n,
                Math.sqrt(squares / n),
                absolutes / n,
                constant ? OptionalDouble.empty() : OptionalDouble.of(1 - squares / spread));
    }

    @Override
    public SequencedMap<String, OptionalDouble> asMap() {
        var map = new LinkedHashMap<String, OptionalDouble>();
        map.put("rmse", OptionalDouble.of(rmse));
        map.put("mae", OptionalDouble.of(mae));
        map.put("r2", r2);
        return map;
    }
}
