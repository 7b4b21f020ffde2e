package hanshu.data.table;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the reader of a table is told instead of finding it out. {@link #DEFAULT} finds out everything.
 *
 * @param encoding of the characters
 * @param delimiter between cells; a blank means any run of blanks and tabs
 * @param quote around cells, or {@link Dialect#NONE}
 * @param comment that starts a line to be skipped, or {@link Dialect#NONE}
 * @param decimal mark of numbers, point or comma
 * @param header whether the first line names the columns
 * @param missing texts that mean "not known" in every column; without it {@link #MISSING} do, and
 *     {@link #MISSING_IN_NUMBERS} in columns that otherwise hold only numbers. An empty cell is always missing.
 * @param renameDuplicates whether columns of one name become name, name.1, name.2 instead of an error
 * @param asText columns whose cells are kept as they are written, even if all are numbers
 */
public record ReadOptions(
        Optional<Charset> encoding,
        Optional<Character> delimiter,
        Optional<Character> quote,
        Optional<Character> comment,
        Optional<Character> decimal,
        Optional<Boolean> header,
        Optional<List<String>> missing,
        boolean renameDuplicates,
        Set<String> asText) {
    /** Finds out everything. */
    public static final ReadOptions DEFAULT = new ReadOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Set.of());

    /** Always missing, in any case of letters. */
    public static final List<String> MISSING = List.of("?", "NA", "N/A", "#N/A", "NaN", "null");

    /** Missing where the other cells of the column are numbers; elsewhere a value like any other. */
    public static final List<String> MISSING_IN_NUMBERS = List.of("None", "-", "--", ".", "n.a.");

    public ReadOptions {
        missing = missing.map(List::copyOf);
        asText = Collections.unmodifiableSortedSet(new TreeSet<>(asText)); // in order: a model file holds it
        if (decimal.isPresent() && decimal.get() != '.' && decimal.get() != ',') {
            throw new TableException("the decimal mark must be . or , but is " + decimal.get());
        }
    }

    /** What is told here, and else what {@code others} tell. */
    public ReadOptions or(ReadOptions others) {
        var columns = new TreeSet<>(asText);
        columns.addAll(others.asText);
        return new ReadOptions(
                encoding.or(() -> others.encoding),
                delimiter.or(() -> others.delimiter),
                quote.or(() -> others.quote),
                comment.or(() -> others.comment),
                decimal.or(() -> others.decimal),
                header.or(() -> others.header),
                missing.or(() -> others.missing),
                renameDuplicates || others.renameDuplicates,
                columns);
    }

    /** Whether a file of this name holds a JSON object in each line. */
    public static boolean areObjects(String name) {
        return JsonLines.areNamed(name);
    }

    /** The same without what is told about separated cells: as it holds of JSON objects. */
    public ReadOptions ofObjects() {
        return new ReadOptions(
                encoding,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                decimal,
                Optional.empty(),
                missing,
                renameDuplicates,
                asText);
    }

    /** Refuses what is told about separated cells, where there are none. */
    void refuseOfCells(String instead) {
        if (delimiter.isPresent() || quote.isPresent() || comment.isPresent() || header.equals(Optional.of(false))) {
            throw new TableException(instead
                    + ": leave out --delimiter, --quote, --comment and --no-header, which are for separated cells");
        }
    }

    /** The encoding by name, as in {@code windows-1252}. */
    public ReadOptions encoding(String name) {
        try {
            return encoding(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            throw new TableException(
                    "there is no encoding \"" + name + "\": try UTF-8, UTF-16, windows-1252 or GB18030", unknown);
        }
    }

    public ReadOptions encoding(Charset encoding) {
        return new ReadOptions(
                Optional.of(encoding), delimiter, quote, comment, decimal, header, missing, renameDuplicates, asText);
    }

    public ReadOptions delimiter(char delimiter) {
        return new ReadOptions(
                encoding, Optional.of(delimiter), quote, comment, decimal, header, missing, renameDuplicates, asText);
    }

    public ReadOptions quote(char quote) {
        return new ReadOptions(
                encoding, delimiter, Optional.of(quote), comment, decimal, header, missing, renameDuplicates, asText);
    }

    public ReadOptions comment(char comment) {
        return new ReadOptions(
                encoding, delimiter, quote, Optional.of(comment), decimal, header, missing, renameDuplicates, asText);
    }

    public ReadOptions decimal(char decimal) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, Optional.of(decimal), header, missing, renameDuplicates, asText);
    }

    public ReadOptions header(boolean header) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, decimal, Optional.of(header), missing, renameDuplicates, asText);
    }

    public ReadOptions missing(List<String> missing) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, decimal, header, Optional.of(missing), renameDuplicates, asText);
    }

    public ReadOptions renameDuplicates(boolean renameDuplicates) {
        return new ReadOptions(encoding, delimiter, quote, comment, decimal, header, missing, renameDuplicates, asText);
    }

    public ReadOptions asText(Set<String> columns) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, decimal, header, missing, renameDuplicates, columns);
    }
}
