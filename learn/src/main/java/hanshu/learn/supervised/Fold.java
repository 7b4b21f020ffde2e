package hanshu.learn.supervised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to learn from, and other rows that say how well that went.
 *
 * <p>One fold is the split itself. Several deal the rows of both into parts, and each fold validates on one and learns
 * from the others, so that every row is answered once by a model that never saw it (Stone 1974).
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers, handed on and never compared
record Fold(int[] train, int[] validation) {

    /** A fold for each part. */
    static List<Fold> deal(int[] rows, int[] part) {
        var folds = new ArrayList<Fold>();
        for (int fold = 0; fold <= Arrays.stream(part).max().orElseThrow(); fold++) {
            int own = fold;
            folds.add(new Fold(
                    IntStream.range(0, rows.length)
                            .filter(i -> part[i] != own)
                            .map(i -> rows[i])
                            .toArray(),
                    IntStream.range(0, rows.length)
                            .filter(i -> part[i] == own)
                            .map(i -> rows[i])
                            .toArray()));
        }
        return folds;
    }

    /** The validation rows of all folds, in order. */
    static int[] validationRows(List<Fold> folds) {
        return folds.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.validation))
                .toArray();
    }

    /** The rows that a function made of these folds has learned from, in order. */
    static int[] learnedRows(List<Fold> folds) {
        return folds.size() == 1
                ? folds.getFirst().train
                : folds.stream()
                        .flatMapToInt(fold -> Arrays.stream(fold.train))
                        .distinct()
                        .sorted()
                        .toArray();
    }
}
