package hanshu.data.table.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.table.Quantiles;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Brings the numbers of a column to about the size of 1, whatever its unit and its outliers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Scaling.Robust.class, name = "robust"),
    @JsonSubTypes.Type(value = Scaling.QuantileNormal.class, name = "quantile-normal")
})
public sealed interface Scaling {
    /** Which scaling to fit. */
    enum Method {
        ROBUST,
        QUANTILE_NORMAL;

        Scaling fit(double[] values) {
            return switch (this) {
                case ROBUST -> Robust.fit(values);
                case QUANTILE_NORMAL -> QuantileNormal.fit(values);
            };
        }
    }

    double apply(double x);

    /**
     * Robust scaling and smooth clipping (Holzmüller, Grinsztajn & Steinwart 2024, "Better by default", section 3).
     * <pre>
     *   z = (x − q½) · factor    factor = 1/(q¾ − q¼), or 2/(max − min) where the quartiles are equal, or 0
     *   f(z) = z / √(1 + (z/3)²)    between −3 and 3, and close to z between −1 and 1
     * </pre>
     */
    record Robust(double median, double factor) implements Scaling {
        static Robust fit(double[] values) {
            Quantiles quantiles = Quantiles.of(values);
            double middleHalf = quantiles.at(0.75) - quantiles.at(0.25);
            double span = quantiles.at(1) - quantiles.at(0);
            return new Robust(quantiles.at(0.5), middleHalf > 0 ? 1 / middleHalf : span > 0 ? 2 / span : 0);
        }

        @Override
        public double apply(double x) {
            double z = (x - median) * factor;
            return z / Math.sqrt(1 + (z / 3) * (z / 3));
        }
    }

    /**
     * The place of a number among the sorted training values, turned into the normal deviate of that place: after it,
     * every column is distributed normally. Between stored quantiles it interpolates; equal training values get the
     * middle of their places. Results lie from −5.2 to 5.2.
     */
    record QuantileNormal(List<Double> quantiles) implements Scaling {
        private static final int MOST = 1000;
        private static final double EXTREME = 1e-7;

        public QuantileNormal {
            quantiles = List.copyOf(quantiles);
        }

        static QuantileNormal fit(double[] values) {
            Quantiles sample = Quantiles.of(values);
            int levels = Math.max(2, Math.min(MOST, values.length));
            return new QuantileNormal(IntStream.range(0, levels)
                    .mapToObj(i -> sample.at(i / (levels - 1.0)))
                    .toList());
        }

        @Override
        public double apply(double x) {
            double place = (below(x) + above(x)) / 2 / (quantiles.size() - 1);
            return NormalDistribution.inverse(Math.clamp(place, EXTREME, 1 - EXTREME));
        }

        /** The place of x, and of the first of equal quantiles. */
        private double below(double x) {
            int at = Collections.binarySearch(quantiles, x);
            if (at < 0) {
                return between(x, -at - 1);
            }
            while (at > 0 && quantiles.get(at - 1) == x) {
                at--;
            }
            return at;
        }

        /** The place of x, and of the last of equal quantiles. */
        private double above(double x) {
            int at = Collections.binarySearch(quantiles, x);
            if (at < 0) {
                return between(x, -at - 1);
            }
            while (at + 1 < quantiles.size() && quantiles.get(at + 1) == x) {
                at++;
            }
            return at;
        }

        private double between(double x, int next) {
            if (next == 0 || next == quantiles.size()) {
                return next == 0 ? 0 : next - 1;
            }
            double low = quantiles.get(next - 1);
            return next - 1 + (x - low) / (quantiles.get(next) - low);
        }
    }

    /** The numbers among these cells that are known. */
    static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }
}
