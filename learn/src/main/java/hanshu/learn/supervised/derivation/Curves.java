package hanshu.learn.supervised.derivation;

import hanshu.nn.Activation;
import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a line cannot say, and sums of 1, 3, 10 and 100 pieces, which can.
 *
 * @param bias how the best line and ten ReLUs answer in each fifth of the training rows by x₁
 * @param relus sums of ReLUs, few first
 * @param sigmoids of sigmoids
 */
public record Curves(List<Fifth> bias, List<Pieces> relus, List<Pieces> sigmoids) {
    private static final List<Integer> COUNTS = List.of(1, 3, 10, 100);
    private static final int SHOWN = 2; // the sum of ten is the one of which all is shown

    /**
     * Training rows whose x₁ is alike, all standardised.
     *
     * @param from the smallest x₁
     * @param to the largest
     * @param y the mean of what is to be found
     * @param line the mean answer of the line
     * @param curve of ten ReLUs
     */
    public record Fifth(double from, double to, double y, double line, double curve) {}

    static Curves of(Question question, OneInput line, Key key, Consumer<String> progress) {
        var relus = fit(question, Activation.RELU, key.at("relu"), progress);
        var sigmoids = fit(question, Activation.SIGMOID, key.at("sigmoid"), progress);
        return new Curves(fifths(question, line, relus.get(SHOWN)), relus, sigmoids);
    }

    private static List<Pieces> fit(Question question, Activation f, Key key, Consumer<String> progress) {
        var fitted = new ArrayList<Pieces>();
        for (int count : COUNTS) {
            progress.accept("pieces: " + f.name().toLowerCase(Locale.ROOT) + ", " + count);
            fitted.add(Pieces.of(question, f, count, key.at(count)));
        }
        return List.copyOf(fitted);
    }

    private static List<Fifth> fifths(Question question, OneInput line, Pieces curve) {
        var rows = question.of(1).train();
        var x = rows.x().toDoubles();
        var y = rows.y().toDoubles();
        var answers = curve.fitted().answers(rows.x()).toDoubles();
        double smallest = Arrays.stream(x).min().orElseThrow();
        var order = IntStream.range(0, x.length)
                .boxed()
                .sorted((i, j) -> Double.compare(x[i], x[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(0, 5)
                .mapToObj(i -> Arrays.copyOfRange(order, i * x.length / 5, (i + 1) * x.length / 5))
                .map(part -> new Fifth(
                        x[part[0]],
                        x[part[part.length - 1]],
                        mean(part, y),
                        line.best().u() + line.best().v() * (mean(part, x) - smallest),
                        mean(part, answers)))
                .toList();
    }

    private static double mean(int[] rows, double... values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElseThrow();
    }

    /** ReLUs, then sigmoids. */
    public List<Pieces> all() {
        return Stream.concat(relus.stream(), sigmoids.stream()).toList();
    }

    /** The ten ReLUs of which all unknowns are shown. */
    public Pieces shown() {
        return relus.get(SHOWN);
    }
}
