package hanshu.learn.supervised.generate;

import hanshu.tensor.Tensor;

/**
 * What says which token comes next: a language model, or the decoder of a translator. What it has read is in its state,
 * so that each token is read once.
 *
 * @param <S> the state: a value; an old one may be continued in several ways
 */
public interface NextToken<S> {
    /**
     * What comes next, and the state that remembers what has been read.
     *
     * @param logits a score for each token: (batch, tokens)
     */
    record Step<S>(Tensor logits, S state) {}

    /**
     * Reads tokens that follow those read before.
     *
     * @param tokens I64: (batch, n), n at least 1
     */
    Step<S> read(Tensor tokens, S state);

    /** The state whose row i is row {@code rows[i]} of this one; rows may occur several times, or not at all. */
    S rows(S state, Tensor rows);
}
