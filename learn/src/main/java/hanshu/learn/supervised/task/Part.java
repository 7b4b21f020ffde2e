package hanshu.learn.supervised.task;

import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some cases, prepared, with their truths: to learn from, or to be judged by.
 *
 * @param rows which of the cases
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
record Part(Cases cases, Forms forms, Map<String, Prepared> inputs, Map<String, double[][]> truths, int[] rows)
        implements Batches<TaskBatch> {

    /** All cases, prepared; without outputs where nothing is to be compared. */
    static Part of(Cases cases, Forms forms, TaskConfig config, boolean withTruths) {
        var inputs = new LinkedHashMap<String, Prepared>();
        forms.inputs().forEach((name, form) -> {
            var given = cases.inputs().get(name);
            if (given == null) {
                throw new hanshu.data.DataException("%s has no input %s; it has %s"
                        .formatted(
                                cases.name(),
                                name,
                                String.join(", ", cases.inputs().keySet())));
            }
            inputs.put(name, form.prepare(given));
        });
        var truths = new LinkedHashMap<String, double[][]>();
        if (withTruths) {
            config.outputs()
                    .forEach(output -> truths.put(
                            output.name(), forms.output(output.name()).truths(cases, output)));
        }
        var rows = new int[cases.count()];
        Arrays.setAll(rows, i -> i);
        return new Part(cases, forms, inputs, truths, rows);
    }

    /** Others of the same cases. */
    Part only(int[] others) {
        return new Part(cases, forms, inputs, truths, others);
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public TaskBatch batch(int[] order, int from, int to) {
        var picked = new int[to - from];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = rows[order[from + i]];
        }
        var values = new LinkedHashMap<String, Value>();
        inputs.forEach((name, prepared) -> values.put(name, prepared.batch(picked, 0, picked.length)));
        var targets = new LinkedHashMap<String, Tensor>();
        truths.forEach((name, all) -> targets.put(name, forms.output(name).target(all, picked, 0, picked.length)));
        return new TaskBatch(values, targets, picked.length);
    }

    /** What is true of each case, in the order of the rows. */
    double[][] truth(String output) {
        var all = truths.get(output);
        if (all == null) {
            throw new IllegalStateException("no truths of " + output);
        }
        return Arrays.stream(rows).mapToObj(row -> all[row]).toArray(double[][]::new);
    }
}
