package hanshu.nn.rnn;

import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cells over a sequence, layer on layer: a layer reads what the one below shows. With a second cell in each layer, which
 * reads the sequence backwards, a layer shows both side by side (Schuster & Paliwal 1997).
 *
 * <pre>{@code
 * var lstm = Recurrent.of(LstmCell::of, 64, 128, key);
 * var deep = Recurrent.bothWays(LstmCell::of, 64, 128, 3, key).withDropout(0.2);
 * var run = deep.run(x, lengths, pass);         // run.output(): (batch, time, 2·128)
 * }</pre>
 *
 * <p>Rows of a batch may be of unequal length, filled up to the longest: what they are filled up with never changes a
 * result, in neither direction, and the output there is 0.
 *
 * @param forward a cell for each layer, from the lowest
 * @param backward as many, or none
 * @param dropout how much of what a layer shows the next is dropped in training, from 0 to 1
 * @param <S> what a cell remembers
 */
public record Recurrent<S>(List<Cell<S>> forward, List<Cell<S>> backward, double dropout) implements Layer {
    /**
     * What the highest layer shows, (batch, time, hidden) or (batch, time, 2·hidden), and what each cell remembers after
     * its last step: by layers, in each forward before backward.
     */
    public record Run<S>(Tensor output, List<S> last) {}

    public Recurrent {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        if (forward.isEmpty() || (!backward.isEmpty() && backward.size() != forward.size())) {
            throw new IllegalArgumentException(
                    "Recurrent: needs one forward cell a layer, and as many backward or none, got %d and %d"
                            .formatted(forward.size(), backward.size()));
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("Recurrent: the dropout is from 0 to 1, got " + dropout);
        }
    }

    /** One layer. */
    public static <S> Recurrent<S> of(Cell.Maker<S> cell, int in, int hidden, Key key) {
        return of(cell, in, hidden, 1, key);
    }

    /** Layers that read from the first element to the last. */
    public static <S> Recurrent<S> of(Cell.Maker<S> cell, int in, int hidden, int layers, Key key) {
        return new Recurrent<>(stack(cell, in, hidden, hidden, layers, key.at("forward")), List.of(), 0);
    }

    /** Layers that read in both directions. */
    public static <S> Recurrent<S> bothWays(Cell.Maker<S> cell, int in, int hidden, int layers, Key key) {
        return new Recurrent<>(
                stack(cell, in, 2 * hidden, hidden, layers, key.at("forward")),
                stack(cell, in, 2 * hidden, hidden, layers, key.at("backward")),
                0);
    }

    private static <S> List<Cell<S>> stack(Cell.Maker<S> cell, int in, int between, int hidden, int layers, Key key) {
        var cells = new ArrayList<Cell<S>>();
        for (int i = 0; i < layers; i++) {
            cells.add(cell.of(i == 0 ? in : between, hidden, key.at(i)));
        }
        return cells;
    }

    /** The same with dropout between the layers (Zaremba, Sutskever & Vinyals 2014). */
    public Recurrent<S> withDropout(double rate) {
        return new Recurrent<>(forward, backward, rate);
    }

    /** What the highest layer shows: (batch, time, in) → (batch, time, hidden) or, both ways, (batch, time, 2·hidden). */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return run(x, pass).output();
    }

    /** Over whole rows, from zeros. */
    public Run<S> run(Tensor x, Pass pass) {
        return run(x, Optional.empty(), List.of(), pass);
    }

    /** Over rows of the given lengths, I64 (batch), from zeros. */
    public Run<S> run(Tensor x, Tensor lengths, Pass pass) {
        return run(x, Optional.of(lengths), List.of(), pass);
    }

    /**
     * Over a batch of sequences.
     *
     * @param x (batch, time, in)
     * @param lengths how long each row is, from 0 to time, I64: (batch)
     * @param start what each cell remembers before its first step, in the order of {@link Run#last}; none is zeros
     * @throws ShapeException when x, the lengths or the states do not fit
     */
    public Run<S> run(Tensor x, Optional<Tensor> lengths, List<S> start, Pass pass) {
        try {
            if (x.rank() != 3) {
                throw new ShapeException("needs (batch, time, in), got " + x.shape());
            }
            int directions = backward.isEmpty() ? 1 : 2;
            if (!start.isEmpty() && start.size() != directions * forward.size()) {
                throw new ShapeException("needs a state for each of %d cells, or none, got %d"
                        .formatted(directions * forward.size(), start.size()));
            }
            lengths.ifPresent(n -> requireLengths(n, x));
            var last = new ArrayList<S>();
            var y = lengths.map(n -> withoutPadding(x, n)).orElse(x);
            for (int i = 0; i < forward.size(); i++) {
                var below = i == 0 ? y : new Dropout(dropout).apply(y, pass.at(i));
                var shown = new ArrayList<Tensor>();
                for (int d = 0; d < directions; d++) {
                    var cell = (d == 0 ? forward : backward).get(i);
                    var from = start.isEmpty() ? cell.start(x.size(0), x.dtype()) : start.get(directions * i + d);
                    var unrolled = cell.unroll(below, from, lengths, d == 1);
                    shown.add(unrolled.output());
                    last.add(unrolled.last());
                }
                y = Tensor.concat(-1, shown.toArray(Tensor[]::new)); // (batch, time, directions·hidden)
            }
            return new Run<>(y, List.copyOf(last));
        } catch (ShapeException e) {
            throw e.in(toString());
        }
    }

    /** NaN and infinity in the padding would not go away by multiplying with 0. */
    private static Tensor withoutPadding(Tensor x, Tensor lengths) {
        var times = Tensor.range(x.size(1)).cast(lengths.dtype());
        var going = lengths.unsqueeze(1).gt(times).unsqueeze(2); // (batch, time, 1)
        return going.where(x, 0);
    }

    private static void requireLengths(Tensor lengths, Tensor x) {
        if (!lengths.dtype().isInteger() || !lengths.shape().equals(Shape.of(x.size(0)))) {
            throw new ShapeException("lengths are whole numbers, one for each of %d rows, got %s %s"
                    .formatted(x.size(0), lengths.dtype(), lengths.shape()));
        }
        for (long n : lengths.toLongs()) {
            if (n < 0 || n > x.size(1)) {
                throw new ShapeException("lengths are from 0 to the %d steps of x, got %d".formatted(x.size(1), n));
            }
        }
    }

    /** For example {@code Recurrent 2 × LstmCell 64 → 128, both ways}. */
    @Override
    public String toString() {
        return "Recurrent " + (forward.size() > 1 ? forward.size() + " × " : "") + forward.getFirst()
                + (backward.isEmpty() ? "" : ", both ways");
    }
}
