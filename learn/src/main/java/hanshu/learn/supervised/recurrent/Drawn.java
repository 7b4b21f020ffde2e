package hanshu.learn.supervised.recurrent;

import hanshu.tensor.Key;
import hanshu.train.Batches;
import hanshu.train.Examples;
import java.util.Arrays;

/** Batches whose rows are made when they are asked for, each from a key of its own, so that no two steps see the same. */
record Drawn(int count, Key key, Maker maker) implements Batches<Examples> {
    /** Makes a batch of as many rows as there are keys. */
    @FunctionalInterface
    interface Maker {
        Examples make(Key[] keys);
    }

    @Override
    public Examples batch(int[] rows, int from, int to) {
        return maker.make(Arrays.stream(rows, from, to).mapToObj(key::at).toArray(Key[]::new));
    }
}
