package hanshu.train.tune;

import hanshu.tensor.Key;
import hanshu.train.Checkpoints;
import hanshu.train.DivergedException;
import hanshu.train.MemoryException;
import hanshu.train.Round;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A search: tries settings for a given time, and trains on those that promise most. What a trial comes to depends on its
 * number, its values and the seed alone, so a search that goes on from a log of trials proposes what an undisturbed one
 * would have.
 */
public final class Tuning {
    /** Trainings that memory keeps to be gone on with; those of older trials begin anew where they are promoted. */
    private static final int KEPT = 12;

    private final Trainee trainee;
    private final Space space;
    private final Search search;
    private final Asha rungs;
    private final Key key;
    private final Consumer<Trial> listener;
    private final List<Trial> trials = new ArrayList<>();
    private final SequencedMap<Integer, Training<?, ?>> kept = new LinkedHashMap<>();
    private Optional<Path> folder = Optional.empty();
    private int most = Integer.MAX_VALUE;

    /** @param listener is told each trial as it ends, and each time that one was trained on */
    public Tuning(Trainee trainee, Space space, Search search, Asha rungs, Key key, Consumer<Trial> listener) {
        this.trainee = trainee;
        this.space = space;
        this.search = search;
        this.rungs = rungs;
        this.key = key;
        this.listener = listener;
    }

    /** What is known already: trials of the same search, in their order. */
    public Tuning after(List<Trial> known) {
        trials.addAll(known);
        return this;
    }

    /** Keeps trainings in a folder, and not in memory: a search that is stopped goes on with each where it was. */
    public Tuning keeping(Path into) {
        folder = Optional.of(into);
        return this;
    }

    /** Begins no more trials than these: what comes of it then does not depend on the time that it takes. */
    public Tuning most(int number) {
        most = number;
        return this;
    }

    /**
     * Searches until the time is over; the trial under way then is stopped within a step: it counts as it stands, but the
     * listener is not told of it, so that a search that goes on takes it up again.
     *
     * @param first is tried before all others, such as the defaults
     * @param seconds in all, those of known trials included
     * @return all trials
     */
    public List<Trial> run(Optional<SequencedMap<String, String>> first, double seconds) {
        double before = trials.stream().mapToDouble(Trial::seconds).sum();
        long end = System.nanoTime() + (long) Math.min(1e18, 1e9 * (seconds - before));
        while (System.nanoTime() - end < 0) {
            var promoted = rungs.promoted(trials);
            int number = promoted.map(Trial::number)
                    .orElseGet(() ->
                            1 + trials.stream().mapToInt(Trial::number).max().orElse(0));
            if (number > most) {
                break;
            }
            var values = promoted.map(Trial::values)
                    .orElseGet(() -> number == 1 && first.isPresent()
                            ? first.get()
                            : search.propose(space, trials, key.at("propose").at(number)));
            int rung = promoted.map(trial -> trial.rung() + 1).orElse(0);
            var trial = train(number, values, rung, end);
            if (System.nanoTime() - end >= 0 && !trial.hasEnded() && trial.epochs() < rungs.epochs(rung)) {
                return Stream.concat(trials.stream(), Stream.of(trial)).toList();
            }
            trials.add(trial);
            listener.accept(trial);
        }
        return List.copyOf(trials);
    }

    private Trial train(int number, SequencedMap<String, String> values, int rung, long end) {
        long start = System.nanoTime();
        int epochs = rungs.epochs(rung);
        Training<?, ?> training;
        boolean isOver = false;
        try {
            var going = kept.remove(number);
            training = going == null ? begun(number, values) : going;
            walk(training, epochs, end);
            isOver = training.hasEnded();
        } catch (DivergedException e) {
            return without(number, values, rung, Trial.End.DIVERGED, start);
        } catch (MemoryException e) {
            return without(number, values, rung, Trial.End.TOO_LARGE, start);
        } catch (ConfigException e) {
            return without(number, values, rung, Trial.End.CLASH, start);
        }
        if (!isOver && folder.isEmpty()) {
            kept.putLast(number, training);
            if (kept.size() > KEPT) {
                kept.pollFirstEntry();
            }
        }
        var losses = training.rounds().stream().mapToDouble(Tuning::loss).toArray();
        int best = IntStream.range(0, losses.length)
                .boxed()
                .min(Comparator.comparingDouble(round -> losses[round]))
                .orElse(-1);
        return new Trial(
                number,
                values,
                rung,
                losses.length,
                best < 0 ? Double.POSITIVE_INFINITY : losses[best],
                best + 1,
                seconds(start),
                isOver ? Trial.End.STOPPED : Trial.End.NONE);
    }

    private Trial without(int number, SequencedMap<String, String> values, int rung, Trial.End why, long start) {
        return new Trial(number, values, rung, rungs.epochs(rung), Double.POSITIVE_INFINITY, 0, seconds(start), why);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private Training<?, ?> begun(int number, SequencedMap<String, String> values) {
        var training = trainee.training(values, key.at("trial").at(number));
        return folder.<Training<?, ?>>map(
                        in -> training.checkpoint(Checkpoints.in(in.resolve("trial-%04d".formatted(number)))))
                .orElse(training);
    }

    private static void walk(Training<?, ?> training, int epochs, long end) {
        var steps = training.iterator(); // which goes on from a checkpoint, if there is one
        while (steps.hasNext() && training.rounds().size() < epochs && System.nanoTime() - end < 0) {
            steps.next();
        }
        training.save();
    }

    private static double loss(Round round) {
        double loss = round.score().map(Score::loss).orElse(Double.POSITIVE_INFINITY);
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    /** The trial with the lowest loss. */
    public static Optional<Trial> best(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> Double.isFinite(trial.loss()))
                .min(Comparator.comparingDouble(Trial::loss));
    }
}
