package hanshu.nn.attention;

import hanshu.nn.Activation;

/**
 * The sizes of a Transformer's layers.
 *
 * @param width of an element
 * @param heads of each attention; they divide the width
 * @param keyValueHeads a divisor of heads
 * @param inner width of the feed-forward part
 * @param f its activation
 * @param normFirst whether norms come before the parts, not after
 * @param dropout of attention weights, of what the parts add and inside the feed-forward part
 */
public record TransformerConfig(
        int width, int heads, int keyValueHeads, int inner, Activation f, boolean normFirst, double dropout) {
    public TransformerConfig {
        if (width < 1 || heads < 1 || keyValueHeads < 1 || inner < 1) {
            throw new IllegalArgumentException(
                    "TransformerConfig: sizes are 1 or more, got width %d, heads %d, keyValueHeads %d, inner %d"
                            .formatted(width, heads, keyValueHeads, inner));
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("TransformerConfig: the dropout is from 0 to 1, got " + dropout);
        }
    }

    /** As in the paper: ReLU, norms after, and dropout 0.1. */
    public static TransformerConfig of(int width, int heads, int inner) {
        return new TransformerConfig(width, heads, heads, inner, Activation.RELU, false, 0.1);
    }

    public TransformerConfig withKeyValueHeads(int count) {
        return new TransformerConfig(width, heads, count, inner, f, normFirst, dropout);
    }

    public TransformerConfig withActivation(Activation other) {
        return new TransformerConfig(width, heads, keyValueHeads, inner, other, normFirst, dropout);
    }

    public TransformerConfig withNormFirst() {
        return new TransformerConfig(width, heads, keyValueHeads, inner, f, true, dropout);
    }

    public TransformerConfig withDropout(double rate) {
        return new TransformerConfig(width, heads, keyValueHeads, inner, f, normFirst, rate);
    }
}
