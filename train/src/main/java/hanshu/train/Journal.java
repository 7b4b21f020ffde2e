package hanshu.train;

import java.util.function.Consumer;

/**
 * A listener that keeps what it hears, and can forget the end of it: a training that goes on from a checkpoint lives
 * through some events again.
 */
public interface Journal extends Consumer<Event> {
    /** How much has been kept so far. */
    long position();

    /** Forgets all that was heard after a former {@link #position()}. */
    void cutTo(long position);
}
