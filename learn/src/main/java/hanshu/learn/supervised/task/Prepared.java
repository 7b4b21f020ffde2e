package hanshu.learn.supervised.task;

import java.util.List;

/** One input of all cases, ready to be taken in batches. */
interface Prepared {
    int count();

    /** What the owner of the data should know: what is empty, what is cut off. */
    default List<String> notices() {
        return List.of();
    }

    /** The cases {@code rows[from]} … {@code rows[to − 1]}. */
    Value batch(int[] rows, int from, int to);
}
