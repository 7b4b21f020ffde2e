package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * So many of fourteen changes, drawn at random one after the other, all at one strength: identity, autoContrast,
 * equalize, rotate (to 30°), solarize (all from 256 down to 0), color, posterize (to 4 bits), contrast, brightness, sharpness (each ± 0.9),
 * shear-x, shear-y (to 0.3), translate-x, translate-y (to 150/331) (Cubuk, Zoph, Shlens & Le 2020, "RandAugment:
 * practical automated data augmentation with a reduced search space", section 3; reaches as in AutoAugment, Cubuk et al.
 * 2019, table 6). Changes with two directions take either with equal probability.
 *
 * @param count N, 1 … 14
 * @param magnitude M, 0 … 30, the strength in thirtieths
 */
public record RandAugment(int count, int magnitude) implements Augmentation {
    private static final int MOST = 30;
    private static final Change[] CHANGES = Change.values();
    private static final Change.Reach REACH = new Change.Reach(30, 0.3, 150.0 / 331, 0.9, 4);

    public RandAugment {
        Augmentation.requireRange("rand_augment: count", count, 1, CHANGES.length);
        Augmentation.requireRange("rand_augment: magnitude", magnitude, 0, MOST);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        byte[] changed = pixels;
        for (int i = 0; i < count; i++) {
            var change = CHANGES[draws.below(CHANGES.length)];
            changed = change.apply(changed, size, (double) magnitude / MOST, draws.chance(0.5), REACH);
        }
        return changed;
    }
}
