package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * Brightness, contrast and saturation, in this order, each times a number drawn evenly from 1 − x to 1 + x (Howard 2013,
 * "Some improvements on deep convolutional neural network based image classification", section 2.2).
 *
 * @param brightness x of the brightness, 0 … 1
 * @param contrast x of the contrast, 0 … 1
 * @param saturation x of the strength of colours, 0 … 1
 */
public record ColourJitter(double brightness, double contrast, double saturation) implements Augmentation {
    public ColourJitter {
        Augmentation.requireRange("colour: brightness", brightness, 0, 1);
        Augmentation.requireRange("colour: contrast", contrast, 0, 1);
        Augmentation.requireRange("colour: saturation", saturation, 0, 1);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        byte[] changed = Tones.brightness(pixels, size, 1 + draws.between(-brightness, brightness));
        changed = Tones.contrast(changed, size, 1 + draws.between(-contrast, contrast));
        return Tones.saturation(changed, size, 1 + draws.between(-saturation, saturation));
    }
}
