package hanshu.data.table;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the dialect of a text from its first rows. A delimiter is good if the rows it makes have equally many cells,
 * and if the cells look like single values: numbers, or words without another delimiter inside
 * (after van den Burg, Nazábal & Sutton 2019, "Wrangling messy CSV files by detecting row and type patterns"). A name
 * that ends in {@code .tsv} or {@code .tab} says it: sentences hold commas too.
 */
final class Sniffer {
    private static final char[] DELIMITERS = {',', ';', '\t', '|', ' '};
    private static final int ROWS = 1000;

    /** Characters that are looked at. */
    static final int SAMPLE = 1 << 18;

    private final String sample;
    private final Charset encoding;
    private final ReadOptions options;

    private Sniffer(String sample, Charset encoding, ReadOptions options) {
        this.sample = sample;
        this.encoding = encoding;
        this.options = options;
    }

    /**
     * @param dialect but for the decimal mark, which is decided when all cells have been seen
     * @param width cells in most rows, without the empty one after a trailing delimiter
     * @param objects where the rows are no separated cells
     */
    record Found(Dialect dialect, int width, Optional<JsonLines> objects) {
        void walk(String name, Reader text, Rows rows) {
            objects.ifPresentOrElse(json -> json.walk(name, text, rows), () -> rows.walk(name, text, dialect));
        }

        /** Whether a row has the width, or an empty cell more where all lines end in a delimiter. */
        boolean fits(int cells, boolean lastBlank) {
            return cells == width || (dialect.trailing() && cells == width + 1 && lastBlank);
        }
    }

    static Found sniff(Source source, Encoding encoding, ReadOptions options) {
        if (JsonLines.are(source.name(), source.head(2))) {
            options.refuseOfCells(source.name() + " holds a JSON object in each line");
            var objects = JsonLines.of(source, encoding);
            return new Found(
                    Dialect.ofJsonLines(encoding.charset()), objects.names().size(), Optional.of(objects));
        }
        boolean byTabs = options.delimiter().isEmpty() && source.name().matches("(?i).*\\.(tsv|tab)");
        var told = byTabs ? options.delimiter('\t') : options;
        return new Sniffer(sample(source, encoding), encoding.charset(), told).sniff();
    }

