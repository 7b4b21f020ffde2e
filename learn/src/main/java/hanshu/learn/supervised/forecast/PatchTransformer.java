package hanshu.learn.supervised.forecast;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.attention.LearnedPositions;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.conv.Padding;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/**
 * A Transformer on patches, after PatchTST (Nie et al. 2023, "A time series is worth 64 words", section 3): each channel
 * alone is cut into overlapping patches, its last value repeated for one more; a patch is an element of the sequence; all
 * that the encoder shows says all steps to come at once. The paper's is {@link Normalised} by {@link ReversibleNorm}; its
 * encoder has batch norms where this one has layer norms.
 *
 * @param embedding patch → width
 * @param head patches·width → horizon
 * @param patch steps of a patch
 * @param stride steps from patch to patch
 * @param dropout of the embedded patches and before the head
 */
public record PatchTransformer(
        Linear embedding,
        LearnedPositions positions,
        TransformerEncoder encoder,
        Linear head,
        int patch,
        int stride,
        double dropout)
        implements Forecaster {
    /**
     * How large it is.
     *
     * @param width of an element
     * @param inner width of the feed-forward part
     */
    public record Size(int layers, int width, int heads, int inner, int patch, int stride, double dropout) {
        /** The paper's for small data such as ETTh1 (its section A.1.4): 3 layers, 4 heads, patches of 16 every 8 steps. */
        public static final Size SMALL = new Size(3, 16, 4, 128, 16, 8, 0.3);
    }

    public static PatchTransformer of(int lookBack, int horizon, Size size, Key key) {
        if (lookBack < size.patch) {
            throw new IllegalArgumentException(
                    "PatchTransformer: patches of %d steps do not fit into %d".formatted(size.patch, lookBack));
        }
        int patches = (lookBack - size.patch) / size.stride + 2;
        var config = TransformerConfig.of(size.width, size.heads, size.inner)
                .withActivation(Activation.GELU)
                .withDropout(size.dropout);
        return new PatchTransformer(
                Linear.of(size.patch, size.width, key.at("embedding")),
                LearnedPositions.of(patches, size.width, key.at("positions")),
                TransformerEncoder.of(size.layers, config, key.at("encoder")),
                Linear.of(patches * size.width, horizon, key.at("head")),
                size.patch,
                size.stride,
                size.dropout);
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        int batch = past.size(0);
        int channels = past.size(2);
        var alone = past.transpose(1, 2).reshape(batch * channels, past.size(1), 1);
        var patches = Padding.REPLICATE
                .around(alone, 1, 0, stride)
                .unfold(Window.of(patch).withStride(stride)) // (batch·channels, patches, patch, 1)
                .squeeze(3);
        var drop = new Dropout(dropout);
        var x = drop.apply(positions.apply(embedding.apply(patches, pass), pass), pass.at("embedding"));
        var shown = encoder.apply(x, pass.at("encoder")).flatten(1); // (batch·channels, patches·width)
        var y = head.apply(drop.apply(shown, pass.at("head")), pass); // (batch·channels, horizon)
        return y.reshape(batch, channels, y.size(1)).transpose(1, 2); // (batch, horizon, channels)
    }
}
