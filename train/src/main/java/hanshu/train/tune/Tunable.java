package hanshu.train.tune;

import hanshu.tensor.Key;
import java.util.SequencedMap;

/** A training whose settings can be searched. */
public interface Tunable extends Trainee {
    /** What is searched where nothing else is said: around what is set. */
    Space space();

    /**
     * Refuses keys that can't be searched: that are unknown, or change what is compared.
     *
     * @throws hanshu.train.config.ConfigException that says why
     */
    void require(Space asked);

    /** What is set now, for the keys of a space. */
    SequencedMap<String, String> values(Space of);

    /** The configuration with some values changed, complete. */
    Record config(SequencedMap<String, String> values);

    /** At most so many epochs. */
    int epochs();

    /** Rows that are learned from. */
    int rows();

    RateFinder findRate(Key key);

    BatchFinder findBatch(Key key);
}
