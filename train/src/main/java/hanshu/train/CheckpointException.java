package hanshu.train;

/** A training cannot go on from the checkpoints that it finds. */
public final class CheckpointException extends RuntimeException {
    CheckpointException(String message) {
        super(message);
    }
}
