package hanshu.train.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What came of training with some values for some epochs.
 *
 * @param number from 1, the same where a trial was trained on
 * @param values by key
 * @param rung how far it was trained: 0 is the first, shortest stretch
 * @param epochs that it has been trained for, in all
 * @param loss the lowest validation loss so far; infinite where the training diverged
 * @param bestEpoch of that loss
 * @param seconds that this stretch took
 * @param isOver whether it would not go on: it diverged, or stopped early
 */
public record Trial(
        int number,
        SequencedMap<String, String> values,
        int rung,
        int epochs,
        double loss,
        int bestEpoch,
        double seconds,
        boolean isOver) {
    public Trial {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
}
