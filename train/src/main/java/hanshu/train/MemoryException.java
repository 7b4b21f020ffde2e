package hanshu.train;

/** The job does not fit into the memory that this Java process may use. */
public final class MemoryException extends RuntimeException {
    MemoryException(String message) {
        super(message);
    }
}
