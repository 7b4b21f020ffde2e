package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of more and more inputs, then networks of more and more layers over all inputs. The one to keep is chosen by the
 * validation rows; the unseen rows say what it is worth.
 */
public record Models(List<Candidate> candidates) {
    private static final List<Integer> INPUTS = List.of(1, 7, 28);
    private static final int DEEPEST = 4;

    public static Models of(Question question, Key key) {
        int all = question.inputs().size();
        var candidates = new ArrayList<Candidate>();
        for (int inputs : INPUTS) {
            if (inputs < all) {
                candidates.add(Candidate.of(question, inputs, 0, key));
            }
        }
        IntStream.rangeClosed(0, DEEPEST).forEach(depth -> candidates.add(Candidate.of(question, all, depth, key)));
        return new Models(List.copyOf(candidates));
    }

    /** The one of the lowest validation loss. */
    public Candidate chosen() {
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::validation))
                .orElseThrow();
    }

    /** The one that the unseen rows would have chosen, had one been allowed to ask them. */
    public Candidate bestUnseen() {
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::test))
                .orElseThrow();
    }
}
