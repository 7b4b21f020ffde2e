package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;

/**
 * From y = b + w·x to a network, on one question.
 *
 * @param line the first step
 * @param stops where a descent can stop, on a loss that has all such places
 * @param models more inputs and more layers
 * @param seconds what it took
 */
public record Derivation(Question question, OneInput line, Stops stops, Models models, double seconds) {
    public static Derivation of(Question question, Key key) {
        long start = System.nanoTime();
        var line = OneInput.of(question);
        var stops = Stops.of();
        var models = Models.of(question, key.at("models"));
        return new Derivation(question, line, stops, models, (System.nanoTime() - start) / 1e9);
    }
}
