package hanshu.data.table;

import hanshu.data.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the cells of one column look like, seen one after another: how should they be stored? */
final class ColumnSurvey {
    private final Missing missing;
    private int present; // neither empty nor always missing
    private int maybeMissing;
    private int withPoint;
    private int withComma;
    private int commaSmaller; // 1,234: one and a bit, or above a thousand?
    private int digitsOnly;
    private int padded;
    private int digitsLength = -1;
    private boolean sameLength = true;
    private int infinite;
    private int infiniteLine;
    private int odd;
    private int oddLine;
    private String firstOdd = "";

    ColumnSurvey(Missing missing) {
        this.missing = missing;
    }

    void see(char[] text, int from, int length, int line) {
        if (missing.always(text, from, length)) {
            return;
        }
        present++;
        double point = Numerals.POINT.parse(text, from, length);
        double comma = Numerals.COMMA.parse(text, from, length);
        if (Double.isInfinite(point) || Double.isInfinite(comma)) {
            infiniteLine = infinite == 0 ? line : infiniteLine;
            infinite++;
            return;
        }
        withPoint += Double.isNaN(point) ? 0 : 1;
        withComma += Double.isNaN(comma) ? 0 : 1;
        commaSmaller += Math.abs(comma) < Math.abs(point) ? 1 : 0;
        if (Double.isNaN(point) && Double.isNaN(comma)) {
            if (missing.inNumbers(text, from, length)) {
                maybeMissing++;
            } else if (odd++ == 0) {
                firstOdd = new String(text, from, Math.min(length, 40));
                oddLine = line;
            }
        } else if (Numerals.areDigits(text, from, length)) {
            sameLength &= digitsLength < 0 || digitsLength == length;
            digitsLength = length;
            digitsOnly++;
            padded += Numerals.isPadded(text, from, length) ? 1 : 0;
        }
    }

    /** Whether all cells are numbers with the decimal point but not with the comma. */
    boolean speaksForPoint() {
        return areNumbers(withPoint) && !areNumbers(withComma);
    }

    boolean speaksForComma() {
        return areNumbers(withComma) && !areNumbers(withPoint);
    }

    /** Whether all cells are numbers with point and comma alike, but some are other numbers: 1,234 but not 1.234. */
    boolean hasAmbiguousComma() {
        return areNumbers(withPoint) && areNumbers(withComma) && commaSmaller > 0;
    }

    /** How to read the numbers of this column; empty when it does not hold numbers. Codes such as 02115 are none. */
    Optional<Numerals> numerals(char decimal) {
        if (padded > 0 && sameLength && digitsOnly == present) {
            return Optional.empty();
        }
        boolean point = areNumbers(withPoint);
        boolean comma = areNumbers(withComma);
        if (point && (decimal == '.' || !comma)) {
            return Optional.of(Numerals.POINT);
        }
        return comma ? Optional.of(Numerals.COMMA) : Optional.empty();
    }

    boolean isEmpty() {
        return present == 0;
    }

    private boolean areNumbers(int numbers) {
        return numbers > 0 && numbers == present - maybeMissing - infinite;
    }

    void refuseInfinity(String file, int column, String name) {
        if (infinite > 0 && (areNumbers(withPoint) || areNumbers(withComma))) {
            throw new TableException(
                    "%s:%d, column %d (%s): a finite number is expected, but the cell is infinite (%d of its cells are): correct it, or list it in --missing"
                            .formatted(file, infiniteLine, column, name, infinite));
        }
    }

    /** A few odd cells among many numbers are most likely marks of missing values. */
    Optional<Notice> almostNumbers(String name) {
        int numbers = Math.max(withPoint, withComma);
        return odd > 0 && numbers >= 10 && numbers >= 9 * odd
                ? Optional.of(Notice.warning(
                        name,
                        Wording.of(
                                        "Column %s is read as text because %d of its %d cells %s no number (first \"%s\" on line %d); if that means a missing value, list it in --missing.",
                                        "列 %1$s 当作文本，因为它的 %3$d 个格里有 %2$d 个不是数（第一个是第 %6$d 行的“%5$s”）；如果那表示缺失，请列入 --missing。")
                                .with(name, odd, present, odd == 1 ? "is" : "are", firstOdd, oddLine)))
                : Optional.empty();
    }

    /** Texts that stand for a missing value. */
    record Missing(Set<String> always, Set<String> inNumbers, int longest) {
        static Missing of(ReadOptions options) {
            Set<String> always = lowerCase(options.missing().orElse(ReadOptions.MISSING));
            Set<String> inNumbers =
                    options.missing().isPresent() ? Set.of() : lowerCase(ReadOptions.MISSING_IN_NUMBERS);
            int longest = always.stream().mapToInt(String::length).max().orElse(0);
            return new Missing(always, inNumbers, longest);
        }

        boolean always(char[] text, int from, int length) {
            return length <= longest && always.contains(lowerCase(text, from, length));
        }

        boolean inNumbers(char[] text, int from, int length) {
            return inNumbers.contains(lowerCase(text, from, length));
        }

        private static String lowerCase(char[] text, int from, int length) {
            return new String(text, from, length).toLowerCase(Locale.ROOT);
        }

        private static Set<String> lowerCase(List<String> texts) {
            var lower = new HashSet<String>();
            texts.forEach(text -> lower.add(text.strip().toLowerCase(Locale.ROOT)));
            return lower;
        }
    }
}
