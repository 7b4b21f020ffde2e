package hanshu.train.tune;

import hanshu.train.config.ConfigException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** A setting that is searched. All of its values lie between 0 and 1 for those who search. */
public sealed interface Dimension {
    /** A key of the configuration, such as {@code training.rate}. */
    String key();

    /** The value at a place from 0 to 1, as it stands in a configuration. */
    String at(double place);

    /** Both ends of a range, or all values of a choice: where these will do, the others will. */
    default List<String> extremes() {
        return List.of(at(0), at(1));
    }

    /** Where a value lies; any place for which {@link #at} gives it. */
    double place(String value);

    /** A number between two others; on a logarithmic scale a factor of ten is as far everywhere. */
    record Real(String key, double low, double high, boolean isLog) implements Dimension {
        private static final MathContext DIGITS = new MathContext(4);

        public Real {
            check(key, low, high, isLog);
        }

        @Override
        public String at(double place) {
            double value = isLog ? low * Math.pow(high / low, place) : low + place * (high - low);
            return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
        }

        @Override
        public double place(String value) {
            double number = Double.parseDouble(value);
            double place = isLog ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
            return Math.clamp(place, 0, 1);
        }
    }

    /** A whole number between two others, both included. */
    record Whole(String key, long low, long high, boolean isLog) implements Dimension {
        public Whole {
            check(key, (double) low, (double) high, isLog);
        }

        @Override
        public String at(double place) {
            double value = isLog
                    ? (low - 0.5) * Math.pow((high + 0.5) / (low - 0.5), place)
                    : low - 0.5 + place * (high - low + 1);
            return String.valueOf(Math.clamp(Math.round(value), low, high));
        }

        @Override
        public double place(String value) {
            double number = Double.parseDouble(value);
            double place = isLog
                    ? Math.log(number / (low - 0.5)) / Math.log((high + 0.5) / (low - 0.5))
                    : (number - low + 0.5) / (high - low + 1);
            return Math.clamp(place, 0, 1);
        }
    }

    /** One of some values, none nearer to one than to another. */
    record Choice(String key, List<String> values) implements Dimension {
        public Choice {
            values = List.copyOf(values);
            if (values.size() < 2) {
                throw new ConfigException(
                        "%s: two values or more are expected to choose among, got %s".formatted(key, values));
            }
        }

        @Override
        public List<String> extremes() {
            return values;
        }

        @Override
        public String at(double place) {
            return values.get(Math.min(values.size() - 1, (int) (place * values.size())));
        }

        @Override
        public double place(String value) {
            int index = values.indexOf(value);
            return (Math.max(0, index) + 0.5) / values.size();
        }
    }

    private static void check(String key, double low, double high, boolean isLog) {
        if (!(low < high) || (isLog && low <= 0)) {
            throw new ConfigException("%s: a range is LOW..HIGH with LOW below HIGH%s, got %s..%s"
                    .formatted(key, isLog ? " and, as it is searched by factors, above 0" : "", low, high));
        }
    }

    /**
     * As it is written: {@code training.rate=1e-4..0.1:log}, {@code network.layers=1..4}, {@code training.batch=16,64,256}.
     * A range between two whole numbers is of whole numbers.
     */
    static Dimension parse(String text) {
        int equals = text.indexOf('=');
        int dots = text.indexOf("..");
        if (equals < 1) {
            throw new ConfigException(
                    "a setting to search is KEY=LOW..HIGH, KEY=LOW..HIGH:log or KEY=A,B,C, got \"%s\"".formatted(text));
        }
        var key = text.substring(0, equals).strip();
        if (dots < 0) {
            return new Choice(
                    key,
                    Arrays.stream(text.substring(equals + 1).split(",", -1))
                            .map(String::strip)
                            .toList());
        }
        boolean isLog = text.endsWith(":log");
        var low = text.substring(equals + 1, dots).strip();
        var high = text.substring(dots + 2, text.length() - (isLog ? 4 : 0)).strip();
        try {
            return low.matches("-?\\d+") && high.matches("-?\\d+")
                    ? new Whole(key, Long.parseLong(low), Long.parseLong(high), isLog)
                    : new Real(key, Double.parseDouble(low), Double.parseDouble(high), isLog);
        } catch (NumberFormatException e) {
            throw new ConfigException("%s: a range is of numbers, LOW..HIGH, got %s..%s".formatted(key, low, high));
        }
    }
}
