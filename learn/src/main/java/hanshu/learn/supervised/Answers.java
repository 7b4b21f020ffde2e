package hanshu.learn.supervised;

import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What a function answers for some rows, in the units of the target.
 *
 * <p>Several models, each perhaps of several members, answer together: the mean of their numbers, or of their
 * probabilities.
 */
sealed interface Answers {

    /** The number of each row. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Numbers(double[] values) implements Answers {}

    /** The probability of each class in each row. */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    record Classes(double[][] probabilities) implements Answers {}

    /** Rows that are computed at once. */
    int BLOCK = 1024;

    static Answers of(List<? extends TableModel> models, TableRows rows) {
        boolean classes = !rows.all().target().dtype().isFloating();
        var sums = new double[rows.count()][];
        var buffers = new Buffers();
        for (int from = 0; from < rows.count(); from += BLOCK) {
            int start = from;
            int end = Math.min(from + BLOCK, rows.count());
            for (var model : models) {
                var means = buffers.step(() ->
                        mean(model.answers(rows.range(start, end)), classes).toDoubles());
                int answers = means.length / (end - start);
                for (int row = start; row < end; row++) {
                    if (sums[row] == null) {
                        sums[row] = new double[answers];
                    }
                    for (int i = 0; i < answers; i++) {
                        sums[row][i] += means[(row - start) * answers + i] / models.size();
                    }
                }
            }
        }
        return classes
                ? new Classes(sums)
                : new Numbers(Arrays.stream(sums)
                        .mapToDouble(sum -> rows.scale().toUnits(sum[0]))
                        .toArray());
    }

    /** Over members: the mean number, or the mean probability of each class (rows, answers). */
    private static Tensor mean(Tensor answers, boolean classes) {
        return classes ? answers.softmax(-1).mean(0) : answers.mean(0);
    }

    /** The answers for the rows of each in turn. */
    static Answers concat(List<Answers> parts) {
        return switch (parts.getFirst()) {
            case Numbers first ->
                new Numbers(parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(((Numbers) part).values))
                        .toArray());
            case Classes first ->
                new Classes(parts.stream()
                        .flatMap(part -> Arrays.stream(((Classes) part).probabilities))
                        .toArray(double[][]::new));
        };
    }
}
