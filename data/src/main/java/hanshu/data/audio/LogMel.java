package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.data.series.Series;
import hanshu.tensor.Complex.Norm;
import hanshu.tensor.Tensor;
import java.util.Locale;

/**
 * Log-mel spectrogram: how loud a sound is over time in bands that are as wide as the ear hears them (Davis & Mermelstein
 * 1980), a series of one channel for each band.
 *
 * <pre>
 *   frame i:  the samples around i·hop, under a Hann window       (silence beyond the ends)
 *   power  =  |rfft(frame)|²                                      (frames, points/2 + 1)
 *   mel    =  power · triangles                                   (frames, bands)
 *   y      =  ln(max(mel, floor))
 * </pre>
 *
 * <p>The same as librosa's {@code melspectrogram(…, center=True, pad_mode="constant")}, {@code htk=True, norm=None} for
 * {@link MelScale#HTK}. A sound of n samples has 1 + ⌊n/hop⌋ frames.
 *
 * @param rate of the sounds; {@link #apply} brings others to it
 * @param window samples of a frame, at most {@code points}
 * @param hop samples from frame to frame
 * @param points of the Fourier transform: frames are filled with zeros on both sides
 * @param bands how many
 * @param low frequency where the lowest band begins, in Hz
 * @param high frequency where the highest band ends, at most half the rate
 * @param scale where the bands lie
 * @param floor the least power that is told from silence, above 0
 */
public record LogMel(
        int rate, int window, int hop, int points, int bands, double low, double high, MelScale scale, double floor) {
    public LogMel {
        boolean fits = rate > 0 && hop > 0 && window > 1 && window <= points && bands > 0;
        if (!fits || !(low >= 0 && low < high && high <= rate / 2.0) || !(floor > 0)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "log-mel: rate %d, window %d, hop %d, points %d, bands %d, %s to %s Hz, floor %s do not fit together: the window has at most as many samples as points, and the bands end at half the rate",
                    rate,
                    window,
                    hop,
                    points,
                    bands,
                    low,
                    high,
                    floor));
        }
    }

    /** For speech: windows of 25 ms every 10 ms, from 20 Hz to half the rate, HTK's scale. */
    public static LogMel of(int rate, int bands) {
        int window = rate / 40;
        int points = Integer.highestOneBit(Math.max(window - 1, 1)) * 2;
        return new LogMel(rate, window, rate / 100, points, bands, 20, rate / 2.0, MelScale.HTK, 1e-6);
    }

    /** (frames, bands). */
    public Series apply(Sound sound) {
        var samples = sound.at(rate).samples();
        int frames = 1 + samples.length / hop;
        var hann = hann();
        var framed = new float[frames * points];
        for (int i = 0; i < frames; i++) {
            int start = i * hop - window / 2;
            int at = i * points + points / 2 - window / 2;
            for (int j = Math.max(0, -start); j < window && start + j < samples.length; j++) {
                framed[at + j] = hann[j] * samples[start + j];
            }
        }
        var spectrum = Tensor.sharing(framed, 0, frames, points).rfft(points, -1, Norm.BACKWARD);
        var power = spectrum.re().square().plus(spectrum.im().square()); // (frames, points/2 + 1)
        var triangles = Tensor.of(scale.triangles(rate, points, bands, low, high), points / 2 + 1, bands);
        var mel = power.matmul(triangles); // (frames, bands)
        return new Series(mel.maximum(floor).log().toFloats(), bands);
    }

    /** sin²(π·j/window), the periodic Hann window. */
    private float[] hann() {
        var hann = new float[window];
        for (int j = 0; j < window; j++) {
            double sine = StrictMath.sin(Math.PI * j / window);
            hann[j] = (float) (sine * sine);
        }
        return hann;
    }
}
