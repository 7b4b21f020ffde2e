package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * Moves the picture by up to {@code padding} pixels up or down and left or right; what comes in from outside is 0: the
 * same as padding with zeros and cropping at random (He, Zhang, Ren & Sun 2016, "Deep residual learning for image
 * recognition", section 4.2).
 *
 * @param padding pixels, 1 … 1000
 */
public record RandomCrop(int padding) implements Augmentation {
    public RandomCrop {
        Augmentation.requireRange("crop: padding", padding, 1, 1000);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        int down = draws.below(2 * padding + 1) - padding;
        int right = draws.below(2 * padding + 1) - padding;
        return moved(pixels, size, down, right);
    }

    /** Row y, column x of the new picture is row y + down, column x + right of the old one. */
    static byte[] moved(byte[] pixels, PictureSize size, int down, int right) {
        var moved = new byte[pixels.length];
        int channels = size.channels();
        int columns = size.width() - Math.abs(right);
        if (columns <= 0) {
            return moved;
        }
        for (int y = Math.max(0, -down); y < Math.min(size.height(), size.height() - down); y++) {
            System.arraycopy(
                    pixels,
                    ((y + down) * size.width() + Math.max(0, right)) * channels,
                    moved,
                    (y * size.width() + Math.max(0, -right)) * channels,
                    columns * channels);
        }
        return moved;
    }
}
