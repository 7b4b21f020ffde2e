package hanshu.train.doctor;

import java.util.List;

/**
 * Rows as numbers, for what can be asked of data before any training.
 *
 * @param names of the columns
 * @param x each row's columns
 * @param y each row's answer; class numbers from 0 where there are classes
 * @param classes how many classes; 0 if the answer is a number
 */
@SuppressWarnings("ArrayRecordComponent") // numbers, handed on and never compared
public record Rows(List<String> names, float[][] x, double[] y, int classes) {
    public Rows {
        names = List.copyOf(names);
        if (x.length != y.length || (x.length > 0 && x[0].length != names.size())) {
            throw new IllegalArgumentException("rows: %d names, %d rows of %d columns and %d answers do not fit"
                    .formatted(names.size(), x.length, x.length == 0 ? 0 : x[0].length, y.length));
        }
    }

    int count() {
        return x.length;
    }

    double[] column(int j) {
        var values = new double[x.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = x[i][j];
        }
        return values;
    }

    /** The loss of the best answer that looks at nothing: the entropy of the classes. */
    public static double entropy(double[] labels, int classes) {
        var counts = new double[classes];
        for (double label : labels) {
            counts[(int) label]++;
        }
        double entropy = 0;
        for (double count : counts) {
            double share = count / labels.length;
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }
}
