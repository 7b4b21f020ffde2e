package hanshu.data.image.augment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.DataException;
import hanshu.data.image.PictureChange;
import java.util.List;

/**
 * A change that is made at random. A configuration lists them in the order in which they are applied, each by its name
 * with its settings:
 *
 * <pre>{@code
 * augment:
 *   - crop: {padding: 4}
 *   - flip: {probability: 0.5}
 * }</pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RandomCrop.class, name = "crop"),
    @JsonSubTypes.Type(value = RandomResizedCrop.class, name = "resized_crop"),
    @JsonSubTypes.Type(value = Flip.class, name = "flip"),
    @JsonSubTypes.Type(value = Affine.class, name = "affine"),
    @JsonSubTypes.Type(value = ColourJitter.class, name = "colour"),
    @JsonSubTypes.Type(value = RandomErasing.class, name = "erase"),
    @JsonSubTypes.Type(value = RandAugment.class, name = "rand_augment"),
    @JsonSubTypes.Type(value = TrivialAugment.class, name = "trivial_augment")
})
public sealed interface Augmentation extends PictureChange
        permits RandomCrop, RandomResizedCrop, Flip, Affine, ColourJitter, RandomErasing, RandAugment, TrivialAugment {

    /** One after the other, each with a randomness of its own. */
    static PictureChange inOrder(List<? extends Augmentation> steps) {
        var all = List.copyOf(steps);
        return (pixels, size, key) -> {
            byte[] changed = pixels;
            for (int i = 0; i < all.size(); i++) {
                changed = all.get(i).apply(changed, size, key.at(i));
            }
            return changed;
        };
    }

    /** Refuses a setting outside its range. */
    static void requireRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new DataException("%s lies from %s to %s, but is %s".formatted(name, low, high, value));
        }
    }

    /** Refuses a range whose ends are the wrong way round or too far out. */
    static void requireRange(String name, double from, double to, double low, double high) {
        if (!(from >= low && from <= to && to <= high)) {
            throw new DataException(
                    "%s is a range within %s to %s, but is %s to %s".formatted(name, low, high, from, to));
        }
    }
}
