package hanshu.data.table;

/**
 * How numbers are written: a decimal mark, and between groups of three digits an optional mark of another sort.
 * <pre>
 *   [+-−] digits [mark digits] [e [+-] digits]        with '.': 1234.5   1,234.5   1 234.5   1'234.5
 *                                                      with ',': 1234,5   1.234,5   1 234,5   1'234,5
 * </pre>
 */
record Numerals(char decimal) {
    static final Numerals POINT = new Numerals('.');
    static final Numerals COMMA = new Numerals(',');

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final char MINUS = '\u2212';

    /** The number; NaN when the text is none; infinite when it says so or is too large for a double. */
    double parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    double parse(char[] text, int from, int length) {
        int end = from + length;
        int at = from;
        boolean negative = at < end && (text[at] == '-' || text[at] == MINUS);
        if (at < end && (negative || text[at] == '+')) {
            at++;
        }
        if (isInfinity(text, at, end)) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        long mantissa = 0; // overflows harmlessly where it is not used
        int significant = 0;
        int whole = at;
        char grouping = 0;
        int group = 0; // digits since the last grouping mark
        for (; at < end; at++) {
            char c = text[at];
            if (isDigit(c)) {
                mantissa = mantissa * 10 + (c - '0');
                significant += significant > 0 || c != '0' ? 1 : 0;
                group++;
            } else if (isGrouping(c) && (grouping == 0 ? group >= 1 && group <= 3 : c == grouping && group == 3)) {
                grouping = c;
                group = 0;
            } else {
                break;
            }
        }
        if (grouping != 0 && (group != 3 || text[whole] == '0')) {
            return Double.NaN;
        }
        int digits = at - whole;
        int fraction = 0;
        if (at < end && text[at] == decimal) {
            for (at++; at < end && isDigit(text[at]); at++) {
                mantissa = mantissa * 10 + (text[at] - '0');
                significant += significant > 0 || text[at] != '0' ? 1 : 0;
                fraction++;
            }
        }
        if (digits + fraction == 0) {
            return Double.NaN;
        }
        if (at == end && significant <= 15 && fraction < POWERS_OF_TEN.length) {
            double value = mantissa / POWERS_OF_TEN[fraction]; // both exact, so the quotient is correctly rounded
            return negative ? -value : value;
        }
        return at == end || isExponent(text, at, end) ? Double.parseDouble(plain(text, from, end)) : Double.NaN;
    }

    private static boolean isExponent(char[] text, int at, int end) {
        if (text[at] != 'e' && text[at] != 'E') {
            return false;
        }
        int signed = at + 1 < end && (text[at + 1] == '-' || text[at + 1] == '+') ? 1 : 0;
        int digits = at + 1 + signed;
        return digits < end && areDigits(text, digits, end - digits);
    }

    private String plain(char[] text, int from, int end) {
        var plain = new StringBuilder(end - from);
        for (int at = from; at < end; at++) {
            char c = text[at];
            if (c == decimal) {
                plain.append('.');
            } else if (c == MINUS) {
                plain.append('-');
            } else if (!isGrouping(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** A code like 02115 rather than a quantity: digits only, the first of several a zero. */
    static boolean isPadded(char[] text, int from, int length) {
        return length > 1 && text[from] == '0' && areDigits(text, from, length);
    }

    static boolean areDigits(char[] text, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return length > 0;
    }

    /** The shortest text that reads back as the same number; whole numbers without a fraction. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private boolean isGrouping(char c) {
        return switch (c) {
            case ',', '.' -> c != decimal;
            case ' ', '\'', '\u00a0', '\u202f', '\u2019' -> true;
            default -> false;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isInfinity(char[] text, int at, int end) {
        if (at == end || isDigit(text[at]) || end - at > "infinity".length()) {
            return false;
        }
        String word = new String(text, at, end - at);
        return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity") || word.equals("∞");
    }
}
