package hanshu.train.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Asynchronous successive halving (Li, Jamieson, Rostamizadeh et al. 2020, algorithm 2): every trial is trained for a few
 * epochs; the best {@code 1/reduction} of those at a rung are trained {@code reduction} times as long, to the next one.
 * What is worse stays where it is, and costs no more.
 *
 * @param reduction η
 * @param first epochs of the first rung
 * @param most epochs of the last
 */
public record Asha(int reduction, int first, int most) {
    public Asha {
        if (reduction < 2 || first < 1 || most < first) {
            throw new IllegalArgumentException(
                    "asha: the reduction is 2 or more and the epochs of the rungs rise from 1 on, got %d, %d and %d"
                            .formatted(reduction, first, most));
        }
    }

    /** That trains all to the end: no halving. */
    public static Asha none(int epochs) {
        return new Asha(2, epochs, epochs);
    }

    /** Rungs by thirds, so that the first has a twenty-seventh of all epochs, but two at least. */
    public static Asha of(int epochs) {
        return new Asha(3, Math.max(Math.min(2, epochs), Math.ceilDiv(epochs, 27)), epochs);
    }

    /** The rung of all epochs; the first is 0. */
    public int last() {
        int rung = 0;
        while (epochs(rung) < most) {
            rung++;
        }
        return rung;
    }

    public int epochs(int rung) {
        return (int) Math.min(most, first * Math.round(Math.pow(reduction, rung)));
    }

    /** The trial to be trained on, as it stood at its rung: of the highest rung first. None: a new one is due. */
    public Optional<Trial> promoted(List<Trial> seen) {
        for (int rung = last() - 1; rung >= 0; rung--) {
            int at = rung;
            var reached = seen.stream()
                    .filter(trial -> trial.rung() == at)
                    .sorted(Comparator.comparingDouble(Trial::loss))
                    .toList();
            var beyond = new HashSet<Integer>();
            seen.stream().filter(trial -> trial.rung() > at).forEach(trial -> beyond.add(trial.number()));
            var top = new ArrayList<>(reached.subList(0, reached.size() / reduction));
            top.removeIf(trial -> beyond.contains(trial.number()) || trial.hasEnded());
            if (!top.isEmpty()) {
                return Optional.of(top.getFirst());
            }
        }
        return Optional.empty();
    }
}
