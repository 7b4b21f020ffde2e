package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Batch sizes side by side, from one start at one rate.
 *
 * @param loss of at most 1,000 training rows
 * @param rate η, a tenth of what would be right for all rows: batches are noisy, and small ones need small steps
 * @param updates the same number of updates
 * @param passes the same number of passes over the rows
 */
public record Batches(LineLoss loss, double rate, List<BatchDescent> updates, List<BatchDescent> passes) {
    private static final int MOST = 1000;
    private static final int UPDATES = 200;
    private static final int EPOCHS = 10;

    static Batches of(OneInput line, Key key, Consumer<String> progress) {
        int rows = Math.min(MOST, line.loss().x().size(0));
        var loss = line.loss()
                .of(Arrays.copyOf(key.at("rows").permutation(line.loss().x().size(0)), rows));
        double rate = 0.1 / line.at().most();
        var sizes = Stream.of(1, 10, 100, rows).filter(size -> size <= rows).toList();
        progress.accept("batches");
        sizes.forEach(
                size -> BatchDescent.of(loss, line.start(), rate, size, 10 * UPDATES, key)); // warms up what is timed
        return new Batches(
                loss,
                rate,
                sizes.stream()
                        .map(size -> BatchDescent.of(loss, line.start(), rate, size, UPDATES, key.at(size)))
                        .toList(),
                sizes.stream()
                        .map(size -> BatchDescent.of(
                                loss, line.start(), rate, size, EPOCHS * Math.max(1, rows / size), key.at(size)))
                        .toList());
    }
}
