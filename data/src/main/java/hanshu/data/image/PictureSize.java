package hanshu.data.image;

import hanshu.data.DataException;

/**
 * What all pictures of a set have in common.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 grey; 3 red, green, blue; 4 with alpha (opacity) at the end
 */
public record PictureSize(int height, int width, int channels) {
    public PictureSize {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3 && channels != 4)) {
            throw new DataException(
                    "pictures have a height and width of 1 or more and 1, 3 or 4 channels, not %d×%d with %d"
                            .formatted(height, width, channels));
        }
        if ((long) height * width * channels > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    "pictures of %d×%d with %d channels are too large".formatted(height, width, channels));
        }
    }

    /** How many bytes a picture has: one for each channel of each pixel. */
    public int bytes() {
        return height * width * channels;
    }

    @Override
    public String toString() {
        return height + "×" + width
                + switch (channels) {
                    case 1 -> " grey";
                    case 3 -> " colour";
                    default -> " colour and alpha";
                };
    }
}
