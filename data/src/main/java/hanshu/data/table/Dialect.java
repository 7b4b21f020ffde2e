package hanshu.data.table;

import java.nio.charset.Charset;

/**
 * How a file of cells is written: found by looking, shown to the user, and every part can be overridden with
 * {@link ReadOptions}.
 *
 * @param encoding of its characters
 * @param delimiter between cells; a blank means any run of blanks and tabs, {@link #NONE} that rows are JSON objects
 * @param quote around cells that hold a delimiter or a line break, or {@link #NONE}
 * @param comment that starts a line to be skipped, or {@link #NONE}
 * @param decimal mark of numbers
 * @param header whether the first line names the columns
 * @param trailing whether each line ends in a delimiter that no cell follows
 */
public record Dialect(
        Charset encoding, char delimiter, char quote, char comment, char decimal, boolean header, boolean trailing) {
    /** Stands for "there is none". */
    public static final char NONE = '\0';

    /** Of objects, one a line: nothing stands between their cells. */
    static Dialect ofJsonLines(Charset encoding) {
        return new Dialect(encoding, NONE, NONE, NONE, '.', true, false);
    }

    Dialect withDecimal(char mark) {
        return new Dialect(encoding, delimiter, quote, comment, mark, header, trailing);
    }

    /** In words: {@code UTF-8, cells between commas, quotes ", decimal point, header}. */
    @Override
    public String toString() {
        return encoding.name()
                + (delimiter == NONE ? ", a JSON object in each line" : ", cells between " + name(delimiter))
                + (quote == NONE ? "" : ", quotes " + quote)
                + (decimal == ',' ? ", decimal comma" : "")
                + (comment == NONE ? "" : ", comments after " + comment)
                + (delimiter == NONE ? "" : header ? ", header" : ", no header");
    }

    static String name(char delimiter) {
        return switch (delimiter) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "bars";
            case ' ' -> "blanks";
            default -> "'" + delimiter + "'";
        };
    }
}
