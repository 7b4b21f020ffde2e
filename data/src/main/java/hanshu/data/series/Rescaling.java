package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.tensor.Key;

/**
 * Multiplies each channel by a number from N(1, σ²), the same at all steps (Um et al. 2017, "scaling").
 *
 * @param deviation σ, about 0.1
 */
public record Rescaling(double deviation) implements Augmentation {
    public Rescaling {
        if (!(deviation >= 0)) {
            throw new DataException("rescaling: the deviation is 0 or more, got " + deviation);
        }
    }

    @Override
    public Series apply(Series series, Key key) {
        var factors = key.normal(series.channels()).toFloats();
        var values = series.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1 + (float) deviation * factors[i % factors.length];
        }
        return new Series(values, series.channels());
    }
}
