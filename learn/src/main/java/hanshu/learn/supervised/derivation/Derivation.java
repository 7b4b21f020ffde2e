package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * From y = b + w·x to a network, on one question.
 *
 * @param line the first step
 * @param stops where a descent can stop, on a loss that has all such places
 * @param curves sums of pieces of one input
 * @param batches batch sizes side by side
 * @param models more inputs and more layers
 * @param cures what helps the network that overfits most
 * @param seconds what it took
 */
public record Derivation(
        Question question,
        OneInput line,
        Stops stops,
        Curves curves,
        Batches batches,
        Models models,
        Cures cures,
        double seconds) {
    /** Computes all of it; {@code progress} hears in a few words what is being computed. */
    public static Derivation of(Question question, Key key, Consumer<String> progress) {
        long start = System.nanoTime();
        progress.accept("the line and its loss");
        var line = OneInput.of(question);
        var stops = Stops.of();
        var curves = Curves.of(question, line, key.at("curves"), progress);
        var batches = Batches.of(line, key.at("batches"), progress);
        var models = Models.of(question, key.at("models"), progress);
        var cures = Cures.of(question, models.mostOverfitting().recipe(), key.at("cures"), progress);
        return new Derivation(question, line, stops, curves, batches, models, cures, (System.nanoTime() - start) / 1e9);
    }

    /** Every model tried: lines, sums of pieces, networks. */
    public Models everyModel() {
        return new Models(Stream.of(
                        models.candidates().stream().filter(c -> c.recipe().depth() == 0),
                        curves.all().stream().map(Pieces::fitted),
                        models.candidates().stream().filter(c -> c.recipe().depth() > 0))
                .flatMap(all -> all)
                .toList());
    }
}
