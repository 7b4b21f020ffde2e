package hanshu.train.report;

import hanshu.train.Event.EpochEnded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The epochs in which a network learned its training rows by heart: from the lowest validation loss on, while training
 * loss falls further and validation loss rises, by more than its usual jitter: a fiftieth of what it had fallen before.
 *
 * @param from the epoch of the lowest validation loss
 * @param to the last epoch
 */
record Overfitting(int from, int to) {
    private static final double JITTER = 0.02;

    static Optional<Overfitting> of(List<EpochEnded> history) {
        int lowest = -1;
        for (int i = 0; i < history.size(); i++) {
            if (lowest < 0 || loss(history, i) < loss(history, lowest)) {
                lowest = i;
            }
        }
        int after = history.size() - 1 - lowest;
        if (lowest < 0 || after < 1 || history.get(lowest).validationLoss().isEmpty()) {
            return Optional.empty();
        }
        double mean = 0;
        for (int i = lowest + 1; i < history.size(); i++) {
            mean += loss(history, i) / after;
        }
        double rise = mean - loss(history, lowest);
        double fall = loss(history, 0) - loss(history, lowest);
        boolean trainFalls = history.getLast().trainLoss() < history.get(lowest).trainLoss();
        return rise > JITTER * fall && trainFalls
                ? Optional.of(new Overfitting(
                        history.get(lowest).epoch(), history.getLast().epoch()))
                : Optional.empty();
    }

    private static double loss(List<EpochEnded> history, int i) {
        OptionalDouble loss = history.get(i).validationLoss();
        return loss.orElse(Double.POSITIVE_INFINITY);
    }
}
