package hanshu.learn.supervised.generate;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;

/** A Markov chain: what comes next depends on the last token alone. The state counts what was read. */
record Chain(Tensor probabilities) implements NextToken<Tensor> {
    /** Square: row i holds the probabilities of what follows token i. */
    static Chain of(double... probabilities) {
        int n = (int) Math.sqrt(probabilities.length);
        return new Chain(Tensor.of(probabilities, n, n));
    }

    static Tensor start() {
        return Tensor.of(new float[] {0}, 1);
    }

    double of(int last, int next) {
        return probabilities.get(0, last).get(0, next).item();
    }

    @Override
    public Step<Tensor> read(Tensor tokens, Tensor state) {
        var last = tokens.get(1, tokens.size(1) - 1);
        return new Step<>(probabilities.take(0, last).log().cast(DType.F32), state.plus(tokens.size(1)));
    }

    @Override
    public Tensor rows(Tensor state, Tensor rows) {
        return state.take(0, rows);
    }
}
