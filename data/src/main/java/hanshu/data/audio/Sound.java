package hanshu.data.audio;

import hanshu.data.DataException;

/**
 * A sound in one channel.
 *
 * @param samples from −1 to 1. Handed on without a copy, so leave it as it is
 * @param rate samples a second
 */
@SuppressWarnings("ArrayRecordComponent") // numbers by the million, handed on and never compared
public record Sound(float[] samples, int rate) {
    public Sound {
        if (rate < 1) {
            throw new DataException("a sound has at least one sample a second, got a rate of " + rate);
        }
    }

    public double seconds() {
        return (double) samples.length / rate;
    }

    /** At another rate: see {@link Resampler}. */
    public Sound at(int other) {
        return other == rate ? this : new Sound(Resampler.of(rate, other).apply(samples), other);
    }
}
