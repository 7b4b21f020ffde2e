package hanshu.data.table;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cells of all columns look like; when all have been seen once, they are stored by a {@link Filler}. */
final class TableSurvey {
    private final String file;
    private final ReadOptions options;
    private final ColumnSurvey.Missing missing;
    private final List<ColumnSurvey> columns = new ArrayList<>();

    TableSurvey(String file, ReadOptions options, int width) {
        this.file = file;
        this.options = options;
        missing = ColumnSurvey.Missing.of(options);
        for (int column = 0; column < width; column++) {
            columns.add(new ColumnSurvey(missing));
        }
    }

    void see(int column, char[] text, int from, int length, int line) {
        columns.get(column).see(text, from, length, line);
    }

    void refuseInfinities(List<String> names) {
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).refuseInfinity(file, column + 1, names.get(column));
        }
    }

    /** Columns that would hold numbers, but for a few odd cells. */
    List<Notice> almostNumbers(List<String> names) {
        var notices = new ArrayList<Notice>();
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).almostNumbers(names.get(column)).ifPresent(notices::add);
        }
        return notices;
    }

    /**
     * The decimal mark: the one that was given, or that for which more columns speak; where none does, numbers between
     * semicolons speak for the comma. Empty if nothing speaks for either.
     *
     * @param notices where to say what is doubtful
     */
    Optional<Character> decimal(char delimiter, List<String> names, List<Notice> notices) {
        if (options.decimal().isPresent()) {
            return options.decimal();
        }
        long point = columns.stream().filter(ColumnSurvey::speaksForPoint).count();
        long comma = columns.stream().filter(ColumnSurvey::speaksForComma).count();
        if (point + comma == 0 && delimiter == ';') {
            for (int column = 0; column < columns.size(); column++) {
                if (columns.get(column).hasAmbiguousComma()) {
                    notices.add(Notice.info(
                            names.get(column),
                            Wording.of(
                                            "The comma in numbers of column %s is read as the decimal mark; if it parts thousands, give --decimal point.",
                                            "列 %s 的数中的逗号当作小数点；如果它是千位分隔，请用 --decimal point。")
                                    .with(names.get(column))));
                    comma++;
                }
            }
        }
        return point + comma == 0 ? Optional.empty() : Optional.of(comma > point ? ',' : '.');
    }

    /** A filler for so many rows. */
    Filler filler(List<String> names, char decimal, int rows) {
        return new Filler(names, decimal, rows);
    }

    /** Stores cells, each column as its survey says. */
    final class Filler {
        private final List<String> names;
        private final double[][] numbers;
        private final Cells.Encoder[] texts;
        private final Numerals[] numerals;

        private Filler(List<String> names, char decimal, int rows) {
            this.names = names;
            int width = columns.size();
            numbers = new double[width][];
            texts = new Cells.Encoder[width];
            numerals = new Numerals[width];
            for (int column = 0; column < width; column++) {
                var survey = columns.get(column);
                Optional<Numerals> found = survey.numerals(decimal);
                numerals[column] = found.orElse(new Numerals(decimal));
                boolean asNumbers = found.isPresent() || survey.isEmpty();
                if (asNumbers && !options.asText().contains(names.get(column))) {
                    numbers[column] = new double[rows];
                    Arrays.fill(numbers[column], Double.NaN);
                } else {
                    texts[column] = new Cells.Encoder(rows, numerals[column]);
                }
            }
        }

        void put(int row, int column, char[] text, int from, int length) {
            if (missing.always(text, from, length)) {
                return;
            }
            if (numbers[column] != null) {
                numbers[column][row] = numerals[column].parse(text, from, length);
            } else {
                texts[column].put(row, new String(text, from, length));
            }
        }

        Map<String, Cells> columns() {
            var filled = new LinkedHashMap<String, Cells>();
            for (int column = 0; column < names.size(); column++) {
                filled.put(
                        names.get(column),
                        numbers[column] != null ? new Cells.Numbers(numbers[column]) : texts[column].cells());
            }
            return filled;
        }
    }
}
