package hanshu.data.series;

import hanshu.tensor.Key;
import java.util.List;

/**
 * Changes a training series at random into another that has the same answer (Um et al. 2017; Le Guennec, Malinowski &
 * Tavenard 2016).
 *
 * <pre>{@code
 * var augment = Augmentation.chain(List.of(new WindowSlice(0.9), new Jitter(0.03), new Rescaling(0.1)));
 * var changed = set.map(series -> augment.apply(series, key.at(step).at(row)));
 * }</pre>
 */
@FunctionalInterface
public interface Augmentation {
    /** The changed series, of the same channels; the one given stays as it is. */
    Series apply(Series series, Key key);

    /** One after the other. */
    static Augmentation chain(List<? extends Augmentation> steps) {
        return (series, key) -> {
            var changed = series;
            for (int i = 0; i < steps.size(); i++) {
                changed = steps.get(i).apply(changed, key.at(i));
            }
            return changed;
        };
    }
}
