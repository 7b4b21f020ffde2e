package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.tensor.Key;

/**
 * Keeps a stretch of the series from a random place (Le Guennec, Malinowski & Tavenard 2016, "window slicing").
 *
 * @param share of the steps that is kept, above 0 and at most 1: 0.9 in the paper
 */
public record WindowSlice(double share) implements Augmentation {
    public WindowSlice {
        if (!(share > 0 && share <= 1)) {
            throw new DataException("window slice: the share is above 0 and at most 1, got " + share);
        }
    }

    @Override
    public Series apply(Series series, Key key) {
        int kept = Math.clamp(Math.round(share * series.length()), Math.min(1, series.length()), series.length());
        int from = (int) (key.randomDouble(0) * (series.length() - kept + 1));
        return series.slice(from, from + kept);
    }
}
