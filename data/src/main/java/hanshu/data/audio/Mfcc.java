package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.data.series.Series;
import hanshu.tensor.Tensor;

/**
 * Mel-frequency cepstral coefficients: the cosine transform of a log-mel spectrogram, whose first few tell the shape of the
 * vocal tract apart from the pitch (Davis & Mermelstein 1980).
 *
 * <pre>   cₖ = √(2/B) · sₖ · Σ_b y_b cos(π·k·(b + ½)/B)      s₀ = √½, else 1: the orthonormal DCT-II</pre>
 *
 * <p>The same as librosa's {@code mfcc(S=…)}, but of natural logarithms where that takes decibels: 10/ln 10 times as large.
 *
 * @param spectrogram what is transformed
 * @param coefficients how many are kept, c₀ included; at most the bands
 */
public record Mfcc(LogMel spectrogram, int coefficients) {
    public Mfcc {
        if (coefficients < 1 || coefficients > spectrogram.bands()) {
            throw new DataException("MFCC: from 1 to %d coefficients can be kept of %d bands, got %d"
                    .formatted(spectrogram.bands(), spectrogram.bands(), coefficients));
        }
    }

    /** (frames, coefficients). */
    public Series apply(Sound sound) {
        var y = spectrogram.apply(sound);
        var c = Tensor.sharing(y.values(), 0, y.length(), y.channels()).matmul(cosines());
        return new Series(c.toFloats(), coefficients);
    }

    /** (bands, coefficients). */
    private Tensor cosines() {
        int bands = spectrogram.bands();
        var cosines = new float[bands * coefficients];
        for (int b = 0; b < bands; b++) {
            for (int k = 0; k < coefficients; k++) {
                double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
                cosines[b * coefficients + k] = (float) (scale * StrictMath.cos(Math.PI * k * (b + 0.5) / bands));
            }
        }
        return Tensor.of(cosines, bands, coefficients);
    }
}
