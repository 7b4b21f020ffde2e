package hanshu.learn.supervised.generate;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;

/** A Markov chain: what comes next depends on the last token alone, with known probabilities. The state counts what was read. */
record Chain(double[][] probabilities) implements NextToken<Tensor> {
    static Tensor start() {
        return Tensor.of(new float[] {0}, 1);
    }

    @Override
    public Step<Tensor> read(Tensor tokens, Tensor state) {
        var last = tokens.cast(DType.I64).get(1, tokens.size(1) - 1).toLongs();
        int n = probabilities.length;
        var logits = new float[last.length * n];
        for (int row = 0; row < last.length; row++) {
            for (int j = 0; j < n; j++) {
                logits[row * n + j] = (float) Math.log(probabilities[(int) last[row]][j]);
            }
        }
        return new Step<>(Tensor.of(logits, last.length, n), state.plus(tokens.size(1)));
    }

    @Override
    public Tensor rows(Tensor state, Tensor rows) {
        return state.take(0, rows);
    }
}
