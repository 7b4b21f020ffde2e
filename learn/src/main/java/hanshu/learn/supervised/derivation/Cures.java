package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The network that overfits most, learned for 150 epochs and kept as it is after the last, and the same with each cure alone. Weight
 * decay and dropout keep the last θ too; what more rows do is asked with early stopping.
 */
public record Cures(List<Tried> tried) {
    /** Long enough to learn rows by heart. */
    private static final int EPOCHS = 150;

    private static final double DECAY = 1;
    private static final double DROPOUT = 0.3;

    /** What was changed. */
    public enum Cure {
        NONE,
        WEIGHT_DECAY,
        DROPOUT,
        EARLY_STOPPING,
        QUARTER_OF_ROWS,
        HALF_OF_ROWS
    }

    public record Tried(Cure cure, Candidate candidate) {}

    static Cures of(Question question, Recipe overfitting, Key key, Consumer<String> progress) {
        var sick = overfitting.withEpochs(EPOCHS).withKeepsBest(false);
        return new Cures(Stream.of(Cure.values())
                .map(cure -> {
                    progress.accept(
                            "cures: " + cure.name().toLowerCase(Locale.ROOT).replace('_', ' '));
                    return new Tried(cure, Candidate.of(question, with(cure, sick), key));
                })
                .toList());
    }

    /** A recipe with a cure. */
    public static Recipe with(Cure cure, Recipe recipe) {
        return switch (cure) {
            case NONE -> recipe;
            case WEIGHT_DECAY -> recipe.withDecay(DECAY);
            case DROPOUT -> recipe.withDropout(DROPOUT);
            case EARLY_STOPPING -> recipe.withKeepsBest(true);
            case QUARTER_OF_ROWS -> recipe.withOneRowOf(4).withKeepsBest(true);
            case HALF_OF_ROWS -> recipe.withOneRowOf(2).withKeepsBest(true);
        };
    }

    /** That of one cure. */
    public Candidate of(Cure cure) {
        return tried.stream()
                .filter(t -> t.cure() == cure)
                .findFirst()
                .orElseThrow()
                .candidate();
    }

    /** The one of the lowest validation loss. */
    public Tried chosen() {
        return tried.stream()
                .min(Comparator.comparingDouble(t -> t.candidate().validation()))
                .orElseThrow();
    }
}
