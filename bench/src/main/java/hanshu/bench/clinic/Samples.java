package hanshu.bench.clinic;

import hanshu.data.table.Table;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to learn from and others to judge by.
 *
 * @param name such as "moons"
 * @param columns names of the inputs; empty where they are no table
 * @param x inputs of all rows, standardised, (rows, …)
 * @param y class numbers, I64 (rows), or standardised numbers, F32 (rows, 1)
 * @param classes how many; 0 for numbers
 * @param learned how many rows are learned from: the first ones
 */
record Samples(String name, List<String> columns, Tensor x, Tensor y, int classes, int learned) {

    Examples train() {
        return new Examples(x.slice(0, 0, learned), y.slice(0, 0, learned));
    }

    Examples unseen() {
        int rows = x.size(0);
        return new Examples(x.slice(0, learned, rows), y.slice(0, learned, rows));
    }

    int features() {
        return x.size(-1);
    }

    Samples withX(Tensor changed) {
        var names = changed.rank() == 2 && changed.size(1) != columns.size()
                ? IntStream.range(0, changed.size(1)).mapToObj(i -> "x" + i).toList()
                : columns;
        return new Samples(name, names, changed, y, classes, learned);
    }

    Samples withY(Tensor changed) {
        return new Samples(name, columns, x, changed, classes, learned);
    }

    /** The same learning from fewer rows; the others are judged by as before. */
    Samples learning(int fewer) {
        int rows = x.size(0);
        var kept = IntStream.concat(IntStream.range(0, fewer), IntStream.range(learned, rows))
                .toArray();
        return pick(kept, fewer);
    }

    /** Rows by number, of which the first {@code some} are learned from. */
    Samples pick(int[] rows, int some) {
        var index = Tensor.of(rows, rows.length);
        return new Samples(name, columns, x.take(0, index), y.take(0, index), classes, some);
    }

    // ---- drawn

    /** Two half moons. */
    static Samples moons(int rows, Key key) {
        var angle = key.at("angle").uniform(0, Math.PI, rows).toDoubles();
        var noise = key.at("noise").normal(rows, 2).times(0.12).toDoubles();
        var x = new double[rows * 2];
        var y = new long[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 2;
            x[2 * i] = (y[i] == 0 ? Math.cos(angle[i]) : 1 - Math.cos(angle[i])) + noise[2 * i];
            x[2 * i + 1] = (y[i] == 0 ? Math.sin(angle[i]) : 0.5 - Math.sin(angle[i])) + noise[2 * i + 1];
        }
        return table("moons", x, rows, 2, Tensor.of(y, rows), 2);
    }

    /** Three rings around each other, and two columns that say nothing. */
    static Samples rings(int rows, Key key) {
        var angle = key.at("angle").uniform(0, 2 * Math.PI, rows).toDoubles();
        var noise = key.at("noise").normal(rows, 3).toDoubles();
        var x = new double[rows * 4];
        var y = new long[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 3;
            double radius = 1 + y[i] + 0.15 * noise[3 * i];
            x[4 * i] = radius * Math.cos(angle[i]);
            x[4 * i + 1] = radius * Math.sin(angle[i]);
            x[4 * i + 2] = noise[3 * i + 1];
            x[4 * i + 3] = noise[3 * i + 2];
        }
        return table("rings", x, rows, 4, Tensor.of(y, rows), 3);
    }

