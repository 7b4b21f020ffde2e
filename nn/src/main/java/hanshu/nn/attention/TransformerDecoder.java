package hanshu.nn.attention;

import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Layers of a Transformer's decoder one after the other: each element sees those before it and a memory, such as what an
 * encoder makes of a sentence (Vaswani et al. 2017, section 3.1).
 *
 * @param layers from the first
 * @param norm after the last layer, where norms come before the parts
 */
public record TransformerDecoder(List<TransformerDecoderLayer> layers, Optional<LayerNorm> norm) {
    public TransformerDecoder {
        layers = List.copyOf(layers);
    }

    /** What generating goes on from: the state of each layer, and which of the memory may be looked at. */
    public record State(List<TransformerDecoderLayer.State> layers, Optional<Tensor> memoryMask) {
        public State {
            layers = List.copyOf(layers);
        }
    }

    /** What the elements become, and the state with them in it. */
    public record Step(Tensor output, State state) {}

    public static TransformerDecoder of(int layers, TransformerConfig config, Key key) {
        return new TransformerDecoder(
                IntStream.range(0, layers)
                        .mapToObj(i -> TransformerDecoderLayer.of(config, key.at(i)))
                        .toList(),
                config.normFirst() ? Optional.of(LayerNorm.of(config.width())) : Optional.empty());
    }

    /**
     * Each element of x sees those before it, itself and the memory.
     *
     * @param x (batch, m, width)
     * @param memory (batch, n, width)
     * @param memoryMask as of {@link MultiHeadAttention#attend}
     */
    public Tensor apply(Tensor x, Tensor memory, Optional<Tensor> memoryMask, Pass pass) {
        var causal = Optional.of(AttentionMask.causal(x.size(1)));
        var y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).apply(y, memory, causal, memoryMask, pass.at(i));
        }
        return normed(y, pass);
    }

    /**
     * The state in which nothing has been seen but the memory, whose keys and values are computed once, here.
     *
     * @param memory (batch, n, width)
     * @param memoryMask as of {@link MultiHeadAttention#attend}
     */
    public State start(Tensor memory, Optional<Tensor> memoryMask, Pass pass) {
        return new State(
                IntStream.range(0, layers.size())
                        .mapToObj(i -> layers.get(i).start(memory, pass.at(i)))
                        .toList(),
                memoryMask);
    }

    /** The elements that follow those seen: generating one after the other computes each once. */
    public Step step(Tensor x, State state, Pass pass) {
        var y = x;
        var seen = new ArrayList<TransformerDecoderLayer.State>();
        for (int i = 0; i < layers.size(); i++) {
            var step = layers.get(i).step(y, state.layers.get(i), state.memoryMask, pass.at(i));
            y = step.output();
            seen.add(step.state());
        }
        return new Step(normed(y, pass), new State(seen, state.memoryMask));
    }

    private Tensor normed(Tensor y, Pass pass) {
        return norm.map(n -> n.apply(y, pass)).orElse(y);
    }
}
