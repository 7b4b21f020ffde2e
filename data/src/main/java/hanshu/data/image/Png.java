package hanshu.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A picture as the bytes of a PNG file, to be shown. */
public final class Png {
    private Png() {}

    /**
     * Grey, colour, or colour and alpha.
     *
     * @param pixels row by row, channels last, 0 … 255
     */
    public static byte[] of(PictureSize size, byte[] pixels) {
        int channels = size.channels();
        int kind = switch (channels) {
            case 1 -> BufferedImage.TYPE_BYTE_GRAY;
            case 3 -> BufferedImage.TYPE_INT_RGB;
            case 4 -> BufferedImage.TYPE_INT_ARGB;
            default ->
                throw new IllegalArgumentException(
                        "png: expected 1, 3 or 4 channels (grey, colour, colour and alpha), got " + channels);
        };
        var image = new BufferedImage(size.width(), size.height(), kind);
        image.getRaster().setPixels(0, 0, size.width(), size.height(), unsigned(pixels));
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can't be written to", e);
        }
        return out.toByteArray();
    }

    private static int[] unsigned(byte[] pixels) {
        var values = new int[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i] & 0xff;
        }
        return values;
    }
}
