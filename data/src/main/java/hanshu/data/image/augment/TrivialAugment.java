package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * One of the changes of {@link RandAugment}, at a strength that is drawn too, from a wider range: nothing to choose
 * (Müller & Hutter 2021, "TrivialAugment: tuning-free yet state-of-the-art data augmentation", section 3, table 2 "wide":
 * rotate to 135°, shear to 0.99, translate to 32 pixels of 32, enhance ± 0.99, posterize to 2 bits).
 */
public record TrivialAugment() implements Augmentation {
    private static final int STRENGTHS = 31;
    private static final Change[] CHANGES = Change.values();
    private static final Change.Reach REACH = new Change.Reach(135, 0.99, 1, 0.99, 6);

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        var change = CHANGES[draws.below(CHANGES.length)];
        double strength = draws.below(STRENGTHS) / (STRENGTHS - 1.0);
        return change.apply(pixels, size, strength, draws.chance(0.5), REACH);
    }
}
