package hanshu.data.image.augment;

import hanshu.data.image.PictureSize;

/**
 * Changes of brightness and colour, computed as Pillow computes them. A fourth channel, alpha, stays as it is; grey
 * pictures have no saturation to change.
 */
final class Tones {
    private Tones() {}

    /** What a value becomes. */
    private interface Curve {
        int of(int value);
    }

    /** Black at 0, the same at 1. */
    static byte[] brightness(byte[] pixels, PictureSize size, double factor) {
        return each(pixels, size, v -> blend(0, v, factor));
    }

    /** The picture's mean grey at 0, the same at 1. */
    static byte[] contrast(byte[] pixels, PictureSize size, double factor) {
        int step = size.channels();
        long sum = 0;
        for (int i = 0; i < pixels.length; i += step) {
            sum += grey(pixels, i, step);
        }
        int mean = (int) ((double) sum / (size.height() * size.width()) + 0.5);
        return each(pixels, size, v -> blend(mean, v, factor));
    }

    /** Grey at 0, the same at 1, stronger colours above. */
    static byte[] saturation(byte[] pixels, PictureSize size, double factor) {
        int step = size.channels();
        if (step == 1) {
            return pixels;
        }
        var changed = pixels.clone();
        for (int i = 0; i < pixels.length; i += step) {
            int grey = grey(pixels, i, step);
            for (int c = 0; c < 3; c++) {
                changed[i + c] = (byte) blend(grey, pixels[i + c] & 0xff, factor);
            }
        }
        return changed;
    }

    /** Smoothed by a 3 × 3 window (1 around 5) at 0, the same at 1, sharper above. */
    static byte[] sharpness(byte[] pixels, PictureSize size, double factor) {
        int channels = size.channels();
        int row = size.width() * channels;
        var changed = pixels.clone();
        for (int y = 1; y < size.height() - 1; y++) {
            for (int i = y * row + channels; i < (y + 1) * row - channels; i++) {
                if (i % channels == 3) {
                    continue;
                }
                int sum = 4 * (pixels[i] & 0xff);
                for (int at = i - row; at <= i + row; at += row) {
                    sum += (pixels[at - channels] & 0xff) + (pixels[at] & 0xff) + (pixels[at + channels] & 0xff);
                }
                changed[i] = (byte) blend((int) (sum / 13.0 + 0.5), pixels[i] & 0xff, factor);
            }
        }
        return changed;
    }

    /** Values from a threshold on are turned round. */
    static byte[] solarised(byte[] pixels, PictureSize size, double threshold) {
        return each(pixels, size, v -> v < threshold ? v : 255 - v);
    }

    /** Only the first bits of each value are kept. */
    static byte[] posterised(byte[] pixels, PictureSize size, int bits) {
        int mask = 0xff & -(1 << (8 - bits));
        return each(pixels, size, v -> v & mask);
    }

    /** Each channel is stretched to go from 0 to 255. */
    static byte[] autoContrast(byte[] pixels, PictureSize size) {
        return byHistogram(pixels, size, histogram -> {
            int low = 0;
            int high = 255;
            while (low < 255 && histogram[low] == 0) {
                low++;
            }
            while (high > 0 && histogram[high] == 0) {
                high--;
            }
            if (high <= low) {
                return v -> v;
            }
            double scale = 255.0 / (high - low);
            double offset = -low * scale;
            return v -> Math.clamp((int) (v * scale + offset), 0, 255);
        });
    }

    /** Each channel's values become equally frequent, as far as that goes. */
    static byte[] equalised(byte[] pixels, PictureSize size) {
        return byHistogram(pixels, size, histogram -> {
            int last = 255;
            while (histogram[last] == 0) {
                last--;
            }
            int pixelsOfAll = size.height() * size.width();
            int step = (pixelsOfAll - histogram[last]) / 255;
            if (step == 0) {
                return v -> v;
            }
            var becomes = new int[256];
            int below = step / 2;
            for (int v = 0; v < 256; v++) {
                becomes[v] = Math.min(255, below / step);
                below += histogram[v];
            }
            return v -> becomes[v];
        });
    }

    /** The curve that follows from how often each value occurs in a channel. */
    private interface CurveOf {
        Curve histogram(int[] counts);
    }

    private static byte[] byHistogram(byte[] pixels, PictureSize size, CurveOf curves) {
        int step = size.channels();
        var changed = pixels.clone();
        for (int c = 0; c < Math.min(3, step); c++) {
            var histogram = new int[256];
            for (int i = c; i < pixels.length; i += step) {
                histogram[pixels[i] & 0xff]++;
            }
            var curve = curves.histogram(histogram);
            for (int i = c; i < pixels.length; i += step) {
                changed[i] = (byte) curve.of(pixels[i] & 0xff);
            }
        }
        return changed;
    }

    private static byte[] each(byte[] pixels, PictureSize size, Curve curve) {
        var becomes = new byte[256];
        for (int v = 0; v < 256; v++) {
            becomes[v] = (byte) curve.of(v);
        }
        var changed = new byte[pixels.length];
        boolean alpha = size.channels() == 4;
        for (int i = 0; i < pixels.length; i++) {
            changed[i] = alpha && i % 4 == 3 ? pixels[i] : becomes[pixels[i] & 0xff];
        }
        return changed;
    }

    private static int grey(byte[] pixels, int at, int channels) {
        return channels == 1
                ? pixels[at] & 0xff
                : ((pixels[at] & 0xff) * 19595
                                + (pixels[at + 1] & 0xff) * 38470
                                + (pixels[at + 2] & 0xff) * 7471
                                + 0x8000)
                        >> 16;
    }

    private static int blend(int from, int to, double factor) {
        return Math.clamp((int) (from + (float) factor * (to - from)), 0, 255);
    }
}
