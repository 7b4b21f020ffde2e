package hanshu.train.tune;

import hanshu.data.Wording;
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
 * @param loss the lowest validation loss so far; infinite where there was none
 * @param bestEpoch of that loss
 * @param seconds that this stretch took
 * @param end whether it would go on, and if not, why
 */
public record Trial(
        int number,
        SequencedMap<String, String> values,
        int rung,
        int epochs,
        double loss,
        int bestEpoch,
        double seconds,
        End end) {
    /** Whether a trial would go on. */
    public enum End {
        NONE("goes on", "继续"),
        STOPPED("stopped early", "提前停止"),
        DIVERGED("diverged", "发散"),
        TOO_LARGE("does not fit into memory", "内存放不下"),
        /** Values that each are right, such as a width and heads that do not divide it. */
        CLASH("has values that do not go together", "取值不能并用");

        private final String english;
        private final String chinese;

        End(String english, String chinese) {
            this.english = english;
            this.chinese = chinese;
        }

        public Wording words() {
            return Wording.of(english, chinese);
        }
    }

    public Trial {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** Whether it would not go on. */
    public boolean hasEnded() {
        return end != End.NONE;
    }
}
