package hanshu.data.table;

import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Named columns of equally many cells; immutable. Rows count from 0. */
public final class Table {
    private final String name;
    private final Map<String, Cells> columns;
    private final int[] lines;
    private final int rows;
    private final Optional<Dialect> dialect;
    private final ReadOptions given;
    private final List<Notice> notices;

    Table(
            String name,
            Map<String, Cells> columns,
            int[] lines,
            Optional<Dialect> dialect,
            ReadOptions given,
            List<Notice> notices) {
        this.name = name;
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.lines = lines;
        this.rows = columns.isEmpty() ? 0 : columns.values().iterator().next().rows();
        this.dialect = dialect;
        this.given = given;
        this.notices = List.copyOf(notices);
        columns.forEach((column, cells) -> {
            if (cells.rows() != rows) {
                throw new TableException("column %s has %d cells, but the columns before it have %d"
                        .formatted(column, cells.rows(), rows));
            }
        });
    }

    /** Reads a file of separated values in whatever dialect it is written. */
    public static Table read(Path path) {
        return read(path, ReadOptions.DEFAULT);
    }

    public static Table read(Path path, ReadOptions options) {
        return TableReader.read(Source.of(path), options);
    }

    /** Reads all of a stream, such as standard input; the name stands in messages. */
    public static Table read(String name, InputStream in, ReadOptions options) {
        return TableReader.read(Source.of(name, in), options);
    }

    /** Reads all of a text; its encoding has been taken care of. */
    public static Table read(String name, Reader text, ReadOptions options) {
        return TableReader.read(Source.of(name, text), options.encoding(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Objects in memory, understood as the lines of a file of them; the name stands in messages. */
    public static Table read(String name, List<ObjectNode> objects, ReadOptions options) {
        return TableReader.read(name, objects, options);
    }

    /**
     * Reads a file in blocks of rows, one after the other, in little memory however long it is. Each block is understood
     * like a small table of its own, in the dialect of the first rows; an error in a later row comes after the blocks
     * before it have been handed on.
     */
    public static void readBlocks(Path path, ReadOptions options, Consumer<Table> blocks) {
        BlockReader.read(path, options, blocks);
    }

    /** As {@link #readBlocks(Path, ReadOptions, Consumer)}; rows of an open stream are handed on as they come. */
    public static void readBlocks(String name, InputStream in, ReadOptions options, Consumer<Table> blocks) {
        BlockReader.read(name, in, options, blocks);
    }

    /** A table from columns in memory. */
    public static Table of(Map<String, Cells> columns) {
        return new Table("table", columns, new int[0], Optional.empty(), ReadOptions.DEFAULT, List.of());
    }

    /** The name of the file it came from, or a stand-in. */
    public String name() {
        return name;
    }

    public int rows() {
        return rows;
    }

    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The cells of a column, which is given by its name or by its number from 1. */
    public Cells cells(String column) {
        return Optional.ofNullable(columns.get(resolve(column))).orElseThrow();
    }

    /** The name of a column that is given by its name or by its number from 1. */
    public String resolve(String column) {
        return resolve(column, names(), name);
    }

    static String resolve(String column, List<String> names, String table) {
        if (names.contains(column)) {
            return column;
        }
        if (column.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(column);
            if (number >= 1 && number <= names.size()) {
                return names.get(number - 1);
            }
            throw new TableException("%s has no column %s: its columns are numbered from 1 to %d"
                    .formatted(table, column, names.size()));
        }
        String question = Nearest.question(column, names);
        List<String> some = names.size() > 20 ? names.subList(0, 20) : names;
        throw new TableException("%s has no column \"%s\"%s".formatted(table, column, question)
                + (question.isEmpty() ? "; its columns are " + String.join(", ", some) : "")
                + (question.isEmpty() && some.size() < names.size() ? ", …" : ""));
    }

    /** Where a row stands, for messages: {@code penguins.csv:17}. */
    public String where(int row) {
        return lines.length == 0 ? name + ", row " + (row + 1) : name + ":" + lines[row];
    }

    /** How the file was written; empty for a table that was made in memory. */
    public Optional<Dialect> dialect() {
        return dialect;
    }

    /** What the reader was told, instead of finding it out. */
    public ReadOptions given() {
        return given;
    }

    /** What reading it brought up. */
    public List<Notice> notices() {
        return notices;
    }

    /** The given rows in the given order. */
    public Table select(int... chosen) {
        Map<String, Cells> selected = new LinkedHashMap<>();
        columns.forEach((column, cells) -> selected.put(column, cells.select(chosen)));
        int[] chosenLines = lines.length == 0
                ? lines
                : Arrays.stream(chosen).map(row -> lines[row]).toArray();
        return new Table(name, selected, chosenLines, dialect, given, notices);
    }

    /** Only columns of these names. */
    public Table keeping(Collection<String> names) {
        Map<String, Cells> kept = new LinkedHashMap<>(columns);
        kept.keySet().retainAll(names);
        return replacing(kept);
    }

    /** With one column added at the end, or replaced in its place. */
    public Table with(String column, Cells cells) {
        Map<String, Cells> more = new LinkedHashMap<>(columns);
        more.put(column, cells);
        return new Table(name, more, lines, dialect, given, notices);
    }

    /** The same under another name, which stands in messages. */
    public Table named(String other) {
        return new Table(other, columns, lines, dialect, given, notices);
    }

    /** The same rows with other columns. */
    Table replacing(Map<String, Cells> others) {
        return new Table(name, others, lines, dialect, given, notices);
    }

    /** Turns a series into rows that hold the values of the rows before: see {@link Lags}. */
    public Table lagged(String time, String target, int steps) {
        return new Lags(time, target, steps).apply(this);
    }

    /** The same columns and more to tell about them. */
    public Table noting(Notice notice) {
        var more = new ArrayList<>(notices);
        more.add(notice);
        return new Table(name, columns, lines, dialect, given, more);
    }
}
