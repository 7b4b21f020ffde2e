package hanshu.data.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the kind of a column is found. The first rule that holds decides.
 * <pre>
 *   at most one distinct value                                              constant
 *   two values that are opposite answers: 0 1, yes no, true false, 是 否     yes/no
 *   every text, or every number of eight digits, is a day in one format     date
 *   whole numbers 0, 1, 2 … or 1, 2, 3 … in the first column, or all
 *     different and called id, key, index …; ten rows or more               identifier
 *   numbers                                                                 number
 *   three words and more in a cell, more than half of the cells differ      text
 *   five words and more in a cell, more than 1000 distinct cells            text
 *   nearly all cells (95 %) differ; ten rows or more                        identifier
 *   other texts                                                             category
 * </pre>
 */
final class KindRules {
    private static final int EXAMPLES = 5;
    private static final int FEW = 10;

    private KindRules() {}

    static Column examine(int number, String name, Cells cells) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int missing = 0;
        var values = new double[cells.rows()];
        int numbers = 0;
        for (int row = 0; row < cells.rows(); row++) {
            if (cells.missing(row)) {
                missing++;
            } else {
                double value = cells.number(row);
                if (!Double.isNaN(value)) {
                    values[numbers++] = value;
                }
                if (cells instanceof Cells.Texts || counts.size() <= FEW) {
                    counts.merge(cells.text(row), 1, Integer::sum);
                }
            }
        }
        int present = cells.rows() - missing;
        boolean numeric = numbers == present && present > 0;
        values = Arrays.copyOf(values, numbers);
        int distinct = cells instanceof Cells.Numbers ? distinct(values) : counts.size();
        Optional<DateFormat> format = format(cells, counts, values);
        Kind kind = cells instanceof Cells.Numbers
                ? ofNumbers(number, name, values, missing, distinct, counts.keySet(), format)
                : ofTexts(counts, present, format);
        Optional<Column.Statistics> statistics = Optional.empty();
        if (kind == Kind.DATE && cells instanceof Cells.Texts) {
            DateFormat found = format.orElseThrow();
            double[] days = counts.keySet().stream()
                    .mapToDouble(found::parse)
                    .filter(day -> !Double.isNaN(day))
                    .toArray();
            statistics = Optional.of(statistics(days));
        } else if (numeric) {
            statistics = Optional.of(statistics(values));
        }
        Set<Kind> possible = EnumSet.of(Kind.IGNORED, kind);
        if (present > 0) {
            possible.addAll(EnumSet.of(Kind.CATEGORY, Kind.TEXT, Kind.IDENTIFIER));
        }
        if (numeric) {
            possible.add(Kind.NUMBER);
        }
        boolean epoch = numeric && Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        if (format.isPresent() || epoch) {
            possible.add(Kind.DATE);
        }
        return new Column(
                number, name, kind, possible, cells.rows(), missing, distinct, examples(counts), statistics, format);
    }

    private static Optional<DateFormat> format(Cells cells, Map<String, Integer> counts, double[] values) {
        if (cells instanceof Cells.Texts) {
            return DateFormat.of(counts.keySet());
        }
        var days = new DateFormat("uuuuMMdd");
        boolean dates = values.length > 0
                && Arrays.stream(values)
                        .allMatch(value -> value >= 1800_01_01
                                && value <= 2200_12_31
                                && !Double.isNaN(days.parse(Numerals.text(value))));
        return dates ? Optional.of(days) : Optional.empty();
    }

    private static Kind ofNumbers(
            int number,
            String name,
            double[] values,
            int missing,
            int distinct,
            Set<String> words,
            Optional<DateFormat> format) {
        if (distinct <= 1) {
            return Kind.CONSTANT;
        }
        if (distinct == 2 && YesNo.areOpposites(words)) {
            return Kind.YES_NO;
        }
        if (format.isPresent()) {
            return Kind.DATE;
        }
        boolean unique = distinct == values.length && missing == 0 && values.length >= FEW;
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
        return unique && whole && (isNameOfIdentifier(name) || (number == 1 && isCounter(values)))
                ? Kind.IDENTIFIER
                : Kind.NUMBER;
    }

    private static Kind ofTexts(Map<String, Integer> counts, int present, Optional<DateFormat> format) {
        int distinct = counts.size();
        if (distinct <= 1) {
            return Kind.CONSTANT;
        }
        if (distinct <= 4 && YesNo.areOpposites(counts.keySet())) {
            return Kind.YES_NO;
        }
        if (format.isPresent()) {
            return Kind.DATE;
        }
        double words = counts.keySet().stream()
                .limit(10_000)
                .mapToLong(KindRules::wordsOfLetters)
                .average()
                .orElse(0);
        if ((words >= 3 && distinct > present / 2) || (words >= 5 && distinct > 1000)) {
            return Kind.TEXT;
        }
        return distinct >= 0.95 * present && present >= FEW ? Kind.IDENTIFIER : Kind.CATEGORY;
    }

    private static long wordsOfLetters(String text) {
        return Words.of(text).stream()
                .filter(word -> Character.isLetter(word.codePointAt(0)))
                .count();
    }

    private static boolean isCounter(double[] values) {
        if (values[0] != 0 && values[0] != 1) {
            return false;
        }
        for (int i = 1; i < values.length; i++) {
            if (values[i] != values[i - 1] + 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameOfIdentifier(String name) {
        return name.matches("(?i)(.*[_\\-. ])?(id|uuid|guid|key|index|no|nr|row|rownum|unnamed: 0)")
                || name.matches(".*[a-z](Id|ID)");
    }

    private static int distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int distinct = sorted.length == 0 ? 0 : 1;
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1; // 0 and -0 are one
        }
        return distinct;
    }

    private static Column.Statistics statistics(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double value : values) {
            double d = value - mean;
            second += d * d;
            third += d * d * d;
        }
        double deviation = Math.sqrt(second / Math.max(values.length, 1));
        double skewness = deviation > 1e-12 * Math.abs(mean) && deviation > 0
                ? third / values.length / (deviation * deviation * deviation)
                : 0;
        var quantiles = Quantiles.of(values);
        return new Column.Statistics(quantiles.at(0), quantiles.at(1), mean, quantiles.at(0.5), deviation, skewness);
    }

    private static List<String> examples(Map<String, Integer> counts) {
        var order = Comparator.comparing(Map.Entry<String, Integer>::getValue).reversed();
        return counts.entrySet().stream()
                .sorted(order)
                .limit(EXAMPLES)
                .map(entry -> TableException.excerpt(entry.getKey()))
                .toList();
    }
}
