package hanshu.data.table;

/**
 * Input that can't be used: one line that says where (file, line, column), what was expected, what came and what to do.
 * A program shows the message and ends with exit code 2.
 */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableException(String message) {
        super(message);
    }

    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
