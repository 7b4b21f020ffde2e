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
     * @return (batch, m, tokens)
     */
    Tensor logits(Pairs.Batch batch, Pass pass);

    /** Has read the source of a batch and written nothing yet. */
    S begin(Pairs.Batch batch);

    /** The mean over tokens of −log p, of which smoothing keeps some for the tokens that are not true. */
    default Tensor loss(Pairs.Batch batch, double smoothing, Pass pass) {
        return loss(logits(batch, pass), batch, smoothing);
    }

    /** The same of scores that are known. */
    static Tensor loss(Tensor logits, Pairs.Batch batch, double smoothing) {
        return new CrossEntropy(smoothing).ignoring(Pairs.PADDING).of(logits, batch.after());
    }

    /** What a sentence becomes, without its end: the best answer of a beam. */
    default List<Integer> translate(int[] sentence, Beam beam) {
        return beam.answers(this, begin(Pairs.reading(sentence)), new int[] {Pairs.START}, Pairs.END)
                .getFirst()
                .tokens();
    }
}
