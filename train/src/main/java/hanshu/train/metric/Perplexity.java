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
        return Math.exp(mean());
    }

    /** The mean of the negative natural logarithms: what a model's loss is. */
    public double mean() {
        return loss / tokens;
    }

    /** The mean logarithm to the base 2: bits for each character, where tokens are characters (Shannon 1951). */
    public double bits() {
        return mean() / Math.log(2);
    }

    /** Of both texts together. */
    public Perplexity plus(Perplexity other) {
        return new Perplexity(loss + other.loss, tokens + other.tokens);
    }
}
