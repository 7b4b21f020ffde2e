package hanshu.learn.supervised.derivation;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lines of more and more inputs, then networks of more and more layers over all inputs. The one to keep is chosen by the
 * validation rows; the unseen rows say what it is worth.
 */
public record Models(List<Candidate> candidates) {
    private static final List<Integer> INPUTS = List.of(1, 7, 28);
    private static final int DEEPEST = 4;

    static Models of(Question question, Key key, Consumer<String> progress) {
        int all = question.inputs().size();
        var recipes = new ArrayList<Recipe>();
        INPUTS.stream().filter(inputs -> inputs < all).forEach(inputs -> recipes.add(Recipe.of(inputs, 0)));
        for (int depth = 0; depth <= DEEPEST; depth++) {
            recipes.add(Recipe.of(all, depth));
        }
        return new Models(recipes.stream()
                .map(recipe -> {
                    progress.accept("models: inputs %d, layers %d".formatted(recipe.inputs(), recipe.depth()));
                    return Candidate.of(question, recipe, key);
                })
                .toList());
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

    /** The network whose validation loss rose the most after its best epoch. */
    public Candidate mostOverfitting() {
        return candidates.stream()
                .filter(c -> c.recipe().depth() > 0)
                .max(Comparator.comparingDouble(Candidate::rise))
                .orElseThrow();
    }
}
