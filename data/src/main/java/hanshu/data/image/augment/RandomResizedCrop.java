package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.data.image.Resizing;
import hanshu.tensor.Key;

/**
 * A part of random area and shape, resized to the whole (Szegedy et al. 2015, "Going deeper with convolutions", section
 * 6; the shape is drawn evenly on a logarithmic scale, from 3:4 to 4:3).
 *
 * @param minArea the least part of the area, usually 0.08 for ImageNet, more for small pictures
 * @param maxArea the largest part, up to 1
 */
public record RandomResizedCrop(double minArea, double maxArea) implements Augmentation {
    private static final double SHAPE = 4.0 / 3;
    private static final int TRIES = 10;

    public RandomResizedCrop {
        Augmentation.requireRange("resized_crop: area", minArea, maxArea, 0.001, 1);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        int height = size.height();
        int width = size.width();
        for (int i = 0; i < TRIES; i++) {
            double area = height * width * draws.between(minArea, maxArea);
            double shape = StrictMath.exp(draws.between(-StrictMath.log(SHAPE), StrictMath.log(SHAPE)));
            int columns = (int) Math.round(Math.sqrt(area * shape));
            int rows = (int) Math.round(Math.sqrt(area / shape));
            if (rows >= 1 && rows <= height && columns >= 1 && columns <= width) {
                int top = draws.below(height - rows + 1);
                int left = draws.below(width - columns + 1);
                return Resizing.part(pixels, size, top, left, rows, columns);
            }
        }
        return pixels; // the shapes hardly fit into this picture
    }
}
