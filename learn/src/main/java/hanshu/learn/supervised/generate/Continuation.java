package hanshu.learn.supervised.generate;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/**
 * What follows a beginning, token after token as it is asked for:
 *
 * <pre>{@code
 * var text = Continuation.of(model, model.start(1), prompt, Sampling.atTemperature(0.8), key).upTo(500);
 * text.forEachRemaining(token -> System.out.print(characters.of(token)));
 * }</pre>
 *
 * <p>The randomness of token i (from 0) is {@code key.at(i)}: the same model, beginning and key give the same text.
 *
 * @param <S> the model's state
 */
public final class Continuation<S> implements Iterator<Integer> {
    private final NextToken<S> model;
    private final Sampling sampling;
    private final Key key;
    private final OptionalInt end;
    private final int most;

    private S state;
    private float[] logits;
    private int made;
    private int last = -1;

    private Continuation(
            NextToken<S> model, S state, float[] logits, Sampling sampling, Key key, OptionalInt end, int most) {
        this.model = model;
        this.state = state;
        this.logits = logits;
        this.sampling = sampling;
        this.key = key;
        this.end = end;
        this.most = most;
    }

    /**
     * Without an end.
     *
     * @param start a state with one row
     * @param beginning what is read first, at least one token
     */
    public static <S> Continuation<S> of(NextToken<S> model, S start, int[] beginning, Sampling sampling, Key key) {
        if (beginning.length == 0) {
            throw new IllegalArgumentException("continuation: a beginning has at least one token, got none");
        }
        var step = model.read(Tensor.of(beginning, 1, beginning.length), start);
        return new Continuation<>(
                model, step.state(), step.logits().toFloats(), sampling, key, OptionalInt.empty(), Integer.MAX_VALUE);
    }

    /** The same, ending after so many tokens. To be said before the first is asked for. */
    public Continuation<S> upTo(int tokens) {
        return new Continuation<>(model, state, logits, sampling, key, end, tokens);
    }

    /** The same, ending before a token that says so. To be said before the first is asked for. */
    public Continuation<S> until(int token) {
        return new Continuation<>(model, state, logits, sampling, key, OptionalInt.of(token), most);
    }

    @Override
    public boolean hasNext() {
        if (made == most) {
            return false;
        }
        if (last < 0) {
            last = sampling.pick(logits, key.at(made));
        }
        return end.isEmpty() || last != end.getAsInt();
    }

    @Override
    public Integer next() {
        if (!hasNext()) {
            throw new NoSuchElementException("continuation: it has ended after " + made + " tokens");
        }
        int token = last;
        last = -1;
        made++;
        if (made < most) {
            var step = model.read(Tensor.of(new int[] {token}, 1, 1), state);
            state = step.state();
            logits = step.logits().toFloats();
        }
        return token;
    }
}
