package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;

/** The fourteen changes that RandAugment and TrivialAugment choose from (Cubuk et al. 2020, section 3). */
enum Change {
    IDENTITY,
    AUTO_CONTRAST,
    EQUALISE,
    ROTATE,
    SOLARISE,
    COLOUR,
    POSTERISE,
    CONTRAST,
    BRIGHTNESS,
    SHARPNESS,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y;

    /**
     * How far the changes go at full strength.
     *
     * @param degrees turned
     * @param shear pixels a pixel
     * @param move part of the width or height
     * @param enhance added to or taken from the factor 1 of colour, contrast, brightness, sharpness
     * @param bits that posterising takes away
     */
    record Reach(double degrees, double shear, double move, double enhance, int bits) {}

    /** The changed picture, at a strength from 0 to 1 in one of two directions, where there are two. */
    byte[] apply(byte[] pixels, PictureSize size, double strength, boolean forward, Reach reach) {
        double signed = forward ? strength : -strength;
        return switch (this) {
            case IDENTITY -> pixels;
            case AUTO_CONTRAST -> Tones.autoContrast(pixels, size);
            case EQUALISE -> Tones.equalised(pixels, size);
            case ROTATE -> Geometry.rotated(pixels, size, signed * reach.degrees);
            case SOLARISE -> Tones.solarised(pixels, size, 256 * (1 - strength));
            case COLOUR -> Tones.saturation(pixels, size, 1 + signed * reach.enhance);
            case POSTERISE -> Tones.posterised(pixels, size, 8 - (int) Math.round(strength * reach.bits));
            case CONTRAST -> Tones.contrast(pixels, size, 1 + signed * reach.enhance);
            case BRIGHTNESS -> Tones.brightness(pixels, size, 1 + signed * reach.enhance);
            case SHARPNESS -> Tones.sharpness(pixels, size, 1 + signed * reach.enhance);
            case SHEAR_X -> Geometry.sheared(pixels, size, signed * reach.shear, 0);
            case SHEAR_Y -> Geometry.sheared(pixels, size, 0, signed * reach.shear);
            case TRANSLATE_X -> Geometry.moved(pixels, size, signed * reach.move * size.width(), 0);
            case TRANSLATE_Y -> Geometry.moved(pixels, size, 0, signed * reach.move * size.height());
        };
    }
}
