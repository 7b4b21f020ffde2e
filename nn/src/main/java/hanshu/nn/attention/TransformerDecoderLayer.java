package hanshu.nn.attention;

import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * A layer of a Transformer's decoder: each element attends to its own sequence, then to the memory, then is worked on
 * alone (Vaswani et al. 2017, section 3.1).
 *
 * @param attention to its own sequence
 * @param aroundAttention what stands around that
 * @param cross to the memory
 * @param aroundCross what stands around that
 * @param feedForward what works on each element alone
 * @param aroundFeedForward what stands around that
 */
public record TransformerDecoderLayer(
        MultiHeadAttention attention,
        AddNorm aroundAttention,
        MultiHeadAttention cross,
        AddNorm aroundCross,
        FeedForward feedForward,
        AddNorm aroundFeedForward) {
    /** With parameters drawn from the key. */
    public static TransformerDecoderLayer of(TransformerConfig config, Key key) {
        return new TransformerDecoderLayer(
                attention(config, key.at("attention")),
                addNorm(config),
                attention(config, key.at("cross")),
                addNorm(config),
                FeedForward.of(config.width(), config.inner(), config.f(), config.dropout(), key.at("feedForward")),
                addNorm(config));
    }

    private static MultiHeadAttention attention(TransformerConfig config, Key key) {
        return MultiHeadAttention.grouped(config.width(), config.heads(), config.keyValueHeads(), key)
                .withDropout(config.dropout());
    }

    private static AddNorm addNorm(TransformerConfig config) {
        return new AddNorm(LayerNorm.of(config.width()), config.normFirst(), config.dropout());
    }

    /**
     * The layer's value.
     *
     * @param x (batch, m, width)
     * @param memory (batch, n, width)
     * @param mask for x, as of {@link MultiHeadAttention#attend}; causal as a rule
     * @param memoryMask for the memory
     */
    public Tensor apply(Tensor x, Tensor memory, Optional<Tensor> mask, Optional<Tensor> memoryMask, Pass pass) {
        var y = aroundAttention.around(
                t -> attention.attend(t, t, mask, pass.at("attention")), x, pass.at("aroundAttention"));
        return remembering(y, memory, memoryMask, pass);
    }

    /** The elements that follow those in the cache, each seeing all before it, itself and the memory. */
    public MultiHeadAttention.Step step(
            Tensor x, KeyValueCache cache, Tensor memory, Optional<Tensor> memoryMask, Pass pass) {
        var seen = new KeyValueCache[] {cache};
        var y = aroundAttention.around(
                t -> {
                    var step = attention.step(t, cache, pass.at("attention"));
                    seen[0] = step.cache();
                    return step.output();
                },
                x,
                pass.at("aroundAttention"));
        return new MultiHeadAttention.Step(remembering(y, memory, memoryMask, pass), seen[0]);
    }

    private Tensor remembering(Tensor x, Tensor memory, Optional<Tensor> memoryMask, Pass pass) {
        var y = aroundCross.around(
                t -> cross.attend(t, memory, memoryMask, pass.at("cross")), x, pass.at("aroundCross"));
        return aroundFeedForward.around(
                t -> feedForward.apply(t, pass.at("feedForward")), y, pass.at("aroundFeedForward"));
    }
}
