package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import java.util.List;

/** One input of all cases, ready to be taken in batches. */
public interface Prepared {
    int count();

    /** What the owner of the data should know: what is empty, what is cut off. */
    default List<Wording> notices() {
        return List.of();
    }

    /** How many steps a case has, where those that stand in a batch together are filled up to the longest. */
    default int length(int row) {
        return 1;
    }

    /** Says that an epoch, counted from 0, begins or goes on: what is random is so by its number. */
    default void startEpoch(int epoch) {}

    /**
     * The cases {@code rows[from]} … {@code rows[to − 1]}, used up before the next are asked for.
     *
     * @param rows the order of the whole epoch, so that what comes next can be made ready
     */
    Value batch(int[] rows, int from, int to);
}
