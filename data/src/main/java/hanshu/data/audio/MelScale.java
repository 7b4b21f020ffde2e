package hanshu.data.audio;

/** How high a tone sounds, in mels. */
public enum MelScale {
    /** m = 2595·log₁₀(1 + f/700) (O'Shaughnessy 1987; the HTK Book). */
    HTK {
        @Override
        double mels(double hertz) {
            return 2595 * Math.log10(1 + hertz / 700);
        }

        @Override
        double hertz(double mels) {
            return 700 * (Math.pow(10, mels / 2595) - 1);
        }
    },
    /** 3 mels for 200 Hz up to 1,000 Hz, then 27 mels for a factor of 6.4 (Slaney 1998, Auditory Toolbox). */
    SLANEY {
        @Override
        double mels(double hertz) {
            return hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * Math.log(hertz / 1000) / Math.log(6.4);
        }

        @Override
        double hertz(double mels) {
            return mels < 15 ? mels * 200 / 3 : 1000 * Math.pow(6.4, (mels - 15) / 27);
        }
    };

    abstract double mels(double hertz);

    abstract double hertz(double mels);

    /**
     * Triangles over the lines of a spectrum, whose corners are as far apart in mels: (lines, bands), line after line.
     * Slaney's have an area of 1 each, HTK's a height of 1.
     *
     * @param points of the transform, so that there are points/2 + 1 lines
     */
    float[] triangles(int rate, int points, int bands, double low, double high) {
        int lines = points / 2 + 1;
        var corners = new double[bands + 2];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = hertz(mels(low) + (mels(high) - mels(low)) * i / (bands + 1));
        }
        var weights = new float[lines * bands];
        for (int line = 0; line < lines; line++) {
            double f = (double) line * rate / points;
            for (int band = 0; band < bands; band++) {
                double rising = (f - corners[band]) / (corners[band + 1] - corners[band]);
                double falling = (corners[band + 2] - f) / (corners[band + 2] - corners[band + 1]);
                double height = this == SLANEY ? 2 / (corners[band + 2] - corners[band]) : 1;
                weights[line * bands + band] = (float) (height * Math.max(0, Math.min(rising, falling)));
            }
        }
        return weights;
    }
}
