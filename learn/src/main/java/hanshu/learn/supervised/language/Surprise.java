package hanshu.learn.supervised.language;

import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import java.util.stream.IntStream;

/**
 * How much a model is surprised by a text that it does not know (Shannon 1951).
 *
 * @param loss mean −log p of a token, in nats
 */
public record Surprise(double loss) {
    private static final int BATCH = 64;

    /** Of a text window by window: each begins without knowing what came before it. */
    public static Surprise of(LanguageModel<?> model, RunningText text) {
        var windows = text.inOrder();
        var rows = IntStream.range(0, windows.count()).toArray();
        var buffers = new Buffers();
        double sum = 0;
        for (int from = 0; from < rows.length; from += BATCH) {
            int first = from;
            int to = Math.min(from + BATCH, rows.length);
            sum += (to - first)
                    * buffers.step(() -> LanguageModel.loss(model, windows.batch(rows, first, to), Pass.evaluation())
                            .item());
        }
        return new Surprise(sum / rows.length);
    }

    /** Perplexity e^loss: as many tokens as the next one could be if all were equally likely. */
    public double perplexity() {
        return Math.exp(loss);
    }

    /**
     * Bits per character, where a token stands for so many on average.
     *
     * @param charactersPerToken 1 for a model of characters
     */
    public double bitsPerCharacter(double charactersPerToken) {
        return loss / Math.log(2) / charactersPerToken;
    }
}
