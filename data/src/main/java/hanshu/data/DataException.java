package hanshu.data;

/**
 * Input that can't be used: one line that says where (file, line), what was expected, what came and what to do. A program
 * shows the message and ends with exit code 2.
 */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(oneLine(message));
    }

    public DataException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names and cells may hold line breaks. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
