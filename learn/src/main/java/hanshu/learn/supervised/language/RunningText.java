package hanshu.learn.supervised.language;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * One long text as tokens, cut into windows: x is a window, y the same moved on by one, what follows each token of x.
 *
 * @param tokens whole numbers from 0, I32: (n)
 * @param context tokens of a window
 */
public record RunningText(Tensor tokens, int context) {
    public RunningText {
        if (tokens.rank() != 1 || tokens.dtype() != DType.I32) {
            throw new IllegalArgumentException(
                    "running text: the tokens are one row of I32, got %s %s".formatted(tokens.dtype(), tokens.shape()));
        }
        if (context < 1 || tokens.count() <= context) {
            throw new IllegalArgumentException(
                    "running text: windows of %d tokens, 1 or more, need a text that is longer, got %d tokens"
                            .formatted(context, tokens.count()));
        }
    }

    public static RunningText of(int[] tokens, int context) {
        return new RunningText(Tensor.of(tokens, tokens.length), context);
    }

    /** The tokens from one on to before another. */
    public RunningText part(int from, int to) {
        return new RunningText(tokens.slice(0, from, to), context);
    }

    /** So many windows at random places, drawn from the key. */
    public Batches<Examples> anywhere(int windows, Key key) {
        return new Windows(windows, row -> (int) (key.randomDouble(row) * (tokens.count() - context)));
    }

    /** Windows one after the other, which hold each token once; a rest that fills none is left out. */
    public Batches<Examples> inOrder() {
        return new Windows((tokens.count() - 1) / context, row -> row * context);
    }

    /** Windows, of which each begins at a place of its own. */
    private final class Windows implements Batches<Examples> {
        private final int count;
        private final IntUnaryOperator place;

        Windows(int count, IntUnaryOperator place) {
            this.count = count;
            this.place = place;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Examples batch(int[] rows, int from, int to) {
            var places = IntStream.range(from, to)
                    .map(i -> place.applyAsInt(rows[i]))
                    .toArray();
            var at = Tensor.of(places, places.length, 1)
                    .plus(Tensor.range(context).cast(DType.I32)); // (batch, context)
            return new Examples(tokens.take(0, at), tokens.take(0, at.plus(1)));
        }
    }
}
