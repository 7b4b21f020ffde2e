package hanshu.nn.attention;

import hanshu.nn.Layer;
import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Layers of a Transformer one after the other, each element seeing all others (Vaswani et al. 2017, section 3.1), or with
 * {@link AttentionMask#causal} those before it.
 *
 * @param layers from the first
 * @param norm after the last layer, where norms come before the parts
 */
public record TransformerEncoder(List<TransformerEncoderLayer> layers, Optional<LayerNorm> norm) implements Layer {
    public TransformerEncoder {
        layers = List.copyOf(layers);
    }

    /** What the elements become, and a cache for each layer. */
    public record Step(Tensor output, List<KeyValueCache> caches) {}

    public static TransformerEncoder of(int layers, TransformerConfig config, Key key) {
        return new TransformerEncoder(
                IntStream.range(0, layers)
                        .mapToObj(i -> TransformerEncoderLayer.of(config, key.at(i)))
                        .toList(),
                config.normFirst() ? Optional.of(LayerNorm.of(config.width())) : Optional.empty());
    }

    /** The same with positions in each layer's attention. */
    public TransformerEncoder withPositions(RelativePositions positions) {
        return new TransformerEncoder(
                layers.stream().map(layer -> layer.withPositions(positions)).toList(), norm);
    }

    /** (batch, time, width) → the same shape. */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return apply(x, Optional.empty(), pass);
    }

    /** With a mask as of {@link MultiHeadAttention#attend}. */
    public Tensor apply(Tensor x, Optional<Tensor> mask, Pass pass) {
        var y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).apply(y, mask, pass.at(i));
        }
        return normed(y, pass);
    }

    /**
     * The elements that follow those in the caches, each seeing all before it and itself: generating one after the other
     * computes each once.
     */
    public Step step(Tensor x, List<KeyValueCache> caches, Pass pass) {
        var y = x;
        var seen = new ArrayList<KeyValueCache>();
        for (int i = 0; i < layers.size(); i++) {
            var step = layers.get(i).step(y, caches.get(i), pass.at(i));
            y = step.output();
            seen.add(step.cache());
        }
        return new Step(normed(y, pass), List.copyOf(seen));
    }

    /** Caches for {@link #step} in which nothing is yet. */
    public List<KeyValueCache> caches(int batch) {
        return layers.stream().map(layer -> layer.attention().cache(batch)).toList();
    }

    private Tensor normed(Tensor y, Pass pass) {
        return norm.map(n -> n.apply(y, pass)).orElse(y);
    }
}
