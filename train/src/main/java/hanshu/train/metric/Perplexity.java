package hanshu.train.metric;

/**
 * Among how many equally probable tokens a language model seems to choose (Jelinek, Mercer, Bahl & Baker 1977): e to the
 * mean of the negative logarithms of the probabilities that it gave to the tokens that came.
 *
 * @param loss the sum of the negative natural logarithms
 * @param tokens how many there were
 */
public record Perplexity(double loss, long tokens) {
    public Perplexity {
        if (tokens < 1 || !(loss >= 0)) {
            throw new IllegalArgumentException(
                    "perplexity: needs at least one token and a loss of at least 0, got %d and %s"
                            .formatted(tokens, loss));
        }
    }

    public double value() {
        return Math.exp(loss / tokens);
    }

    /** The mean logarithm to the base 2: bits for each character, where tokens are characters. */
    public double bits() {
        return loss / tokens / Math.log(2);
    }

    /** Of both texts together. */
    public Perplexity plus(Perplexity other) {
        return new Perplexity(loss + other.loss, tokens + other.tokens);
    }
}
