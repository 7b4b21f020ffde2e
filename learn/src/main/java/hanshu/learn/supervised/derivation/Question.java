package hanshu.learn.supervised.derivation;

import hanshu.data.DataException;
import hanshu.data.table.Column;
import hanshu.data.table.Kind;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Schema;
import hanshu.data.table.Split;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A number to be found, and what it is to be found from. All values are standardised by mean and deviation of the
 * training rows, so a mean squared error of 1 is that of always answering their mean.
 *
 * @param target what is to be found
 * @param inputs what it is found from; the first is x₁
 * @param series whether rows follow each other in time: then validation rows come after those of training, and test
 *     rows after both
 * @param inputMean the mean of x₁ over the training rows
 * @param inputDeviation its standard deviation
 * @param mean the mean of the target
 * @param deviation its standard deviation
 * @param train x: (rows, inputs), y: (rows, 1)
 */
public record Question(
        String target,
        List<String> inputs,
        boolean series,
        double inputMean,
        double inputDeviation,
        double mean,
        double deviation,
        Examples train,
        Examples validation,
        Examples test) {
    /** More rows tell little more here, and take long. */
    private static final int MOST = 5000;

    /** Fewer rows can't be parted into three that say something. */
    private static final int FEWEST = 50;

    public Question {
        inputs = List.copyOf(inputs);
    }

    /**
     * The next value of a series from values before it: the last fifth is for testing, a fifth of the rest before it for
     * validation. Of a long series the last 5,000 values are taken.
     *
     * @param steps how many values back the inputs reach
     * @throws DataException when the series is too short or does not change
     */
    public static Question next(String name, double[] all, int steps) {
        var values = Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length);
        int rows = values.length - steps;
        requireEnough(name, rows);
        var inputs = IntStream.rangeClosed(1, steps)
                .mapToObj(back -> name + " " + back + " before")
                .toList();
        var x = new ArrayList<double[]>();
        for (int back = 1; back <= steps; back++) {
            x.add(Arrays.copyOfRange(values, steps - back, values.length - back));
        }
        var order = IntStream.range(0, rows).toArray();
        var times = IntStream.range(0, rows).asDoubleStream().toArray();
        var split = Split.byTime(order, times, Split.Shares.DEFAULT);
        return of(name, inputs, true, x, Arrays.copyOfRange(values, steps, values.length), split);
    }

    /**
     * The next value of a column from values before it, a row each step.
     *
     * @throws TableException when the column is not of numbers, or one is missing
     */
    public static Question next(Table table, String target, int steps) {
        var name = table.resolve(target);
        var kind = Schema.of(table).column(name).kind();
        if (kind != Kind.NUMBER) {
            throw new TableException("column %s is of the kind %s; a series is of numbers: choose another --target"
                    .formatted(name, kind));
        }
        var cells = table.cells(name);
        var values = IntStream.range(0, table.rows()).mapToDouble(cells::number).toArray();
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                throw new TableException(
                        "%s: %s has no number there; a series has one in every row".formatted(table.where(row), name));
            }
        }
        return next(name, values, steps);
    }

    /** The weather of Seattle, day by day, where no other data are named. */
    public static Table shipped() {
        var name = "seattle-weather.csv";
        var in = Question.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the library lacks its own file " + name + ": build it anew");
        }
        return Table.read(name, in, ReadOptions.DEFAULT);
    }

    /**
     * A column of a table from its other columns of numbers, that of the highest correlation first. Rows without the
     * target are left out, and of more than 5,000 so many are drawn; where an input is missing, its mean stands.
     *
     * @throws TableException when the target is no number, or no other column is
     */
    public static Question column(Table table, String target, Key key) {
        var name = table.resolve(target);
        var schema = Schema.of(table);
        var kind = schema.column(name).kind();
        if (kind != Kind.NUMBER) {
            throw new TableException("column %s is of the kind %s; what is derived is a number: choose another --target"
                    .formatted(name, kind));
        }
        var inputs = schema.columns().stream()
                .filter(column -> column.kind() == Kind.NUMBER && !column.name().equals(name))
                .map(Column::name)
                .toList();
        if (inputs.isEmpty()) {
            throw new TableException(
                    "%s has no column of numbers beside %s to find it from".formatted(table.name(), name));
        }
        var answer = table.cells(name);
        var found = IntStream.range(0, table.rows())
                .filter(row -> Double.isFinite(answer.number(row)))
                .toArray();
        var rows = found.length <= MOST
                ? found
                : Arrays.stream(key.at("rows").permutation(found.length), 0, MOST)
                        .map(i -> found[i])
                        .toArray();
        requireEnough(table.name(), rows.length);
        var split = Split.random(IntStream.range(0, rows.length).toArray(), Split.Shares.DEFAULT, key.at("split"));
        var y = Arrays.stream(rows).mapToDouble(answer::number).toArray();
        @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
        record Input(String name, double[] values, double correlation) {}
        var sorted = inputs.stream()
                .map(input -> {
                    var cells = table.cells(input);
                    var values = Arrays.stream(rows).mapToDouble(cells::number).toArray();
                    return new Input(input, values, correlation(values, y, split.train()));
                })
                .sorted(Comparator.comparingDouble((Input input) -> -Math.abs(input.correlation)))
                .toList();
        return of(
                name,
                sorted.stream().map(Input::name).toList(),
                false,
                sorted.stream().map(Input::values).toList(),
                y,
                split);
    }

    private static Question of(
            String target, List<String> names, boolean series, List<double[]> inputs, double[] y, Split split) {
        var answer = Scale.of(y, split.train());
        if (answer.deviation == 0) {
            throw new DataException("%s: the same number %s throughout the training rows; there is nothing to find"
                    .formatted(target, y[0]));
        }
        var scales = inputs.stream().map(x -> Scale.of(x, split.train())).toList();
        var first = scales.getFirst();
        if (first.deviation == 0) {
            throw new DataException(
                    "%s: no column of numbers beside it changes in the training rows".formatted(target));
        }
        return new Question(
                target,
                names,
                series,
                first.mean,
                first.deviation,
                answer.mean,
                answer.deviation,
                examples(inputs, scales, y, answer, split.train()),
                examples(inputs, scales, y, answer, split.validation()),
                examples(inputs, scales, y, answer, split.test()));
    }

    private record Scale(double mean, double deviation) {
        static Scale of(double[] values, int... rows) {
            double mean = average(rows, row -> values[row]);
            double variance = average(rows, row -> (values[row] - mean) * (values[row] - mean));
            return new Scale(mean, Math.sqrt(variance));
        }

        float of(double value) {
            return Double.isFinite(value) && deviation > 0 ? (float) ((value - mean) / deviation) : 0;
        }
    }

    private static double average(int[] rows, IntToDoubleFunction of) {
        return Arrays.stream(rows)
                .mapToDouble(of)
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }

    private static double correlation(double[] x, double[] y, int... rows) {
        var sx = Scale.of(x, rows);
        var sy = Scale.of(y, rows);
        return average(rows, row -> (double) sx.of(x[row]) * sy.of(y[row]));
    }

    private static Examples examples(List<double[]> inputs, List<Scale> scales, double[] y, Scale answer, int... rows) {
        var x = new float[rows.length * inputs.size()];
        var out = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = answer.of(y[rows[i]]);
            for (int j = 0; j < inputs.size(); j++) {
                x[i * inputs.size() + j] = scales.get(j).of(inputs.get(j)[rows[i]]);
            }
        }
        return new Examples(Tensor.of(x, rows.length, inputs.size()), Tensor.of(out, rows.length, 1));
    }

    private static void requireEnough(String name, int rows) {
        if (rows < FEWEST) {
            throw new DataException(
                    "%s gives %d rows to learn from; a derivation needs at least %d, to part them in three"
                            .formatted(name, Math.max(0, rows), FEWEST));
        }
    }

    /** The same question asked of the first inputs alone. */
    public Question of(int first) {
        return new Question(
                target,
                inputs.subList(0, first),
                series,
                inputMean,
                inputDeviation,
                mean,
                deviation,
                first(train, first),
                first(validation, first),
                first(test, first));
    }

    /** One training row of so many, from the first on; the others as they are. */
    Question oneOf(int every) {
        if (every == 1) {
            return this;
        }
        var rows = IntStream.range(0, train.x().size(0))
                .filter(row -> row % every == 0)
                .toArray();
        var some = Tensor.of(rows, rows.length);
        var fewer = new Examples(train.x().take(0, some), train.y().take(0, some));
        return new Question(
                target, inputs, series, inputMean, inputDeviation, mean, deviation, fewer, validation, test);
    }

    private static Examples first(Examples rows, int inputs) {
        return new Examples(rows.x().slice(1, 0, inputs), rows.y());
    }

    /** An error in the target's unit: the root of a mean squared error of standardised values. */
    public double inUnits(double squaredError) {
        return Math.sqrt(squaredError) * deviation;
    }
}
