package hanshu.train.tune;

import hanshu.tensor.Key;
import java.util.List;
import java.util.SequencedMap;

/** Proposes what to try next. */
public interface Search {
    /**
     * Values for all keys of a space.
     *
     * @param seen trials so far, those that were trained on several times
     */
    SequencedMap<String, String> propose(Space space, List<Trial> seen, Key key);

    /** Anything, whatever was seen (Bergstra & Bengio 2012). */
    static Search random() {
        return (space, seen, key) -> space.random(key);
    }
}
