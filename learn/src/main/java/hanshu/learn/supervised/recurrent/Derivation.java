package hanshu.learn.supervised.recurrent;

import hanshu.nn.rnn.Cell;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.Tensor;

/**
 * A recurrent cell written out gate by gate, with one step of the chain rule by hand. The layers of {@link hanshu.nn.rnn}
 * compute the same faster; {@link #of} reads their weights.
 *
 * @param <S> what the cell remembers between steps
 */
public sealed interface Derivation<S> extends Cell<S> permits ShowsAll, Lstm {
    /**
     * One step backwards: from ∂L/∂(what it remembers after the step) to ∂L/∂(what it remembered before).
     *
     * @param slope ∂L/∂step(x, before)
     * @param x the input of the step: (batch, in)
     */
    S back(S slope, Tensor x, S before);

    /** The sum of two slopes: of what a state does now, and of what it does later. */
    S plus(S a, S b);

    /** The slope of a state of which only what it shows matters. */
    S showing(Tensor slope);

    /** ‖slope‖, over the batch and all that is remembered. */
    double norm(S slope);

    /**
     * The same function as one of the fast cells, with the same weights.
     *
     * @throws IllegalArgumentException when there is no derivation of that cell
     */
    static Derivation<?> of(Cell<?> cell) {
        return switch (cell) {
            case RnnCell rnn -> PlainRnn.of(rnn);
            case LstmCell lstm -> Lstm.of(lstm);
            case GruCell gru -> Gru.of(gru);
            case Derivation<?> itself -> itself;
            default -> throw new IllegalArgumentException("derivation: there is none of " + cell);
        };
    }
}
