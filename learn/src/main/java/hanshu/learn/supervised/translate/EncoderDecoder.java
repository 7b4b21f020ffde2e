package hanshu.learn.supervised.translate;

import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.generate.NextToken;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.tensor.Tensor;
import java.util.List;

/**
 * Reads a sequence and writes another, p(y | x) = Π p(yₜ | y₁ … yₜ₋₁, x) (Sutskever, Vinyals & Le 2014; Cho et al. 2014).
 * It learns with the true beginning of each answer before its eyes, teacher forcing, and writes token after token.
 *
 * @param <S> what the decoder remembers, what was read included
 */
public interface EncoderDecoder<S> extends NextToken<S> {
    /**
     * For each token of {@code before}, the scores of the one that follows it.
     *
     * @param own the probability with which, in training, a token before is not the true one but the one that the model
     *     itself finds likeliest (scheduled sampling); 0 is teacher forcing
     * @return (batch, m, tokens)
     * @throws IllegalArgumentException when all tokens are scored at once, so that there are none of its own
     */
    Tensor logits(Pairs pairs, double own, Pass pass);

    /** Has read the sentences of a batch and written nothing yet. */
    S begin(Pairs.Source source);

    /**
     * The mean over tokens of −log p, of which smoothing keeps some for the tokens that are not true.
     *
     * @param after what was to be written, as {@link Pairs} has it
     */
    static Tensor loss(Tensor logits, Tensor after, double smoothing) {
        return new CrossEntropy(smoothing).ignoring(Pairs.PADDING).of(logits, after);
    }

    /** What a sentence, a batch of one, becomes, without its end: the best answer of a beam. */
    default List<Integer> translate(Pairs.Source sentence, Beam beam) {
        return beam.answers(this, begin(sentence), new int[] {Pairs.START}, Pairs.END)
                .getFirst()
                .tokens();
    }
}
