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

    /** The elements that follow those in the caches: generating one after the other computes each once. */
    public TransformerEncoder.Step step(
            Tensor x, List<KeyValueCache> caches, Tensor memory, Optional<Tensor> memoryMask, Pass pass) {
        var y = x;
        var seen = new ArrayList<KeyValueCache>();
        for (int i = 0; i < layers.size(); i++) {
            var step = layers.get(i).step(y, caches.get(i), memory, memoryMask, pass.at(i));
            y = step.output();
            seen.add(step.cache());
        }
        return new TransformerEncoder.Step(normed(y, pass), List.copyOf(seen));
    }

    /** Caches for {@link #step} in which nothing is yet. */
    public List<KeyValueCache> caches(int batch) {
        return layers.stream().map(layer -> layer.attention().cache(batch)).toList();
    }

    private Tensor normed(Tensor y, Pass pass) {
        return norm.map(n -> n.apply(y, pass)).orElse(y);
    }
}