    /** y = sin(3·x₁) + x₂·x₃ + a little noise. */
    static Samples waves(int rows, Key key) {
        var x = key.at("x").uniform(-2, 2, rows, 3).toDoubles();
        var noise = key.at("noise").normal(rows).toDoubles();
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = Math.sin(3 * x[3 * i]) + 0.5 * x[3 * i + 1] * x[3 * i + 2] + 0.1 * noise[i];
        }
        return table("waves", x, rows, 3, numbers(y), 0);
    }

    /** Friedman's first function: five columns tell, five say nothing (Friedman 1991, "MARS", section 4.3). */
    static Samples friedman(int rows, Key key) {
        var x = key.at("x").uniform(0, 1, rows, 10).toDoubles();
        var noise = key.at("noise").normal(rows).toDoubles();
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 10 * Math.sin(Math.PI * x[10 * i] * x[10 * i + 1])
                    + 20 * Math.pow(x[10 * i + 2] - 0.5, 2)
                    + 10 * x[10 * i + 3]
                    + 5 * x[10 * i + 4]
                    + noise[i];
        }
        return table("friedman", x, rows, 10, numbers(y), 0);
    }

    /** A sequence of numbers of which the first says the class: the rest is noise (batch, time, 1). */
    static Samples firstSign(int rows, int time, Key key) {
        var x = key.at("x").normal(rows, time, 1).toFloats();
        var y = new long[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = x[i * time] > 0 ? 1 : 0;
        }
        return new Samples(
                "first-sign-" + time, List.of(), Tensor.of(x, rows, time, 1), Tensor.of(y, rows), 2, rows * 2 / 3);
    }

    /** The sum of all that is marked in a sequence of (number, mark). */
    static Samples markedSum(int rows, int time, Key key) {
        var values = key.at("x").uniform(-1, 1, rows, time).toFloats();
        var marks = key.at("marks").uniform(0, 1, rows, time).toFloats();
        var x = new float[rows * time * 2];
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int t = 0; t < time; t++) {
                float mark = marks[i * time + t] < 0.3 ? 1 : 0;
                x[2 * (i * time + t)] = values[i * time + t];
                x[2 * (i * time + t) + 1] = mark;
                y[i] += mark * values[i * time + t];
            }
        }
        return new Samples("marked-sum-" + time, List.of(), Tensor.of(x, rows, time, 2), numbers(y), 0, rows * 2 / 3);
    }

    /** Faint and bright stripes, upright or not, under noise: pictures of 12 × 12, (batch, height, width, 1). */
    static Samples stripes(int rows, Key key) {
        int size = 12;
        var noise = key.at("noise").normal(rows, size, size, 1).times(0.3).toFloats();
        var phase = key.at("phase").uniform(0, 2 * Math.PI, rows).toDoubles();
        var y = new long[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 4;
            double contrast = y[i] < 2 ? 0.6 : 1.4;
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    noise[(i * size + r) * size + c] +=
                            (float) (contrast * Math.sin(1.5 * (y[i] % 2 == 0 ? r : c) + phase[i]));
                }
            }
        }
        return new Samples(
                "stripes", List.of(), Tensor.of(noise, rows, size, size, 1), Tensor.of(y, rows), 4, rows * 2 / 3);
    }

    // ---- of columns

    /**
     * Some rows, each once, of a file in which all columns are numbers but, perhaps, the target.
     *
     * @param target the column to predict, by number from 0
     * @param classes whether it holds classes
     */
    static Samples of(Table table, int target, boolean classes, int most, Key key) {
        var names = table.names();
        var seen = new HashSet<List<String>>();
        var order = Arrays.stream(key.permutation(table.rows()))
                .filter(row -> seen.add(
                        names.stream().map(name -> table.cells(name).text(row)).toList()))
                .limit(most)
                .toArray();
        int rows = order.length;
        var inputs = IntStream.range(0, names.size()).filter(j -> j != target).toArray();
        var x = new double[rows * inputs.length];
        var answers = table.cells(names.get(target));
        var labels = IntStream.range(0, table.rows())
                .mapToObj(answers::text)
                .distinct()
                .sorted()
                .toList();
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < inputs.length; j++) {
                x[i * inputs.length + j] = table.cells(names.get(inputs[j])).number(order[i]);
            }
            y[i] = classes ? labels.indexOf(answers.text(order[i])) : answers.number(order[i]);
        }
        var numbers = Tensor.of(y, rows);
        return table(
                table.name(),
                x,
                rows,
                inputs.length,
                classes ? numbers.cast(DType.I64) : numbers,
                classes ? labels.size() : 0);
    }

    /** A table of which two thirds are learned from; columns and numbers are standardised by those. */
    static Samples table(String name, double[] x, int rows, int columns, Tensor y, int classes) {
        int learned = rows * 2 / 3;
        var standard = x.clone();
        for (int j = 0; j < columns; j++) {
            int column = j;
            var values = IntStream.range(0, rows)
                    .mapToDouble(i -> x[i * columns + column])
                    .toArray();
            var standardised = standardised(values, learned);
            for (int i = 0; i < rows; i++) {
                standard[i * columns + j] = standardised[i];
            }
        }
        var target = classes > 0 ? y : numbers(standardised(y.toDoubles(), learned));
        return new Samples(
                name,
                IntStream.range(0, columns).mapToObj(i -> "x" + i).toList(),
                floats(standard, rows, columns),
                target,
                classes,
                learned);
    }

    private static double[] standardised(double[] values, int learned) {
        double mean = Arrays.stream(values, 0, learned).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values, 0, learned)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(1));
        return Arrays.stream(values)
                .map(v -> (v - mean) / (deviation == 0 ? 1 : deviation))
                .toArray();
    }

    static Tensor numbers(double[] y) {
        return floats(y, y.length, 1);
    }

    static Tensor floats(double[] values, int... shape) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.of(floats, shape);
    }
}
