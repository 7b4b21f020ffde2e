package hanshu.train.metric;

import java.util.Locale;

/** Numbers as people read them: four significant digits, the same everywhere and in every locale. */
public final class Digits {
    private static final int SIGNIFICANT = 4;

    private Digits() {}

    /** As {@link #of(double)}, but 0.3900 keeps its zeros: numbers in a column of a table line up. */
    public static String fixed(double value) {
        return format(value, false);
    }

    /** 0.4553, 12.3, 4128, 20,640, 1.2e-05, NaN: four significant digits, trailing zeros of a fraction left out. */
    public static String of(double value) {
        return format(value, true);
    }

    private static String format(double value, boolean strip) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (size < 1e-4 || size >= 1e15) {
            return String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e");
        }
        int decimals = Math.max(0, SIGNIFICANT - 1 - (int) Math.floor(Math.log10(size)));
        var text = String.format(Locale.ROOT, (size < 10_000 ? "%." : "%,.") + decimals + "f", value);
        return decimals == 0 || !strip ? text : text.replaceFirst("\\.?0+$", "");
    }

    /** A count: 20,640. */
    public static String of(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share in percent, to one decimal: 0.9853 is 98.5 %. */
    public static String percent(double share) {
        var text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    /** A span of time: 340 ms, 12.3 s, 2:05 min, 1:02:05 h. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 0.001) {
            return of(Math.round(seconds * 1e6)) + " µs";
        } else if (seconds < 1) {
            return of(Math.round(seconds * 1e3)) + " ms";
        } else if (whole < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        } else if (whole < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
        } else {
            return String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
        }
    }
}
