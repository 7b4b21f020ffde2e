package hanshu.train.report;

import hanshu.data.image.PictureSize;
import hanshu.data.image.Png;
import java.util.Arrays;

/** Numbers as a picture: orange above 0, blue below, the stronger the larger. */
public final class SignedPicture {
    private static final int GROUND = 245;
    private static final int[] ABOVE = {232, 119, 34};
    private static final int[] BELOW = {20, 120, 190};

    private SignedPicture() {}

    /**
     * The picture of a matrix.
     *
     * @param values row by row, (height · width)
     */
    public static Shown.Picture of(double[] values, int height, int width) {
        double most = Math.max(1e-12, Arrays.stream(values).map(Math::abs).max().orElse(0));
        var pixels = new byte[3 * values.length]; // (row, column, channel)
        for (int i = 0; i < values.length; i++) {
            double share = values[i] / most;
            int[] end = share > 0 ? ABOVE : BELOW;
            for (int channel = 0; channel < 3; channel++) {
                pixels[3 * i + channel] = (byte) Math.round(GROUND + Math.abs(share) * (end[channel] - GROUND));
            }
        }
        return new Shown.Picture(Png.of(new PictureSize(height, width, 3), pixels));
    }
}
