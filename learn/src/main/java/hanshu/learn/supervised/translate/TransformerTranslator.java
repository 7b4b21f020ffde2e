package hanshu.learn.supervised.translate;

import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Pass;
import hanshu.nn.attention.AttentionMask;
import hanshu.nn.attention.KeyValueCache;
import hanshu.nn.attention.SinusoidalPositions;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerDecoder;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Transformer (Vaswani et al. 2017): an encoder whose elements all see each other, and a decoder whose elements see
 * those before them and what was read. One table of vectors E serves both sentences and, transposed, the scores
 * (section 3.4; Press & Wolf 2017), so both languages share a vocabulary.
 *
 * <pre>
 *   memory = encoder(√width·E[x] + P)        logits = decoder(√width·E[y] + P, memory)·Eᵀ
 * </pre>
 *
 * @param tokens E: (tokens, width)
 * @param dropout of what goes into encoder and decoder
 */
public record TransformerTranslator(
        Embedding tokens, TransformerEncoder encoder, TransformerDecoder decoder, double dropout)
        implements EncoderDecoder<TransformerTranslator.State> {
    /**
     * What the decoder remembers.
     *
     * @param caches of what it wrote
     * @param memory what the encoder made of the source: (batch, n, width)
     * @param mask where that is no padding: (batch, 1, n)
     */
    public record State(List<KeyValueCache> caches, Tensor memory, Tensor mask) {}

    /** With as many layers on both sides; E is drawn from N(0, 1/width). */
    public static TransformerTranslator of(int tokens, int layers, TransformerConfig sizes, Key key) {
        var table = key.at("tokens").normal(tokens, sizes.width()).times(1 / Math.sqrt(sizes.width()));
        return new TransformerTranslator(
                new Embedding(table, OptionalInt.of(Pairs.PADDING)),
                TransformerEncoder.of(layers, sizes, key.at("encoder")),
                TransformerDecoder.of(layers, sizes, key.at("decoder")),
                sizes.dropout());
    }

    @Override
    public Tensor logits(Pairs.Batch batch, Pass pass) {
        var read = begin(batch, pass);
        var y = embedded(batch.before(), 0, pass.at("before")); // (batch, m, width)
        return scores(decoder.apply(y, read.memory, Optional.of(read.mask), pass.at("decoder")));
    }

    @Override
    public State begin(Pairs.Batch batch) {
        return begin(batch, Pass.evaluation());
    }

    private State begin(Pairs.Batch batch, Pass pass) {
        var mask = AttentionMask.padding(batch.lengths(), batch.source().size(1)); // (batch, 1, n)
        var x = embedded(batch.source(), 0, pass.at("source"));
        var memory = encoder.apply(x, Optional.of(mask), pass.at("encoder"));
        return new State(decoder.caches(batch.source().size(0)), memory, mask);
    }

    @Override
    public Step<State> read(Tensor y, State state) {
        var pass = Pass.evaluation();
        int written = state.caches.getFirst().length();
        var step = decoder.step(embedded(y, written, pass), state.caches, state.memory, Optional.of(state.mask), pass);
        var last = step.output().get(1, y.size(1) - 1); // (batch, width)
        return new Step<>(scores(last), new State(step.caches(), state.memory, state.mask));
    }

    /** √width·E[w] + P for tokens of which the first has the place {@code from}. */
    private Tensor embedded(Tensor w, int from, Pass pass) {
        int width = tokens.table().size(1);
        int to = from + w.size(1);
        var places = SinusoidalPositions.table(to, width).slice(0, from, to);
        var x = tokens.apply(w, pass).times(Math.sqrt(width));
        return new Dropout(dropout).apply(x.plus(places.cast(x.dtype())), pass.at("dropout"));
    }

    private Tensor scores(Tensor x) {
        return x.matmul(tokens.table().transpose());
    }

    @Override
    public State rows(State state, Tensor rows) {
        var caches = state.caches.stream()
                .map(c -> new KeyValueCache(c.keys().take(0, rows), c.values().take(0, rows)))
                .toList();
        return new State(caches, state.memory.take(0, rows), state.mask.take(0, rows));
    }

    /** For example {@code TransformerTranslator 3 + 3 layers, 256 wide, 8000 tokens}. */
    @Override
    public String toString() {
        return "TransformerTranslator %d + %d layers, %d wide, %d tokens"
                .formatted(
                        encoder.layers().size(),
                        decoder.layers().size(),
                        tokens.table().size(1),
                        tokens.table().size(0));
    }
}
