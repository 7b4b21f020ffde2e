package hanshu.data.table;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table in passes over its source, so that only the compact columns are ever held in memory: the encoding is
 * tried on all bytes, the dialect found on a sample, then all cells are seen once to choose each column's storage, and
 * once more to fill it.
 */
final class TableReader {
    private static final int SAMPLE = 1 << 18;

    private final Source source;
    private final ReadOptions options;
    private final Encoding encoding;
    private final ColumnSurvey.Missing missing;
    private final List<Notice> notices;
    private final Dialect sniffed;
    private final int width;
    private final List<String> header = new ArrayList<>();
    private final List<ColumnSurvey> surveys = new ArrayList<>();
    private int rows;

    private TableReader(Source source, ReadOptions options) {
        this.source = source;
        this.options = options;
        encoding = Encoding.of(source, options.encoding());
        missing = ColumnSurvey.Missing.of(options);
        notices = new ArrayList<>(encoding.notices());
        Sniffer.Found found = Sniffer.sniff(sample(), encoding.charset(), options);
        sniffed = found.dialect();
        width = found.width();
    }

    static Table read(Source source, ReadOptions options) {
        return new TableReader(source, options).read();
    }

    private Table read() {
        survey();
        if (rows == 0) {
            throw new TableException(
                    source.name()
                            + (header.isEmpty()
                                    ? " holds no rows: a table needs at least one"
                                    : " holds a header and no rows below it: a table needs at least one (if the first line is data, give --no-header)"));
        }
        List<String> names = names();
        for (int column = 0; column < width; column++) {
            surveys.get(column).refuseInfinity(source.name(), column + 1, names.get(column));
            surveys.get(column).almostNumbers(names.get(column)).ifPresent(notices::add);
        }
        char decimal = options.decimal().isPresent() ? options.decimal().get() : decimal(names);
        return fill(names, decimal);
    }

