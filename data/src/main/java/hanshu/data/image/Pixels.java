package hanshu.data.image;

/**
 * A decoded picture of any size.
 *
 * @param values row by row, channels last, 0 … 255
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, handed on and never compared
record Pixels(int height, int width, int channels, byte[] values) {
    /** One weight of a pixel is a whole number of 2⁻²²: sums of bytes fit an int. */
    private static final int BITS = 22;

    /**
     * Turned as a camera says it was held (Exif 2.3, tag 0x0112): 1 upright, 3 upside down, 6 and 8 lying on a side, 2,
     * 4, 5, 7 these in a mirror.
     */
    Pixels oriented(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean lies = orientation >= 5;
        int newHeight = lies ? width : height;
        int newWidth = lies ? height : width;
        var turned = new byte[values.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                int fromY = switch (orientation) {
                    case 2 -> y;
                    case 3, 4 -> height - 1 - y;
                    case 5, 8 -> x;
                    default -> height - 1 - x;
                };
                int fromX = switch (orientation) {
                    case 4 -> x;
                    case 2, 3 -> width - 1 - x;
                    case 5, 6 -> y;
                    default -> width - 1 - y;
                };
                System.arraycopy(
                        values, (fromY * width + fromX) * channels, turned, (y * newWidth + x) * channels, channels);
            }
        }
        return new Pixels(newHeight, newWidth, channels, turned);
    }

    /** The rectangle of so many rows and columns from a corner on. */
    Pixels cropped(int top, int left, int rows, int columns) {
        if (rows == height && columns == width) {
            return this;
        }
        var part = new byte[rows * columns * channels];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(
                    values, ((top + y) * width + left) * channels, part, y * columns * channels, columns * channels);
        }
        return new Pixels(rows, columns, channels, part);
    }

    /** In the middle of a larger picture, which is filled with a colour. */
    Pixels centred(int newHeight, int newWidth, byte[] colour) {
        var filled = new byte[newHeight * newWidth * channels];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = colour[i % channels];
        }
        int top = (newHeight - height) / 2;
        int left = (newWidth - width) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    values, y * width * channels, filled, ((top + y) * newWidth + left) * channels, width * channels);
        }
        return new Pixels(newHeight, newWidth, channels, filled);
    }

    /** The mean of the first and last rows and columns, channel by channel. */
    byte[] meanOfBorder() {
        var sums = new long[channels];
        long count = 0;
        for (int y = 0; y < height; y++) {
            boolean whole = y == 0 || y == height - 1;
            for (int x = 0; x < width; x += whole ? 1 : Math.max(1, width - 1)) {
                count++;
                for (int c = 0; c < channels; c++) {
                    sums[c] += values[(y * width + x) * channels + c] & 0xff;
                }
            }
        }
        var mean = new byte[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = (byte) ((sums[c] + count / 2) / count);
        }
        return mean;
    }

    /**
     * Brought to another size: each new pixel is a mean of the old ones near its place, weighted by a triangle that is
     * two pixels wide, old or new, whichever are larger. So nothing flickers where a picture shrinks (Pillow's
     * {@code BILINEAR}, to the bit).
     */
    Pixels resized(int newHeight, int newWidth) {
        var wide = width == newWidth
                ? this
                : new Pixels(height, newWidth, channels, along(height, width, channels, newWidth));
        return height == newHeight
                ? wide
                : new Pixels(newHeight, newWidth, channels, wide.along(1, height, newWidth * channels, newHeight));
    }

    /** The middle axis of (outer, from, inner) resampled to {@code to} elements. */
    private byte[] along(int outer, int from, int inner, int to) {
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        var result = new byte[outer * to * inner];
        var weights = new int[(int) Math.ceil(reach) * 2 + 2];
        for (int target = 0; target < to; target++) {
            double centre = (target + 0.5) * scale;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int count = Math.min(from, (int) (centre + reach + 0.5)) - first;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += triangle((first + i - centre + 0.5) / reach);
            }
            for (int i = 0; i < count; i++) {
                weights[i] = (int) (0.5 + triangle((first + i - centre + 0.5) / reach) / sum * (1 << BITS));
            }
            for (int o = 0; o < outer; o++) {
                for (int c = 0; c < inner; c++) {
                    int at = (o * from + first) * inner + c;
                    int total = 1 << (BITS - 1);
                    for (int i = 0; i < count; i++) {
                        total += (values[at + i * inner] & 0xff) * weights[i];
                    }
                    result[(o * to + target) * inner + c] = (byte) Math.min(255, total >> BITS);
                }
            }
        }
        return result;
    }

    private static double triangle(double x) {
        return Math.max(0, 1 - Math.abs(x));
    }
}
