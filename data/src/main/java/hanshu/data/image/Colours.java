package hanshu.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/**
 * Brings what a decoder gives to grey, colour, or colour and alpha, a byte each. Samples of 16 bits lose their finer
 * half. Colours are taken as they are written, as if all were sRGB; grey of colour is 0.299 red + 0.587 green + 0.114
 * blue (ITU-R BT.601). Without a channel for it, what is transparent shows white behind it.
 */
final class Colours {
    private Colours() {}

    static Pixels of(BufferedImage image, int channels) {
        int height = image.getHeight();
        int width = image.getWidth();
        var values = new byte[height * width * channels];
        var rgba = new int[width * 4];
        for (int y = 0; y < height; y++) {
            row(image, y, rgba);
            for (int x = 0; x < width; x++) {
                put(rgba, 4 * x, values, (y * width + x) * channels, channels);
            }
        }
        return new Pixels(height, width, channels, values);
    }

    static boolean isGrey(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            int rgb = palette.getRGB(i);
            if ((rgb >> 16 & 0xff) != (rgb & 0xff) || (rgb >> 8 & 0xff) != (rgb & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Red, green, blue, alpha of a row, each 0 … 255. */
    private static void row(BufferedImage image, int y, int[] rgba) {
        var colours = image.getColorModel();
        if (colours instanceof ComponentColorModel && !colours.isAlphaPremultiplied() && isPlain(colours)) {
            samples(image, y, rgba);
            return;
        }
        int[] argb = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
        for (int x = 0; x < argb.length; x++) {
            rgba[4 * x] = argb[x] >> 16 & 0xff;
            rgba[4 * x + 1] = argb[x] >> 8 & 0xff;
            rgba[4 * x + 2] = argb[x] & 0xff;
            rgba[4 * x + 3] = argb[x] >>> 24;
        }
    }

    /** Whether its samples are grey or red, green, blue: {@code getRGB} would take grey for linear and change it. */
    private static boolean isPlain(ColorModel colours) {
        int type = colours.getColorSpace().getType();
        return type == java.awt.color.ColorSpace.TYPE_GRAY || type == java.awt.color.ColorSpace.TYPE_RGB;
    }

    private static void samples(BufferedImage image, int y, int[] rgba) {
        var colours = image.getColorModel();
        var raster = image.getRaster();
        int bands = raster.getNumBands();
        int width = image.getWidth();
        if (raster.getTransferType() > DataBuffer.TYPE_USHORT) {
            throw new IllegalArgumentException("its samples are not of 8 or 16 bits; export it as PNG");
        }
        int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
        int most = (1 << Math.min(30, colours.getComponentSize(0))) - 1;
        boolean grey = colours.getNumColorComponents() == 1;
        for (int x = 0; x < width; x++) {
            for (int c = 0; c < 3; c++) {
                rgba[4 * x + c] = toByte(samples[x * bands + (grey ? 0 : c)], most);
            }
            rgba[4 * x + 3] = colours.hasAlpha() ? toByte(samples[x * bands + bands - 1], most) : 255;
        }
    }

    private static int toByte(int sample, int most) {
        return most == 255 ? sample : (int) ((sample * 255L + most / 2) / most);
    }

    private static void put(int[] rgba, int from, byte[] values, int at, int channels) {
        int alpha = rgba[from + 3];
        int red = rgba[from];
        int green = rgba[from + 1];
        int blue = rgba[from + 2];
        if (alpha < 255 && channels < 4) {
            red = onWhite(red, alpha);
            green = onWhite(green, alpha);
            blue = onWhite(blue, alpha);
        }
        if (channels == 1) {
            values[at] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
            return;
        }
        values[at] = (byte) red;
        values[at + 1] = (byte) green;
        values[at + 2] = (byte) blue;
        if (channels == 4) {
            values[at + 3] = (byte) alpha;
        }
    }

    private static int onWhite(int colour, int alpha) {
        return (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
