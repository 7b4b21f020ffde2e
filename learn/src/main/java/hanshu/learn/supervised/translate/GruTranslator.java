package hanshu.learn.supervised.translate;

import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.attention.AdditiveAttention;
import hanshu.nn.attention.Attention;
import hanshu.nn.attention.AttentionMask;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gated recurrent units with attention (Bahdanau, Cho & Bengio 2015): the encoder reads in both directions, and the
 * decoder looks, before each token, at the places of the source that fit its state,
 *
 * <pre>
 *   H = GRU both ways (E[x])            s₀ = tanh(V·(mean of H))
 *   cₜ = Σ softmax(v·tanh(Wq·sₜ₋₁ + Wm·hᵢ))·hᵢ
 *   sₜ = GRU([E[yₜ₋₁], cₜ], sₜ₋₁)       logits = tanh(U·[sₜ, cₜ, E[yₜ₋₁]])·Eᵀ
 * </pre>
 *
 * <p>Both languages share a vocabulary and the table E.
 *
 * @param tokens E: (tokens, width)
 * @param encoder both ways: width → 2·hidden
 * @param first V: 2·hidden → hidden
 * @param attention Wq, Wm and v
 * @param decoder width + 2·hidden → hidden
 * @param readout U: hidden + 2·hidden + width → width
 * @param dropout of E[x], E[y] and what goes into Eᵀ
 */
public record GruTranslator(
        Embedding tokens,
        Recurrent<Tensor> encoder,
        Linear first,
        AdditiveAttention attention,
        GruCell decoder,
        Linear readout,
        double dropout)
        implements EncoderDecoder<GruTranslator.State> {
    /**
     * What the decoder remembers.
     *
     * @param s (batch, hidden)
     * @param memory H: (batch, n, 2·hidden)
     * @param keys H·Wm, computed once: (batch, n, hidden)
     * @param mask where H is no padding: (batch, 1, n)
     */
    public record State(Tensor s, Tensor memory, Tensor keys, Tensor mask) {}

    /** With parameters drawn from the key. */
    public static GruTranslator of(int tokens, int width, int hidden, double dropout, Key key) {
        var table = key.at("tokens").normal(tokens, width).times(1 / Math.sqrt(width));
        return new GruTranslator(
                new Embedding(table, OptionalInt.of(Pairs.PADDING)),
                Recurrent.bothWays(GruCell::of, width, hidden, 1, key.at("encoder")),
                Linear.of(2 * hidden, hidden, key.at("first")),
                AdditiveAttention.of(hidden, 2 * hidden, hidden, key.at("attention")),
                GruCell.of(width + 2 * hidden, hidden, key.at("decoder")),
                Linear.of(3 * hidden + width, width, key.at("readout")),
                dropout);
    }

    /**
     * {@inheritDoc} So it learns to go on from its own mistakes (Bengio, Vinyals, Jaitly & Shazeer 2015, section 2.4, who
     * let {@code own} grow in the course of training: {@link ScheduledSampling}).
     */
    @Override
    public Tensor logits(Pairs pairs, double own, Pass pass) {
        var state = begin(pairs.source(), pass);
        int time = pairs.before().size(1);
        var written = new Tensor[time];
        for (int t = 0; t < time; t++) {
            var y = pairs.before().get(1, t); // (batch)
            if (t > 0 && own > 0 && pass.isTraining()) {
                var likeliest = written[t - 1].detach().argmax(-1).cast(y.dtype());
                var isOwn = pass.key().at("own").at(t).bernoulli(own, y.size(0));
                y = isOwn.where(likeliest, y);
            }
            var step = step(y, state, pass.at(t));
            written[t] = step.logits();
            state = step.state();
        }
        return Tensor.stack(1, written); // (batch, m, tokens)
    }

    @Override
    public State begin(Pairs.Source source) {
        return begin(source, Pass.evaluation());
    }

    private State begin(Pairs.Source source, Pass pass) {
        var x = dropped(tokens.apply(source.tokens(), pass), pass.at("source")); // (batch, n, width)
        var memory = encoder.run(x, source.lengths(), pass).output(); // (batch, n, 2·hidden), 0 in the padding
        var mean = memory.sum(1).div(source.lengths().cast(memory.dtype()).unsqueeze(1));
        return new State(
                first.apply(mean, pass).tanh(),
                memory,
                attention.memory().apply(memory, pass),
                AttentionMask.padding(source.lengths(), memory.size(1)));
    }

    /** The token y (batch) after the state. */
    private Step<State> step(Tensor y, State state, Pass pass) {
        var e = dropped(tokens.apply(y, pass), pass.at("before")); // (batch, width)
        var query = attention.query().apply(state.s, pass).unsqueeze(1); // (batch, 1, hidden)
        var fits = query.plus(state.keys).tanh().matmul(attention.v()).unsqueeze(1); // (batch, 1, n)
        var weights = Attention.weights(fits, Optional.of(state.mask));
        var context = weights.matmul(state.memory).squeeze(1); // (batch, 2·hidden)
        var s = decoder.step(Tensor.concat(1, e, context), state.s);
        var shown = readout.apply(Tensor.concat(1, s, context, e), pass).tanh(); // (batch, width)
        var logits = dropped(shown, pass.at("shown")).matmul(tokens.table().transpose());
        return new Step<>(logits, new State(s, state.memory, state.keys, state.mask));
    }

    private Tensor dropped(Tensor x, Pass pass) {
        return new Dropout(dropout).apply(x, pass);
    }

    @Override
    public Step<State> read(Tensor y, State state) {
        var step = step(y.get(1, 0), state, Pass.evaluation());
        for (int t = 1; t < y.size(1); t++) {
            step = step(y.get(1, t), step.state(), Pass.evaluation());
        }
        return step;
    }

    @Override
    public State rows(State state, Tensor rows) {
        return new State(
                state.s.take(0, rows), state.memory.take(0, rows), state.keys.take(0, rows), state.mask.take(0, rows));
    }

    /** For example {@code GruTranslator 256 wide, hidden 512, 8000 tokens}. */
    @Override
    public String toString() {
        return "GruTranslator %d wide, hidden %d, %d tokens"
                .formatted(
                        tokens.table().size(1),
                        first.weight().size(1),
                        tokens.table().size(0));
    }
}
