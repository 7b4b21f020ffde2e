package hanshu.data.series;

import hanshu.data.DataException;

/** Steps of a series, {@code to} excluded. */
public record Range(int from, int to) {
    public Range {
        if (from < 0 || to < from) {
            throw new DataException(
                    "a range of steps goes from 0 or later to no earlier, got %d to %d".formatted(from, to));
        }
    }

    public int length() {
        return to - from;
    }
}
