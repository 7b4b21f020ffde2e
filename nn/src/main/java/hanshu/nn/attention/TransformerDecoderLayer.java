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
    /** What generating goes on from: what has been seen of its own sequence, and of the memory. */
    public record State(KeyValueCache seen, KeyValueCache memory) {}

    /** What the elements become, and the state with them in it. */
    public record Step(Tensor output, State state) {}

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
        return remembering(y, remember(memory, pass), memoryMask, pass);
    }

    /** The state in which nothing has been seen but the memory: (batch, n, width). */
    public State start(Tensor memory, Pass pass) {
        return new State(attention.cache(memory.size(0)), remember(memory, pass));
    }

    /** The elements that follow those seen, each seeing all before it, itself and the memory. */
    public Step step(Tensor x, State state, Optional<Tensor> memoryMask, Pass pass) {
        var seen = new KeyValueCache[] {state.seen};
        var y = aroundAttention.around(
                t -> {
                    var step = attention.step(t, state.seen, pass.at("attention"));
                    seen[0] = step.cache();
                    return step.output();
                },
                x,
                pass.at("aroundAttention"));
        return new Step(remembering(y, state.memory, memoryMask, pass), new State(seen[0], state.memory));
    }

    private KeyValueCache remember(Tensor memory, Pass pass) {
        return cross.remember(memory, pass.at("cross"));
    }

    private Tensor remembering(Tensor x, KeyValueCache memory, Optional<Tensor> memoryMask, Pass pass) {
        var y = aroundCross.around(
                t -> cross.attend(t, memory, memoryMask, pass.at("cross")), x, pass.at("aroundCross"));
        return aroundFeedForward.around(
                t -> feedForward.apply(t, pass.at("feedForward")), y, pass.at("aroundFeedForward"));
    }
}
