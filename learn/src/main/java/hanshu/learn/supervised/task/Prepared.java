package hanshu.learn.supervised.task;

/** One input of all cases, ready to be taken in batches. */
interface Prepared {
    int count();

    /** The cases {@code rows[from]} … {@code rows[to − 1]}. */
    Value batch(int[] rows, int from, int to);
}
