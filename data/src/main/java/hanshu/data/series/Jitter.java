package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.tensor.Key;

/**
 * Adds noise from N(0, σ²) to each number (Um et al. 2017, "jittering").
 *
 * @param deviation σ, in the unit of the series: with scaled ones about 0.03
 */
public record Jitter(double deviation) implements Augmentation {
    public Jitter {
        if (!(deviation >= 0)) {
            throw new DataException("jitter: the deviation is 0 or more, got " + deviation);
        }
    }

    @Override
    public Series apply(Series series, Key key) {
        var noise = key.normal(series.values().length).toFloats();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = series.values()[i] + (float) deviation * noise[i];
        }
        return new Series(noise, series.channels());
    }
}
