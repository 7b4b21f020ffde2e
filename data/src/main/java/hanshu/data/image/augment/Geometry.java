package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;

/** Turning, shearing, moving and scaling a picture around its middle. */
final class Geometry {
    /** What comes in from outside the picture: a middle grey. */
    static final byte OUTSIDE = (byte) 128;

    private Geometry() {}

    /** With the clock. */
    static byte[] rotated(byte[] pixels, PictureSize size, double degrees) {
        double sin = StrictMath.sin(Math.toRadians(degrees));
        double cos = StrictMath.cos(Math.toRadians(degrees));
        return mapped(pixels, size, cos, sin, -sin, cos, 0, 0);
    }

    static byte[] sheared(byte[] pixels, PictureSize size, double alongX, double alongY) {
        return mapped(pixels, size, 1, alongX, alongY, 1, 0, 0);
    }

    static byte[] moved(byte[] pixels, PictureSize size, double x, double y) {
        return mapped(pixels, size, 1, 0, 0, 1, x, y);
    }

    /**
     * Column x, row y of the new picture, counted from its middle, is (a·x + b·y + moveX, c·x + d·y + moveY) of the old
     * one: a mean of the four pixels around that place, weighted by nearness (Pillow's {@code Image.transform} with
     * AFFINE and BILINEAR).
     */
    static byte[] mapped(
            byte[] pixels, PictureSize size, double a, double b, double c, double d, double moveX, double moveY) {
        int height = size.height();
        int width = size.width();
        int channels = size.channels();
        var mapped = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromMiddleX = x + 0.5 - width / 2.0;
                double fromMiddleY = y + 0.5 - height / 2.0;
                double atX = a * fromMiddleX + b * fromMiddleY + moveX + width / 2.0;
                double atY = c * fromMiddleX + d * fromMiddleY + moveY + height / 2.0;
                int to = (y * width + x) * channels;
                if (atX < 0 || atX >= width || atY < 0 || atY >= height) {
                    for (int i = 0; i < channels; i++) {
                        mapped[to + i] = OUTSIDE;
                    }
                    continue;
                }
                int left = (int) Math.floor(atX - 0.5);
                int top = (int) Math.floor(atY - 0.5);
                double right = atX - 0.5 - left;
                double down = atY - 0.5 - top;
                int x0 = Math.max(0, left) * channels;
                int x1 = Math.min(width - 1, left + 1) * channels;
                int y0 = Math.max(0, top) * width * channels;
                int y1 = Math.min(height - 1, top + 1) * width * channels;
                for (int i = 0; i < channels; i++) {
                    double above = (pixels[y0 + x0 + i] & 0xff) * (1 - right) + (pixels[y0 + x1 + i] & 0xff) * right;
                    double below = (pixels[y1 + x0 + i] & 0xff) * (1 - right) + (pixels[y1 + x1 + i] & 0xff) * right;
                    mapped[to + i] = (byte) (int) (above * (1 - down) + below * down);
                }
            }
        }
        return mapped;
    }
}
