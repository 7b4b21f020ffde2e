package hanshu.data.table;

/**
 * Input that can't be used: one line that says where (file, line, column), what was expected, what came and what to do.
 * A program shows the message and ends with exit code 2.
 */
public final class TableException extends RuntimeException {
    private static final int EXCERPT = 40;

    public TableException(String message) {
        super(oneLine(message));
    }

    public TableException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** The start of a cell, for a message. */
    public static String excerpt(String cell) {
        return cell.length() <= EXCERPT ? cell : cell.substring(0, EXCERPT) + "…";
    }

    /** Names and cells may hold line breaks. */
    static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
