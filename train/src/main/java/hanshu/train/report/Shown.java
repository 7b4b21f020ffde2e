package hanshu.train.report;

import java.util.List;

/** What a case looks like, to be shown beside what was answered. */
public sealed interface Shown {
    /** A text, or the cell of a column. */
    record Words(String text) implements Shown {}

    /**
     * A picture.
     *
     * @param png the bytes of a PNG file
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file, handed on and never compared
    record Picture(byte[] png) implements Shown {}

    /**
     * Numbers over time.
     *
     * @param channels the numbers of each channel, step after step
     */
    record Curves(List<float[]> channels) implements Shown {
        public Curves {
            channels = List.copyOf(channels);
        }
    }
}
