package hanshu.learn.supervised.language;

import hanshu.learn.supervised.generate.NextToken;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;

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
}
