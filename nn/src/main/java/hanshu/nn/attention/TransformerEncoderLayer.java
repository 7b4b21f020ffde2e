package hanshu.nn.attention;

import hanshu.nn.Layer;
import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * A layer of a Transformer's encoder: each element attends to all, then is worked on alone (Vaswani et al. 2017, section
 * 3.1). With a causal mask it is a layer of a decoder that has no memory, as in GPT.
 *
 * @param attention of each element to all
 * @param aroundAttention what stands around the attention
 * @param feedForward what works on each element alone
 * @param aroundFeedForward what stands around the feed-forward part
 */
public record TransformerEncoderLayer(
        MultiHeadAttention attention, AddNorm aroundAttention, FeedForward feedForward, AddNorm aroundFeedForward)
        implements Layer {
    /** With parameters drawn from the key. */
    public static TransformerEncoderLayer of(TransformerConfig config, Key key) {
        return new TransformerEncoderLayer(
                MultiHeadAttention.grouped(config.width(), config.heads(), config.keyValueHeads(), key.at("attention"))
                        .withDropout(config.dropout()),
                new AddNorm(LayerNorm.of(config.width()), config.normFirst(), config.dropout()),
                FeedForward.of(config.width(), config.inner(), config.f(), config.dropout(), key.at("feedForward")),
                new AddNorm(LayerNorm.of(config.width()), config.normFirst(), config.dropout()));
    }

    /** The same with positions in its attention. */
    public TransformerEncoderLayer withPositions(RelativePositions positions) {
        return new TransformerEncoderLayer(
                attention.withPositions(positions), aroundAttention, feedForward, aroundFeedForward);
    }

    /** (batch, time, width) → the same shape. */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return apply(x, Optional.empty(), pass);
    }

    /** With a mask as of {@link MultiHeadAttention#attend}. */
    public Tensor apply(Tensor x, Optional<Tensor> mask, Pass pass) {
        var y = aroundAttention.around(
                t -> attention.attend(t, t, mask, pass.at("attention")), x, pass.at("aroundAttention"));
        return aroundFeedForward.around(
                t -> feedForward.apply(t, pass.at("feedForward")), y, pass.at("aroundFeedForward"));
    }

    /** The elements that follow those in the cache, each seeing all before it and itself. */
    public MultiHeadAttention.Step step(Tensor x, KeyValueCache cache, Pass pass) {
        var seen = new KeyValueCache[] {cache};
        var y = aroundAttention.around(
                t -> {
                    var step = attention.step(t, cache, pass.at("attention"));
                    seen[0] = step.cache();
                    return step.output();
                },
                x,
                pass.at("aroundAttention"));
        var z = aroundFeedForward.around(
                t -> feedForward.apply(t, pass.at("feedForward")), y, pass.at("aroundFeedForward"));
        return new MultiHeadAttention.Step(z, seen[0]);
    }
}
