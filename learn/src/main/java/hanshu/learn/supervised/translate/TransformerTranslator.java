package hanshu.learn.supervised.translate;

import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Pass;
import hanshu.nn.attention.AttentionMask;
import hanshu.nn.attention.SinusoidalPositions;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerDecoder;
import hanshu.nn.attention.TransformerDecoderLayer;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
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
        implements EncoderDecoder<TransformerDecoder.State> {
    /**
     * What was read.
     *
     * @param memory what the encoder made of it: (batch, n, width)
     * @param mask where that is no padding: (batch, 1, n)
     */
    private record Read(Tensor memory, Tensor mask) {}

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
    public Tensor logits(Pairs pairs, double own, Pass pass) {
        if (own > 0) {
            throw new IllegalArgumentException(
                    "a Transformer scores all tokens at once, so it has none of its own before them; a GRU has");
        }
        var read = read(pairs.source(), pass);
        var y = embedded(pairs.before(), 0, pass.at("before")); // (batch, m, width)
        return scores(decoder.apply(y, read.memory, Optional.of(read.mask), pass.at("decoder")));
    }

    private Read read(Pairs.Source source, Pass pass) {
        var mask = AttentionMask.padding(source.lengths(), source.tokens().size(1)); // (batch, 1, n)
        var x = embedded(source.tokens(), 0, pass.at("source"));
        return new Read(encoder.apply(x, Optional.of(mask), pass.at("encoder")), mask);
    }

    @Override
    public TransformerDecoder.State begin(Pairs.Source source) {
        var pass = Pass.evaluation();
        var read = read(source, pass);
        return decoder.start(read.memory, Optional.of(read.mask), pass);
    }

    @Override
    public Step<TransformerDecoder.State> read(Tensor y, TransformerDecoder.State state) {
        var pass = Pass.evaluation();
        int written = state.layers().getFirst().seen().length();
        var step = decoder.step(embedded(y, written, pass), state, pass);
        var last = step.output().get(1, y.size(1) - 1); // (batch, width)
        return new Step<>(scores(last), step.state());
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
    public TransformerDecoder.State rows(TransformerDecoder.State state, Tensor rows) {
        var layers = state.layers().stream()
                .map(l -> new TransformerDecoderLayer.State(
                        l.seen().rows(rows), l.memory().rows(rows)))
                .toList();
        return new TransformerDecoder.State(layers, state.memoryMask().map(m -> m.take(0, rows)));
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
