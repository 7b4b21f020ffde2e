package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * Turns left and right round. Not for letters, digits and what else means something else in a mirror.
 *
 * @param probability 0 … 1, usually ½
 */
public record Flip(double probability) implements Augmentation {
    public Flip {
        Augmentation.requireRange("flip: probability", probability, 0, 1);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        return new Draws(key).chance(probability) ? flipped(pixels, size) : pixels;
    }

    static byte[] flipped(byte[] pixels, PictureSize size) {
        int channels = size.channels();
        int width = size.width();
        var flipped = new byte[pixels.length];
        for (int y = 0; y < size.height(); y++) {
            int row = y * width * channels;
            for (int x = 0; x < width; x++) {
                int from = row + x * channels;
                int to = row + (width - 1 - x) * channels;
                for (int c = 0; c < channels; c++) {
                    flipped[to + c] = pixels[from + c];
                }
            }
        }
        return flipped;
    }
}
