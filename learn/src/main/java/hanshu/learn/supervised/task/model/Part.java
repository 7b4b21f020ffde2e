package hanshu.learn.supervised.task.model;

import hanshu.data.DataException;
import hanshu.data.text.LengthBuckets;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.learn.supervised.task.input.Prepared;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some cases, prepared, with their truths: to learn from, or to be judged by. */
public final class Part implements Batches<TaskBatch> {
    /** Cases, and steps of the longest, at once: what is computed of them stays in memory until all is answered. */
    private static final int BLOCK = 64;

    /** All that is tried in writing a text lies in memory until the block ends. */
    private static final int TEXTS = 4;

    private static final int BLOCK_STEPS = 8_192;

    private final Cases cases;
    private final Forms forms;
    private final Map<String, Prepared> inputs;
    private final Map<String, double[][]> truths;
    private final int[] rows;
    private final Optional<Nearing> nearing;

    private int epoch;
    private int[] order = {};
    private int[] ordered = {};
    private long firstNanos;
    private long lastNanos;
    private long waitedNanos;

    /** Batches of so many cases that are about equally long, so that little is filled up. */
    private record Nearing(int batch, Key key) {}

    private Part(
            Cases cases,
            Forms forms,
            Map<String, Prepared> inputs,
            Map<String, double[][]> truths,
            int[] rows,
            Optional<Nearing> nearing) {
        this.cases = cases;
        this.forms = forms;
        this.inputs = inputs;
        this.truths = truths;
        this.rows = rows;
        this.nearing = nearing;
    }

    /** All cases, prepared; without outputs where nothing is to be compared. */
    public static Part of(Cases cases, Forms forms, TaskConfig config, boolean withTruths) {
        var inputs = new LinkedHashMap<String, Prepared>();
        forms.inputs().forEach((name, form) -> {
            var given = cases.inputs().get(name);
            if (given == null) {
                throw new DataException("%s has no input %s; it has %s"
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
        return new Part(cases, forms, inputs, truths, rows, Optional.empty());
    }

    /** Others of the same cases. */
    public Part only(int[] others) {
        return new Part(cases, forms, inputs, truths, others, nearing);
    }

    /** Those whose classes are among the learned ones: of others a loss can't be told. */
    public Part learned() {
        var kept = Arrays.stream(rows)
                .filter(row -> truths.entrySet().stream()
                        .allMatch(truth -> !(forms.output(truth.getKey()) instanceof OutputForm.OneClass c)
                                || truth.getValue()[row][0] < c.width()))
                .toArray();
        if (kept.length == 0) {
            throw new DataException("%s: none of the validation cases is of a class that a training case is of"
                    .formatted(cases.name()));
        }
        return only(kept);
    }

    /**
     * The same cases to be learned from: changed at random each time they are seen, in batches of cases of about the same
     * length.
     */
    public Part learning(Augmenting how, int batch, Key key) {
        var changing = new LinkedHashMap<String, Prepared>();
        inputs.forEach((name, plain) -> {
            var given = Objects.requireNonNull(cases.inputs().get(name));
            changing.put(name, forms.input(name).augmented(given, plain, how, key.at(name)));
        });
        return new Part(cases, forms, changing, truths, rows, Optional.of(new Nearing(batch, key.at("order"))));
    }

    public Cases cases() {
        return cases;
    }

    public Forms forms() {
        return forms;
    }

    public Map<String, double[][]> truths() {
        return truths;
    }

    public Map<String, Prepared> inputs() {
        return inputs;
    }

    /** Which of the cases. */
    public int[] rows() {
        return rows;
    }

    @Override
    public int count() {
        return rows.length;
    }

    /**
     * Cases that are answered together.
     *
     * @param order of all cases
     * @param from the first place in it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    public record Block(int[] order, int from, int to) {
        public int count() {
            return to - from;
        }

        /** Which case of the part is the i-th of this block. */
        public int place(int i) {
            return order[from + i];
        }

        public TaskBatch batch(Part part) {
            return part.batch(order, from, to);
        }
    }

    /** All cases in blocks, long ones in smaller ones. */
    public List<Block> blocks() {
        int[] steps = Arrays.stream(rows).map(this::length).toArray();
        int[] order = IntStream.range(0, count())
                .boxed()
                .sorted(Comparator.comparingInt(i -> steps[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int most = forms.written().isPresent() ? TEXTS : BLOCK;
        var blocks = new ArrayList<Block>();
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            boolean full = to == order.length || to - from == most || (to + 1 - from) * steps[order[to]] > BLOCK_STEPS;
            if (full) {
                blocks.add(new Block(order, from, to));
                from = to;
            }
        }
        return blocks;
    }

    @Override
    public void startEpoch(int number) {
        epoch = number;
        inputs.values().forEach(prepared -> prepared.startEpoch(number));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an epoch's order is long, and another array is another epoch's
    public TaskBatch batch(int[] places, int from, int to) {
        long start = System.nanoTime();
        if (places != order) { // as a whole, for what comes next in it is read ahead
            ordered = nearing.map(near -> ordered(places, near))
                    .orElseGet(() ->
                            Arrays.stream(places).map(place -> rows[place]).toArray());
            order = places;
        }
        var values = new LinkedHashMap<String, Value>();
        inputs.forEach((name, prepared) -> values.put(name, prepared.batch(ordered, from, to)));
        var targets = new LinkedHashMap<String, Tensor>();
        truths.forEach((name, all) -> targets.put(name, forms.output(name).target(all, ordered, from, to)));
        firstNanos = firstNanos == 0 ? start : firstNanos;
        lastNanos = System.nanoTime();
        waitedNanos += lastNanos - start;
        return new TaskBatch(values, targets, to - from);
    }

    /** How many steps the longest input of a case has. */
    private int length(int row) {
        return inputs.values().stream()
                .mapToInt(prepared -> prepared.length(row))
                .max()
                .orElse(1);
    }

    private int[] ordered(int[] places, Nearing near) {
        int[] chosen = Arrays.stream(places).map(place -> rows[place]).toArray();
        int[] lengths = Arrays.stream(chosen).map(this::length).toArray();
        if (Arrays.stream(lengths).allMatch(length -> length == lengths[0])) {
            return chosen;
        }
        return Arrays.stream(LengthBuckets.order(lengths, near.batch, near.key.at(epoch)))
                .map(i -> chosen[i])
                .toArray();
    }

    /** What part of the time from the first batch to the last was spent in waiting for batches: 0 … 1. */
    public double shareWaited() {
        return lastNanos == firstNanos ? 0 : (double) waitedNanos / (lastNanos - firstNanos);
    }

    /** What is true of each case, in the order of the rows. */
    public double[][] truth(String output) {
        var all = truths.get(output);
        if (all == null) {
            throw new IllegalStateException("no truths of " + output);
        }
        return Arrays.stream(rows).mapToObj(row -> all[row]).toArray(double[][]::new);
    }
}
