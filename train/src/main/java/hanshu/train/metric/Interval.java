package hanshu.train.metric;

/** From {@code low} to {@code high}, both included. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval runs upwards, not from %s to %s".formatted(low, high));
        }
    }

    /**
     * Where the share lies that {@code hits} of {@code rows} speak for (Wilson 1927). Unlike the bootstrap it knows that
     * all of 20 is less than all of 2000.
     *
     * @param coverage the probability that the interval holds the share, in (0, 1)
     */
    public static Interval ofShare(long hits, long rows, double coverage) {
        Check.share("coverage", coverage);
        if (rows < 1 || hits < 0 || hits > rows) {
            throw new IllegalArgumentException("%d of %d rows is no share".formatted(hits, rows));
        }
        double z = normalQuantile((1 - coverage) / 2);
        double share = (double) hits / rows;
        double shrunk = 1 + z * z / rows;
        double centre = (share + z * z / (2 * rows)) / shrunk;
        double half = z / shrunk * Math.sqrt(share * (1 - share) / rows + z * z / (4.0 * rows * rows));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** Beyond which a standard normal number lies with probability {@code tail}; ± 0.00045 (Hastings 1955). */
    private static double normalQuantile(double tail) {
        double t = Math.sqrt(-2 * Math.log(tail));
        return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