    private String sample() {
        var sample = new char[SAMPLE];
        int length = 0;
        try (Reader text = encoding.reader(source)) {
            for (int read; length < SAMPLE && (read = text.read(sample, length, SAMPLE - length)) > 0; ) {
                length += read;
            }
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
        String text = new String(sample, 0, length);
        int lastBreak = text.lastIndexOf('\n');
        return length == SAMPLE && lastBreak > 0 ? text.substring(0, lastBreak + 1) : text;
    }

    private void survey() {
        for (int column = 0; column < width; column++) {
            surveys.add(new ColumnSurvey(missing));
        }
        var surveyor = new Surveyor();
        walk(surveyor);
        surveyor.refuseRagged();
        rows = surveyor.rows;
    }

    private void walk(Rows visitor) {
        try (Reader text = encoding.reader(source)) {
            visitor.walk(source.name(), text, sniffed);
        } catch (Rows.BrokenRow broken) {
            throw broken.in(source.name(), sniffed.quote(), isLong(broken.line()));
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    /** Whether a line alone is longer than a cell may be. */
    private boolean isLong(int line) {
        try (Reader text = encoding.reader(source)) {
            int at = 1;
            int length = 0;
            for (int c = text.read(); c >= 0 && at <= line; c = text.read()) {
                if (c == '\n') {
                    at++;
                } else if (at == line && ++length > Rows.LONGEST_CELL) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    private boolean fits(int cells, boolean lastBlank) {
        return cells == width || (sniffed.trailing() && cells == width + 1 && lastBlank);
    }

    /** The first pass over the cells. */
    private final class Surveyor extends Rows {
        private boolean inHeader = sniffed.header();
        private int rows;
        private int line; // of the cell, as far as rows tell
        private int ragged;
        private int raggedLine;
        private int raggedCells;
        private int headerLine;

        @Override
        protected void handleBegin(long line) {
            super.handleBegin(line);
            this.line = (int) line;
        }

        @Override
        void cell(int index, char[] text, int from, int length) {
            if (inHeader) {
                while (header.size() < index) {
                    header.add("");
                }
                header.add(new String(text, from, length));
            } else if (index < width) {
                surveys.get(index).see(text, from, length, line);
            }
        }

        @Override
        boolean row(int line, int cells, boolean lastBlank) {
            if (inHeader) {
                inHeader = false;
                headerLine = line;
                while (header.size() < Math.min(cells, width)) {
                    header.add("");
                }
                return true;
            }
            rows++;
            if (!fits(cells, lastBlank)) {
                raggedLine = ragged == 0 ? line : raggedLine;
                raggedCells = ragged == 0 ? cells : raggedCells;
                ragged++;
            }
            return true;
        }

        private void refuseRagged() {
            String remedy =
                    ": mend %s (a cell that holds the delimiter needs quotes), or name the delimiter with --delimiter";
            if (sniffed.header() && header.size() != width && rows > 0) {
                throw new TableException("%s:%d: the header has %d names, but the rows have %d cells"
                                .formatted(source.name(), headerLine, header.size(), width)
                        + remedy.formatted("it"));
            }
            if (ragged > 0) {
                throw new TableException("%s:%d: this row has %d cells, but %d are expected; %d of %d rows are so"
                                .formatted(source.name(), raggedLine, raggedCells, width, ragged, rows)
                        + remedy.formatted("them"));
            }
        }
    }

    /** Every column's name: from the header where it gives one, else column1, column2 … */
    private List<String> names() {
        var names = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        var duplicates = new LinkedHashSet<String>();
        for (int column = 0; column < width; column++) {
            String given = column < header.size() ? header.get(column) : "";
            String name = given.isEmpty() ? "column" + (column + 1) : given;
            int before = seen.merge(name, 1, Integer::sum) - 1;
            if (before > 0) {
                duplicates.add(name);
            }
            names.add(before > 0 ? name + "." + before : name);
        }
        if (!duplicates.isEmpty() && !options.renameDuplicates()) {
            throw new TableException(
                    "%s: the header names %s more than once: rename them in the file, or give --rename-duplicates to call them %s, %s.1, …"
                            .formatted(
                                    source.name(), listed(duplicates), duplicates.getFirst(), duplicates.getFirst()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new TableException(source.name() + ": the header has both duplicate names and names such as "
                    + duplicates.getFirst() + ".1, so they can't be told apart: rename them in the file");
        }
        if (!duplicates.isEmpty()) {
            notices.add(Notice.info(
                    "",
                    "The header names %s more than once; the later columns are called %s.1 and so on."
                            .formatted(listed(duplicates), duplicates.getFirst())));
        }
        return names;
    }

    private static String listed(Set<String> names) {
        String some = String.join(", ", names.stream().limit(5).toList());
        return names.size() > 5 ? some + " and " + (names.size() - 5) + " others" : some;
    }

    /** The mark for which more columns speak; where none does, cells between semicolons speak for the comma. */
    private char decimal(List<String> names) {
        long point = surveys.stream().filter(ColumnSurvey::speaksForPoint).count();
        long comma = surveys.stream().filter(ColumnSurvey::speaksForComma).count();
        if (point + comma == 0 && sniffed.delimiter() == ';') {
            for (int column = 0; column < width; column++) {
                if (surveys.get(column).hasAmbiguousComma()) {
                    notices.add(Notice.info(
                            names.get(column),
                            "The comma in numbers of column %s is read as the decimal mark; if it parts thousands, give --decimal point."
                                    .formatted(names.get(column))));
                    comma++;
                }
            }
        }
        return comma > point ? ',' : '.';
    }

    private Table fill(List<String> names, char decimal) {
        var numbers = new double[width][];
        var texts = new Cells.Encoder[width];
        var numerals = new Numerals[width];
        for (int column = 0; column < width; column++) {
            Optional<Numerals> found = surveys.get(column).numerals(decimal);
            numerals[column] = found.orElse(new Numerals(decimal));
            boolean asNumbers = found.isPresent() || surveys.get(column).isEmpty();
            if (asNumbers && !options.asText().contains(names.get(column))) {
                numbers[column] = new double[rows];
                Arrays.fill(numbers[column], Double.NaN);
            } else {
                texts[column] = new Cells.Encoder(rows, numerals[column]);
            }
        }
        var lines = new int[rows];
        walk(new Rows() {
            private int row = sniffed.header() ? -1 : 0;

            @Override
            void cell(int index, char[] text, int from, int length) {
                if (row < 0 || index >= width || missing.always(text, from, length)) {
                    return;
                }
                if (numbers[index] != null) {
                    numbers[index][row] = numerals[index].parse(text, from, length);
                } else {
                    texts[index].put(row, new String(text, from, length));
                }
            }

            @Override
            boolean row(int line, int cells, boolean lastBlank) {
                if (row >= 0) {
                    lines[row] = line;
                }
                row++;
                return true;
            }
        });
        Map<String, Cells> columns = new LinkedHashMap<>();
        for (int column = 0; column < width; column++) {
            columns.put(
                    names.get(column),
                    numbers[column] != null ? new Cells.Numbers(numbers[column]) : texts[column].cells());
        }
        Dialect dialect = new Dialect(
                encoding.charset(),
                sniffed.delimiter(),
                sniffed.quote(),
                sniffed.comment(),
                decimal,
                sniffed.header(),
                sniffed.trailing());
        return new Table(source.name(), columns, lines, Optional.of(dialect), notices);
    }
}
