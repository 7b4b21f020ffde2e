package hanshu.train.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of the answer a single column tells: an unseen row is answered by the rows learned from whose values in the
 * column are nearest (Cover & Hart 1967), with their mean or their most frequent class.
 *
 * @param share 1 if the column tells everything, 0 if it tells no more than the mean or the most frequent class
 */
record Telling(String column, double share) {
    private static final int NEIGHBOURS = 5;

    /** All columns, the most telling first. */
    static List<Telling> of(Rows train, Rows unseen) {
        return IntStream.range(0, train.names().size())
                .mapToObj(j -> new Telling(train.names().get(j), share(train, unseen, j)))
                .sorted(Comparator.comparingDouble((Telling column) -> -column.share))
                .toList();
    }

    /** How much single columns tell of whether a row is learned from or unseen, the most telling first. */
    static List<Telling> apart(Rows train, Rows unseen) {
        return of(all(train, unseen, 0), all(train, unseen, 1));
    }

    /** Every second row of both, from the first or the second on; of class 1 those that are unseen. */
    private static Rows all(Rows train, Rows unseen, int from) {
        var x = IntStream.range(0, train.count() + unseen.count())
                .filter(i -> i % 2 == from)
                .toArray();
        var rows = new float[x.length][];
        var labels = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            boolean isUnseen = x[i] >= train.count();
            rows[i] = isUnseen ? unseen.x()[x[i] - train.count()] : train.x()[x[i]];
            labels[i] = isUnseen ? 1 : 0;
        }
        return new Rows(train.names(), rows, labels, 2);
    }

    private static double share(Rows train, Rows unseen, int j) {
        var order = IntStream.range(0, train.count())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> train.x()[i][j]))
                .mapToInt(i -> i)
                .toArray();
        double all = answer(train, order, 0, order.length);
        double wrong = 0;
        double naive = 0;
        for (int i = 0; i < unseen.count(); i++) {
            int at = place(train, order, j, unseen.x()[i][j]);
            int from = Math.clamp(at - NEIGHBOURS / 2, 0, Math.max(0, order.length - NEIGHBOURS));
            double answer = answer(train, order, from, Math.min(order.length, from + NEIGHBOURS));
            wrong += error(unseen.y()[i], answer, train.classes());
            naive += error(unseen.y()[i], all, train.classes());
        }
        return naive == 0 ? 0 : 1 - wrong / naive;
    }

    /** The first of the sorted rows whose value is not below this one. */
    private static int place(Rows rows, int[] order, int j, float value) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.x()[order[middle]][j] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double error(double truth, double answer, int classes) {
        return classes > 0 ? (truth == answer ? 0 : 1) : (truth - answer) * (truth - answer);
    }

    /** The mean or the most frequent class of some of the sorted rows. */
    private static double answer(Rows rows, int[] order, int from, int to) {
        if (rows.classes() == 0) {
            return IntStream.range(from, to)
                    .mapToDouble(i -> rows.y()[order[i]])
                    .average()
                    .orElse(0);
        }
        var counts = new int[rows.classes()];
        IntStream.range(from, to).forEach(i -> counts[(int) rows.y()[order[i]]]++);
        int best = 0;
        for (int k = 1; k < counts.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return best;
    }
}
