package hanshu.nn.optim;

/** Refuses settings outside their range. */
final class Check {
    private Check() {}

    static void atLeast(String where, String what, double least, double value) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(where + ": " + what + " is at least " + text(least) + ", got " + value);
        }
    }

    static void atLeast(String where, String what, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(where + ": " + what + " is at least " + least + ", got " + value);
        }
    }

    static void moreThan(String where, String what, double bound, double value) {
        if (!(value > bound)) {
            throw new IllegalArgumentException(where + ": " + what + " is more than " + text(bound) + ", got " + value);
        }
    }

    /** From 0, to less than 1. */
    static void share(String where, String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(where + ": " + what + " is from 0 to less than 1, got " + value);
        }
    }

    private static String text(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
