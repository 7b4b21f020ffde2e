package hanshu.learn.supervised.task;

/**
 * Numbers of one or more channels at each step.
 *
 * @param channels how many
 * @param values step after step, the channels of a step side by side
 */
@SuppressWarnings("ArrayRecordComponent") // large, and never compared
public record Series(int channels, float[] values) {
    public Series {
        if (channels < 1 || values.length == 0 || values.length % channels != 0) {
            throw new IllegalArgumentException("a series of %d channels has as many numbers at each step, got %d"
                    .formatted(channels, values.length));
        }
    }

    /** How long it is. */
    public int steps() {
        return values.length / channels;
    }
}
