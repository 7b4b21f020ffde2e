package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.OnError;

/**
 * How pictures are read. {@link #DEFAULT} chooses by looking at them.
 *
 * @param height to which all are brought, in pixels; 0 chooses
 * @param width likewise
 * @param channels grey, colour or both chosen by what is there
 * @param fit how a picture of another shape is brought to that size
 * @param onError what happens to pictures that can't be read
 * @param maxPixels a file that declares more pixels is refused before it is decoded
 * @param keep where the pixels rest while they are not used
 */
public record PictureOptions(
        int height, int width, Channels channels, Fit fit, OnError onError, long maxPixels, Keep keep) {
    public static final PictureOptions DEFAULT =
            new PictureOptions(0, 0, Channels.AUTO, Fit.AUTO, OnError.SKIP, 50_000_000, Keep.AUTO);

    /**
     * AUTO is GREY if all pictures are, else COLOUR. What is transparent shows white behind it, except with
     * COLOUR_AND_ALPHA, which keeps the opacity as a fourth channel.
     */
    public enum Channels {
        AUTO,
        GREY,
        COLOUR,
        COLOUR_AND_ALPHA
    }

    /**
     * CROP keeps the middle of the picture and fills the size with it; PAD keeps all of the picture and fills the rest
     * with the mean of its border; STRETCH changes its proportions. AUTO: see {@link Fitting#choose}.
     */
    public enum Fit {
        AUTO,
        CROP,
        PAD,
        STRETCH
    }

    /** MEMORY holds all decoded pictures, DISK decodes each whenever it is wanted; AUTO takes memory for up to ¼ of it. */
    public enum Keep {
        AUTO,
        MEMORY,
        DISK
    }

    public PictureOptions {
        if (height < 0 || width < 0 || (height == 0) != (width == 0)) {
            throw new DataException(
                    "height and width of the pictures are given both, or both 0 to be chosen; they are %d and %d"
                            .formatted(height, width));
        }
        if (maxPixels < 1 || maxPixels > 1 << 29) {
            throw new DataException("max_pixels lies from 1 to 536870912, but is " + maxPixels);
        }
    }

    public PictureOptions size(int newHeight, int newWidth) {
        return new PictureOptions(newHeight, newWidth, channels, fit, onError, maxPixels, keep);
    }

    public PictureOptions channels(Channels newChannels) {
        return new PictureOptions(height, width, newChannels, fit, onError, maxPixels, keep);
    }

    public PictureOptions fit(Fit newFit) {
        return new PictureOptions(height, width, channels, newFit, onError, maxPixels, keep);
    }

    public PictureOptions onError(OnError newOnError) {
        return new PictureOptions(height, width, channels, fit, newOnError, maxPixels, keep);
    }

    public PictureOptions maxPixels(long newMaxPixels) {
        return new PictureOptions(height, width, channels, fit, onError, newMaxPixels, keep);
    }

    public PictureOptions keep(Keep newKeep) {
        return new PictureOptions(height, width, channels, fit, onError, maxPixels, newKeep);
    }
}
