package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;

/**
 * Turned, moved, scaled and sheared at random, around the middle; what comes in from outside is a middle grey (Simard,
 * Steinkraus & Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis",
 * section 2).
 *
 * @param degrees turned by up to so much either way, 0 … 180
 * @param move moved by up to this part of the width and of the height, 0 … 1
 * @param minScale shrunk at most to this size
 * @param maxScale enlarged at most to this size, 10 at most
 * @param shear slanted by up to so many pixels a pixel, 0 … 1
 */
public record Affine(double degrees, double move, double minScale, double maxScale, double shear)
        implements Augmentation {
    public Affine {
        Augmentation.requireRange("affine: degrees", degrees, 0, 180);
        Augmentation.requireRange("affine: move", move, 0, 1);
        Augmentation.requireRange("affine: scale", minScale, maxScale, 0.1, 10);
        Augmentation.requireRange("affine: shear", shear, 0, 1);
    }

    /** Only turned. */
    public static Affine rotate(double degrees) {
        return new Affine(degrees, 0, 1, 1, 0);
    }

    @Override
    public byte[] apply(byte[] pixels, PictureSize size, Key key) {
        var draws = new Draws(key);
        double angle = Math.toRadians(draws.between(-degrees, degrees));
        double x = size.width() * draws.between(-move, move);
        double y = size.height() * draws.between(-move, move);
        double scale = draws.between(minScale, maxScale);
        double slant = draws.between(-shear, shear);
        double cos = StrictMath.cos(angle) / scale;
        double sin = StrictMath.sin(angle) / scale;
        // The turn follows the slant: (cos, sin; −sin, cos) · (1, slant; 0, 1).
        return Geometry.mapped(pixels, size, cos, cos * slant + sin, -sin, cos - sin * slant, x, y);
    }
}