    private static String sample(Source source, Encoding encoding) {
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

    private Found sniff() {
        Dialect best = dialect(options.delimiter().orElse(','));
        if (options.delimiter().isEmpty()) {
            double bestScore = 0;
            for (char delimiter : DELIMITERS) {
                Dialect candidate = dialect(delimiter);
                double score = score(rows(candidate), delimiter);
                if (score > bestScore) {
                    bestScore = score;
                    best = candidate;
                }
            }
        }
        List<String[]> rows = rows(best);
        char comment = options.comment().orElse(hasComments(rows) ? '#' : Dialect.NONE);
        best = new Dialect(encoding, best.delimiter(), best.quote(), comment, '.', false, false);
        rows = rows(best);
        boolean header = options.header().orElse(hasHeader(rows));
        boolean trailing = hasTrailingDelimiter(rows, header);
        return new Found(
                new Dialect(encoding, best.delimiter(), best.quote(), comment, '.', header, trailing),
                usualWidth(rows) - (trailing ? 1 : 0),
                Optional.empty());
    }

    private Dialect dialect(char delimiter) {
        char quote = options.quote().orElse(quote(delimiter));
        return new Dialect(encoding, delimiter, quote, options.comment().orElse(Dialect.NONE), '.', false, false);
    }

    /** Single quotes only if each that opens a cell is closed at its end: an apostrophe is no quote. */
    private char quote(char delimiter) {
        for (int i = sample.indexOf('"'); i >= 0; i = sample.indexOf('"', i + 1)) {
            if (isBoundary(i, -1, delimiter)) {
                return '"';
            }
        }
        boolean enclosing = false;
        for (int i = sample.indexOf('\''); i >= 0; i = sample.indexOf('\'', i + 1)) {
            if (isBoundary(i, -1, delimiter)) {
                int next = sample.indexOf('\'', i + 1);
                if (next < 0
                        || !isBoundary(next, 1, delimiter)
                        || sample.substring(i, next).contains("\n")) {
                    return '"';
                }
                enclosing = true;
                i = next;
            }
        }
        return enclosing ? '\'' : '"';
    }

    /** Whether a cell starts (step -1) or ends (step 1) at this character, blanks aside. */
    private boolean isBoundary(int at, int step, char delimiter) {
        int i = at + step;
        while (i >= 0 && i < sample.length()) {
            char c = sample.charAt(i);
            if (c == delimiter || c == '\n' || c == '\r' || (delimiter == ' ' && c == '\t')) {
                return true;
            }
            if (c != ' ' && c != '\t') {
                return false;
            }
            i += step;
        }
        return true;
    }

    private List<String[]> rows(Dialect dialect) {
        var rows = new ArrayList<String[]>();
        var cells = new ArrayList<String>();
        var collector = new Rows() {
            @Override
            void cell(int index, char[] text, int from, int length) {
                while (cells.size() < index) {
                    cells.add("");
                }
                cells.add(new String(text, from, length));
            }

            @Override
            boolean row(int line, int count, boolean lastBlank) {
                var row = Arrays.copyOf(cells.toArray(new String[0]), count);
                Arrays.fill(row, cells.size(), count, "");
                rows.add(row);
                cells.clear();
                return rows.size() < ROWS;
            }
        };
        try {
            collector.walk("", new StringReader(sample), dialect);
        } catch (Rows.BrokenRow broken) {
            return rows; // the sample may end inside a quote; if quotes are truly broken, reading it all says where
        }
        return rows;
    }

    private static double score(List<String[]> rows, char delimiter) {
        if (rows.isEmpty()) {
            return 0;
        }
        int width = usualWidth(rows);
        double likeThat = 0;
        double cells = 0;
        double single = 0;
        double numbers = 0;
        for (String[] row : rows) {
            likeThat += row.length == width ? 1 : 0;
            for (String cell : row) {
                boolean number = isNumber(cell);
                cells++;
                numbers += number ? 1 : 0;
                single += number || !hasDelimiter(cell) ? 1 : 0;
            }
        }
        if (delimiter == ' ' && numbers < cells / 2) {
            return 0; // prose has blanks too
        }
        return likeThat / rows.size() * single / cells * (width - 1) / width;
    }

    private static boolean hasDelimiter(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|');
    }

    private static boolean isNumber(String cell) {
        return !Double.isNaN(Numerals.POINT.parse(cell)) || !Double.isNaN(Numerals.COMMA.parse(cell));
    }

    private static int usualWidth(List<String[]> rows) {
        var counts = new HashMap<Integer, Integer>();
        rows.forEach(row -> counts.merge(row.length, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    /** Lines that start with # are comments if they are not as wide as the rows. */
    private static boolean hasComments(List<String[]> rows) {
        int width = usualWidth(rows);
        return rows.stream().anyMatch(row -> row[0].startsWith("#") && (row.length != width || width == 1));
    }

    /**
     * The first row is a header if it differs from the rows below: words above numbers speak for it; a number, a mark
     * of a missing value, or a word that its own column repeats speak against it.
     */
    private static boolean hasHeader(List<String[]> rows) {
        if (rows.isEmpty()) {
            return true;
        }
        String[] first = rows.getFirst();
        int votes = 0;
        for (int column = 0; column < first.length; column++) {
            String name = first[column];
            if (!name.isEmpty()) {
                votes += isValue(name) || repeats(rows, column) ? -1 : isValueColumn(rows, column) ? 1 : 0;
            }
        }
        boolean distinctWords = new HashSet<>(List.of(first)).size() == first.length;
        return votes > 0 || (votes == 0 && distinctWords);
    }

    private static boolean isValue(String cell) {
        return isNumber(cell) || DateFormat.looksLikeDate(cell) || ReadOptions.MISSING.contains(cell);
    }

    private static boolean isValueColumn(List<String[]> rows, int column) {
        int values = 0;
        int cells = 0;
        for (String[] row : rows.subList(1, rows.size())) {
            if (column < row.length && !row[column].isEmpty()) {
                cells++;
                values += isValue(row[column]) ? 1 : 0;
            }
        }
        return cells > 0 && values >= 0.9 * cells;
    }

    private static boolean repeats(List<String[]> rows, int column) {
        return rows.subList(1, rows.size()).stream()
                .anyMatch(row -> column < row.length && row[column].equals(rows.getFirst()[column]));
    }

    private static boolean hasTrailingDelimiter(List<String[]> rows, boolean header) {
        int width = usualWidth(rows);
        if (rows.size() < 2 || width < 2) {
            return false;
        }
        boolean lastEmpty =
                rows.stream().skip(header ? 1 : 0).allMatch(row -> row.length < width || row[width - 1].isEmpty());
        boolean named = header && rows.getFirst().length == width && !rows.getFirst()[width - 1].isEmpty();
        return lastEmpty && !named;
    }
}
