package hanshu.data.series;

import hanshu.data.DataException;
import java.util.Arrays;

/**
 * A series: a number of each channel at each step.
 *
 * @param values step after step, (time, channels); NaN is missing. Handed on without a copy, so leave it as it is
 * @param channels at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // numbers by the million, handed on and never compared
public record Series(float[] values, int channels) {
    public Series {
        if (channels < 1 || values.length % channels != 0) {
            throw new DataException("a series has as many numbers at each step, but %d numbers do not make steps of %d"
                    .formatted(values.length, channels));
        }
    }

    /** How many steps it has. */
    public int length() {
        return values.length / channels;
    }

    /** The number of a channel at a step, both from 0; NaN if it is missing. */
    public float at(int step, int channel) {
        return values[step * channels + channel];
    }

    /** Steps {@code from} to {@code to}, the second excluded. */
    public Series slice(int from, int to) {
        return new Series(Arrays.copyOfRange(values, from * channels, to * channels), channels);
    }

    /** Some of the channels alone. */
    public Series select(int... wanted) {
        var selected = new float[length() * wanted.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = at(i / wanted.length, wanted[i % wanted.length]);
        }
        return new Series(selected, wanted.length);
    }

    /** The channels of this series, then those of another of the same length. */
    public Series beside(Series other) {
        if (other.length() != length()) {
            throw new DataException("series stand side by side where they have as many steps, got %d and %d"
                    .formatted(length(), other.length()));
        }
        int both = channels + other.channels;
        var values = new float[length() * both];
        for (int i = 0; i < values.length; i++) {
            int channel = i % both;
            values[i] = channel < channels ? at(i / both, channel) : other.at(i / both, channel - channels);
        }
        return new Series(values, both);
    }

    /** How many numbers are missing. */
    public int missing() {
        int missing = 0;
        for (float value : values) {
            missing += Float.isNaN(value) ? 1 : 0;
        }
        return missing;
    }

    /**
     * Without missing numbers: each lies on the straight line between its neighbours in the channel, and before the first
     * and after the last on a level with them. A channel without any number becomes 0.
     */
    public Series filled() {
        if (missing() == 0) {
            return this;
        }
        var filled = values.clone();
        for (int channel = 0; channel < channels; channel++) {
            int known = -1;
            for (int step = 0; step <= length(); step++) {
                if (step == length()) {
                    fill(filled, channel, known, step, known < 0 ? 0 : at(known, channel));
                } else if (!Float.isNaN(at(step, channel))) {
                    fill(filled, channel, known, step, at(step, channel));
                    known = step;
                }
            }
        }
        return new Series(filled, channels);
    }

    /** Fills what lies between two known steps; -1 is before the first. */
    private void fill(float[] filled, int channel, int before, int after, float end) {
        float start = before < 0 ? end : at(before, channel);
        for (int step = before + 1; step < after; step++) {
            float share = (float) (step - before) / (after - before);
            filled[step * channels + channel] = start + share * (end - start);
        }
    }
}
