package hanshu.learn.supervised.derivation;

import hanshu.nn.Activation;
import hanshu.nn.Linear;
import hanshu.nn.Sequential;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A curve as a sum of pieces, y = c + Σ vᵢ·f(bᵢ + wᵢ·x₁), where f is a sigmoid or a ReLU: with enough of them any curve
 * can be drawn (Cybenko 1989; Hornik, Stinchcombe & White 1989). It is a network of one hidden layer.
 *
 * @param fitted c, v, b and w as learned from the training rows
 */
public record Pieces(Candidate fitted) {
    private static final int EPOCHS = 80;
    private static final double RATE = 0.01;

    /**
     * Fits so many pieces with Adam. They begin spread over x₁, each with its bend at the middle of an equal share of the
     * training rows.
     */
    public static Pieces of(Question question, Activation f, int count, Key key) {
        var asked = question.of(1);
        var recipe = new Recipe(1, 1, count, f, 0, 0, 1, true, EPOCHS, 32, RATE);
        var start = Sequential.of(hidden(asked, f, count), f, Linear.of(count, 1, key.at("out")));
        return new Pieces(Candidate.of(asked, recipe, start, recipe.training(), key));
    }

    private static Linear hidden(Question asked, Activation f, int count) {
        var sorted = asked.train().x().toDoubles();
        Arrays.sort(sorted);
        float steep = f == Activation.SIGMOID ? 1 + count / 4f : 1; // more sigmoids, narrower ones
        var w = new float[count];
        var b = new float[count];
        for (int i = 0; i < count; i++) {
            double bend = sorted[(int) ((i + 0.5) / count * sorted.length)];
            w[i] = steep;
            b[i] = (float) (-steep * bend);
        }
        return new Linear(Tensor.of(w, 1, count), Tensor.of(b, count));
    }

    public int count() {
        return fitted.recipe().width();
    }

    public Activation shape() {
        return fitted.recipe().activation();
    }

    /** A piece v·f(b + w·x). */
    public record Piece(double v, double b, double w, Activation f) {
        public List<Double> over(List<Double> x) {
            var at = x.stream().mapToDouble(Double::doubleValue).toArray();
            var values = f.of(Tensor.of(at, at.length).times(w).plus(b)).times(v);
            return Arrays.stream(values.toDoubles()).boxed().toList();
        }
    }

    public List<Piece> pieces() {
        var theta = fitted.theta();
        var w = theta.get("0.weight").toDoubles();
        var b = theta.get("0.bias").toDoubles();
        var v = theta.get("2.weight").toDoubles();
        return IntStream.range(0, count())
                .mapToObj(i -> new Piece(v[i], b[i], w[i], shape()))
                .toList();
    }

    /** c. */
    public double level() {
        return fitted.theta().get("2.bias").item();
    }

    /** The curve at values of x₁, both standardised. */
    public List<Double> over(List<Double> x) {
        var at = new float[x.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = x.get(i).floatValue();
        }
        return Arrays.stream(fitted.answers(Tensor.of(at, at.length, 1)).toDoubles())
                .boxed()
                .toList();
    }

    /** A matrix or vector of the model, for example W1 [1, 10]. */
    public record Block(String name, List<Integer> shape, int from, int to) {}

    /** How θ is laid out: W1, b1, W2, b2. */
    public List<Block> blocks() {
        var names = List.of("W1", "b1", "W2", "b2");
        var blocks = new ArrayList<Block>();
        for (var slot : fitted.theta().slots()) {
            var shape = Arrays.stream(slot.shape().toArray()).boxed().toList();
            blocks.add(new Block(names.get(blocks.size()), shape, slot.offset(), slot.end()));
        }
        return List.copyOf(blocks);
    }
}
