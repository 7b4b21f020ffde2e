package hanshu.learn.supervised.language;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;
import java.util.Arrays;

/**
 * One long text as tokens, cut into windows: x is a window, y the same moved on by one, what follows each token of x.
 *
 * @param tokens whole numbers from 0
 * @param context tokens of a window
 */
public record RunningText(int[] tokens, int context) {
    public RunningText {
        if (context < 1 || tokens.length <= context) {
            throw new IllegalArgumentException(
                    "running text: windows of %d tokens, 1 or more, need a text that is longer, got %d tokens"
                            .formatted(context, tokens.length));
        }
    }

    /** The tokens from one on to before another. */
    public RunningText part(int from, int to) {
        return new RunningText(Arrays.copyOfRange(tokens, from, to), context);
    }

    /** So many windows at random places, drawn from the key. */
    public Batches<Examples> anywhere(int windows, Key key) {
        return new Windows(windows, row -> (int) (key.randomDouble(row) * (tokens.length - context)));
    }

    /** Windows one after the other, which hold each token once; a rest that fills none is left out. */
    public Batches<Examples> inOrder() {
        return new Windows((tokens.length - 1) / context, row -> row * context);
    }

    private interface Places {
        int of(int row);
    }

    private final class Windows implements Batches<Examples> {
        private final int count;
        private final Places places;

        Windows(int count, Places places) {
            this.count = count;
            this.places = places;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Examples batch(int[] rows, int from, int to) {
            var x = new int[(to - from) * context];
            var y = new int[x.length];
            for (int i = 0; i < to - from; i++) {
                int at = places.of(rows[from + i]);
                System.arraycopy(tokens, at, x, i * context, context);
                System.arraycopy(tokens, at + 1, y, i * context, context);
            }
            return new Examples(Tensor.of(x, to - from, context), Tensor.of(y, to - from, context));
        }
    }
}
