package hanshu.train.run;

/** A run's folder can't be made, written, read or resumed. The message says what, where, why and what to do. */
public final class RunException extends RuntimeException {
    public RunException(String message) {
        super(message);
    }

    public RunException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
