package hanshu.learn.supervised.derivation;

/**
 * From y = b + w·x to a network, on one question.
 *
 * @param line the first step
 * @param stops where a descent can stop, on a loss that has all such places
 * @param seconds what it took
 */
public record Derivation(Question question, OneInput line, Stops stops, double seconds) {
    public static Derivation of(Question question) {
        long start = System.nanoTime();
        var line = OneInput.of(question);
        var stops = Stops.of();
        return new Derivation(question, line, stops, (System.nanoTime() - start) / 1e9);
    }
}
