package hanshu.learn.supervised.recurrent;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Back-propagation through time (Werbos 1990): unrolled over its steps, a recurrent network is a deep network whose
 * layers share their weights, and the chain rule runs through it from the last step to the first,
 *
 * <pre>
 *   ∂L/∂hₜ = (what hₜ shows at step t) + ∂L/∂hₜ₊₁ · ∂hₜ₊₁/∂hₜ        ∂L/∂θ = Σ ∂L/∂hₜ · ∂hₜ/∂θ
 * </pre>
 */
public final class ThroughTime {
    private ThroughTime() {}

    /**
     * ‖∂L/∂hₜ‖ for each step t from the first to the last, over the batch and all that the cell remembers: how much of
     * the loss each step can still hear.
     *
     * @param x (batch, time, in)
     * @param loss of what the cell shows at all steps, (batch, time, hidden)
     */
    public static <S> List<Double> slopes(Derivation<S> cell, Tensor x, Function<Tensor, Tensor> loss) {
        int time = x.size(1);
        var before = new ArrayList<S>();
        var shown = new ArrayList<Tensor>();
        var state = cell.start(x.size(0), x.dtype());
        for (int t = 0; t < time; t++) { // forwards
            before.add(state);
            state = cell.step(x.get(1, t), state);
            shown.add(cell.output(state));
        }
        var all = Tensor.stack(1, shown.toArray(Tensor[]::new)).detach().tracked(); // (batch, time, hidden)
        var now = Gradients.grad(loss.apply(all), List.of(all)).getFirst();

        var norms = new ArrayDeque<Double>();
        var slope = cell.showing(now.get(1, time - 1));
        norms.addFirst(cell.norm(slope));
        for (int t = time - 2; t >= 0; t--) { // backwards
            slope = cell.plus(cell.showing(now.get(1, t)), cell.back(slope, x.get(1, t + 1), before.get(t + 1)));
            norms.addFirst(cell.norm(slope));
        }
        return List.copyOf(norms);
    }

    /**
     * Truncated back-propagation through time (Williams & Peng 1990; Sutskever 2013, section 2.8.6): the network runs
     * over the whole sequence, each stretch going on from the state in which the one before ended, but slopes go back
     * no further than the stretch's beginning. Memory and time of the way back no longer grow with the sequence; what
     * lies further back than a stretch is used, and never learned to be used.
     *
     * @param x (batch, time, in)
     * @param stretch steps, at least 1
     * @return what the highest layer shows, as of {@link Recurrent#run}, and what the cells remember after the last step
     */
    public static <S> Recurrent.Run<S> truncated(Recurrent<S> network, Tensor x, int stretch, Pass pass) {
        if (stretch < 1 || !network.backward().isEmpty()) {
            throw new IllegalArgumentException(
                    "truncated: needs stretches of 1 step or more and a network that reads forwards, got %d and %s"
                            .formatted(stretch, network));
        }
        var shown = new ArrayList<Tensor>();
        var state = List.<S>of();
        for (int from = 0; from < x.size(1); from += stretch) {
            int to = Math.min(from + stretch, x.size(1));
            var run = network.run(x.slice(1, from, to), Optional.empty(), state, pass);
            shown.add(run.output());
            state = carried(run.last());
        }
        return new Recurrent.Run<>(Tensor.concat(1, shown.toArray(Tensor[]::new)), state);
    }

    /** A state's values in arrays of their own, without how they came about: to go on from after the step, too. */
    public static <S> List<S> carried(List<S> state) {
        return Params.of(state).frozen(state);
    }
}
