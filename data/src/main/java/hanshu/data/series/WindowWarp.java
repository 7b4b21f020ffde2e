package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.tensor.Key;

/**
 * Plays a stretch of the series at half or at twice the speed (Le Guennec, Malinowski & Tavenard 2016, "window warping");
 * numbers between the steps are interpolated. The series becomes longer or shorter.
 *
 * @param share of the steps that is warped, from 0 to 1: 0.1 in the paper
 */
public record WindowWarp(double share) implements Augmentation {
    public WindowWarp {
        if (!(share >= 0 && share <= 1)) {
            throw new DataException("window warp: the share is from 0 to 1, got " + share);
        }
    }

    @Override
    public Series apply(Series series, Key key) {
        int warped = (int) Math.round(share * series.length());
        if (warped < 2) {
            return series;
        }
        int from = (int) (key.randomDouble(0) * (series.length() - warped + 1));
        int after = key.randomDouble(1) < 0.5 ? warped / 2 : 2 * warped;
        int channels = series.channels();
        int rest = series.length() - from - warped;
        var values = new float[(from + after + rest) * channels];
        System.arraycopy(series.values(), 0, values, 0, from * channels);
        for (int step = 0; step < after; step++) {
            double place = after == 1 ? 0 : (double) step * (warped - 1) / (after - 1);
            int before = Math.min((int) place, warped - 2);
            float share = (float) (place - before);
            for (int channel = 0; channel < channels; channel++) {
                float start = series.at(from + before, channel);
                float end = series.at(from + before + 1, channel);
                values[(from + step) * channels + channel] = start + share * (end - start);
            }
        }
        System.arraycopy(
                series.values(), (from + warped) * channels, values, (from + after) * channels, rest * channels);
        return new Series(values, channels);
    }
}
