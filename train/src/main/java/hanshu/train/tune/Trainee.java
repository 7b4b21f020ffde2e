package hanshu.train.tune;

import hanshu.tensor.Key;
import hanshu.train.Training;
import java.util.SequencedMap;

/** What a search trains. */
public interface Trainee {
    /**
     * A training, from its beginning, validated every epoch.
     *
     * @param values of the keys that are searched
     */
    Training<?, ?> training(SequencedMap<String, String> values, Key key);
}
