package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.data.series.Augmentation;
import hanshu.data.series.Series;
import hanshu.tensor.Key;
import java.util.Arrays;

/**
 * Hides stripes of a spectrogram: some bands at all times, and some times in all bands (Park et al. 2019, "SpecAugment",
 * section 2, without its time warping). What is hidden becomes 0, the mean of a scaled spectrogram.
 *
 * @param bandMasks how many stripes of bands
 * @param bands each hides from 0 to so many
 * @param timeMasks how many stripes of time
 * @param times each hides from 0 to so many frames
 * @param share each stripe of time hides at most so much of a short sound, from 0 to 1
 */
public record SpecAugment(int bandMasks, int bands, int timeMasks, int times, double share) implements Augmentation {
    public SpecAugment {
        if (bandMasks < 0 || bands < 0 || timeMasks < 0 || times < 0 || !(share >= 0 && share <= 1)) {
            throw new DataException(
                    "SpecAugment: counts are 0 or more and the share is from 0 to 1, got %d, %d, %d, %d and %s"
                            .formatted(bandMasks, bands, timeMasks, times, share));
        }
    }

    /** Two stripes of bands, each a fifth of them at most, and two of time, each a fifth of the sound at most. */
    public static SpecAugment of(int bands) {
        return new SpecAugment(2, bands / 5, 2, 100, 0.2);
    }

    @Override
    public Series apply(Series spectrogram, Key key) {
        int channels = spectrogram.channels();
        var values = spectrogram.values().clone();
        for (int mask = 0; mask < bandMasks; mask++) {
            var stripe = Stripe.of(
                    channels, Math.min(bands, channels), key.at("bands").at(mask));
            for (int frame = 0; frame < spectrogram.length(); frame++) {
                Arrays.fill(values, frame * channels + stripe.from, frame * channels + stripe.to, 0);
            }
        }
        int longest = Math.min(times, (int) (share * spectrogram.length()));
        for (int mask = 0; mask < timeMasks; mask++) {
            var stripe =
                    Stripe.of(spectrogram.length(), longest, key.at("times").at(mask));
            Arrays.fill(values, stripe.from * channels, stripe.to * channels, 0);
        }
        return new Series(values, channels);
    }

    private record Stripe(int from, int to) {
        /** Of a width from 0 to the most, at a random place. */
        static Stripe of(int length, int most, Key key) {
            int width = (int) (key.randomDouble(0) * (most + 1));
            int from = (int) (key.randomDouble(1) * (length - width + 1));
            return new Stripe(from, from + width);
        }
    }
}
