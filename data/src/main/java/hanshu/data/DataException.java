package hanshu.data;

/**
 * Input that can't be used: one line that says where (file, line), what was expected, what came and what to do. A program
 * shows the message and ends with exit code 2.
 */
public final class DataException extends RuntimeException {
    private final boolean example;

    public DataException(String message) {
        super(oneLine(message));
        example = false;
    }

    public DataException(String message, Throwable cause) {
        super(oneLine(message), cause);
        example = false;
    }

    private DataException(DataException refusal) {
        super(refusal.getMessage(), refusal);
        example = true;
    }

    /** The same, of an example that could be left out. */
    DataException ofExample() {
        return new DataException(this);
    }

    /** Whether it is one example that can't be read, and {@link OnError#SKIP} would leave it out. */
    public boolean isOfExample() {
        return example;
    }

    /** Names and cells may hold line breaks. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
