package hanshu.train.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The confusion matrix: how many rows of each true class (row) were taken for each class (column).
 *
 * @param counts square; {@code counts.get(t).get(p)} rows of class t were predicted as class p
 */
public record Confusion(List<List<Integer>> counts) {
    public Confusion {
        counts = counts.stream().map(List::copyOf).toList();
        for (var row : counts) {
            if (row.size() != counts.size()) {
                throw new IllegalArgumentException("a confusion matrix is square, but a row of %d has %d columns"
                        .formatted(counts.size(), row.size()));
            }
        }
    }

    /** Counts {@code classes} true classes against the predicted ones. */
    public static Confusion of(int[] truth, int[] predicted, int classes) {
        Check.sameRows("truth", truth.length, "predicted", predicted.length);
        var counts = new int[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new Confusion(IntStream.range(0, classes)
                .mapToObj(t -> IntStream.of(counts[t]).boxed().toList())
                .toList());
    }

    public int classes() {
        return counts.size();
    }

    public int count(int truth, int predicted) {
        return counts.get(truth).get(predicted);
    }

    /** Rows that are of class {@code truth}. */
    public int support(int truth) {
        return counts.get(truth).stream().mapToInt(Integer::intValue).sum();
    }

    /** Rows that were taken for class {@code predicted}. */
    public int taken(int predicted) {
        return counts.stream().mapToInt(row -> row.get(predicted)).sum();
    }
}
