package hanshu.learn.supervised.language;

import hanshu.learn.supervised.generate.NextToken;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import hanshu.train.metric.Perplexity;
import java.util.stream.IntStream;

/**
 * A model of text: p(w₁ … wₙ) = Π p(wₜ | w₁ … wₜ₋₁) (Bengio, Ducharme, Vincent & Jauvin 2003). It learns all steps of a text at
 * once, and generates token after token.
 *
 * @param <S> what it remembers of a text
 */
public interface LanguageModel<S> extends NextToken<S> {
    /**
     * For each token, the scores of the one that follows it.
     *
     * @param tokens I64 or I32: (batch, time)
     * @return (batch, time, tokens)
     */
    Tensor logits(Tensor tokens, Pass pass);

    /** Nothing read yet. */
    S start(int batch);

    /** How many tokens it can look at in learning. */
    int context();

    /** Mean −log p of the tokens y that follow x, in nats. */
    static Tensor loss(LanguageModel<?> model, Examples text, Pass pass) {
        return new CrossEntropy().of(model.logits(text.x(), pass), text.y());
    }

    /** How well a text is foretold, window by window: each begins without knowing what came before it. */
    static Perplexity perplexity(LanguageModel<?> model, RunningText text) {
        int together = 64;
        var windows = text.inOrder();
        var rows = IntStream.range(0, windows.count()).toArray();
        var buffers = new Buffers();
        double loss = 0;
        for (int from = 0; from < rows.length; from += together) {
            int first = from;
            int to = Math.min(from + together, rows.length);
            loss += (to - first)
                    * buffers.step(() -> loss(model, windows.batch(rows, first, to), Pass.evaluation())
                            .item());
        }
        return new Perplexity(loss * text.context(), (long) rows.length * text.context());
    }
}
