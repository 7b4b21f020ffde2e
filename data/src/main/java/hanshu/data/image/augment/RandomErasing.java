package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * A rectangle of random place, area and shape becomes noise, each byte by itself (Zhong, Zheng, Kang, Li & Yang 2020,
 * "Random erasing data augmentation", RE-R; shape from 0.3 to 1/0.3).
 *
 * @param probability 0 … 1
 * @param minArea the least part of the area, 0.02 in the paper
 * @param maxArea the largest part, 0.4 in the paper
 */
public record RandomErasing(double probability, double minArea, double maxArea) implements Augmentation {
    private static final double SHAPE = 0.3;
    private static final int TRIES = 10;

    public RandomErasing {
        Augmentation.requireRange("erase: probability", probability, 0, 1);
        Augmentation.requireRange("erase: area", minArea, maxArea, 0.001, 0.999);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        if (!draws.chance(probability)) {
            return pixels;
        }
        for (int i = 0; i < TRIES; i++) {
            double area = size.height() * size.width() * draws.between(minArea, maxArea);
            double shape = StrictMath.exp(draws.between(StrictMath.log(SHAPE), -StrictMath.log(SHAPE)));
            int rows = (int) Math.round(Math.sqrt(area * shape));
            int columns = (int) Math.round(Math.sqrt(area / shape));
            if (rows >= 1 && rows < size.height() && columns >= 1 && columns < size.width()) {
                int top = draws.below(size.height() - rows + 1);
                int left = draws.below(size.width() - columns + 1);
                return erased(pixels, size, top, left, rows, columns, draws);
            }
        }
        return pixels; // the shapes hardly fit into this picture
    }

    private static byte[] erased(
            byte[] pixels, PictureSize size, int top, int left, int rows, int columns, Draws draws) {
        var erased = pixels.clone();
        for (int y = top; y < top + rows; y++) {
            int start = (y * size.width() + left) * size.channels();
            long noise = 0;
            for (int i = 0; i < columns * size.channels(); i++) {
                noise = i % 8 == 0 ? draws.bits() : noise >>> 8;
                erased[start + i] = (byte) noise;
            }
        }
        return erased;
    }
}
