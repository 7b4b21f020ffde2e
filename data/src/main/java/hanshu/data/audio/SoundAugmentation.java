package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.tensor.Key;

/** Changes a training sound at random into another that has the same answer. */
@FunctionalInterface
public interface SoundAugmentation {
    /** The changed sound, at the same rate; the one given stays as it is. */
    Sound apply(Sound sound, Key key);

    /** This and then another. */
    default SoundAugmentation then(SoundAugmentation next) {
        return (sound, key) -> next.apply(apply(sound, key.at("first")), key.at("next"));
    }

    /**
     * Adds white noise, so much below the sound in power: uniform between two signal-to-noise ratios. Silence stays.
     *
     * @param low in dB, the loudest noise
     * @param high in dB
     */
    static SoundAugmentation noise(double low, double high) {
        requireOrder("noise", low, high, Double.NEGATIVE_INFINITY);
        return (sound, key) -> {
            var samples = sound.samples();
            double power = 0;
            for (float sample : samples) {
                power += (double) sample * sample / samples.length;
            }
            double ratio = low + (high - low) * key.at("ratio").randomDouble(0);
            float deviation = (float) Math.sqrt(power / Math.pow(10, ratio / 10));
            var noisy = key.at("noise").normal(samples.length).toFloats();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = samples[i] + deviation * noisy[i];
            }
            return new Sound(noisy, sound.rate());
        };
    }

    /** Moves the sound to earlier or later by at most so many seconds; silence comes in and what goes over is lost. */
    static SoundAugmentation shift(double seconds) {
        requireOrder("shift", 0, seconds, 0);
        return (sound, key) -> {
            int most = (int) Math.min(seconds * sound.rate(), sound.samples().length);
            int by = (int) Math.floor(key.randomDouble(0) * (2 * most + 1)) - most;
            var shifted = new float[sound.samples().length];
            System.arraycopy(
                    sound.samples(), Math.max(0, -by), shifted, Math.max(0, by), shifted.length - Math.abs(by));
            return new Sound(shifted, sound.rate());
        };
    }

    /**
     * Plays the sound faster or slower, and so higher or lower (Ko et al. 2015, "Audio augmentation for speech
     * recognition"): uniform between two speeds, in steps of a hundredth. The sound becomes shorter or longer.
     *
     * @param low such as 0.9
     * @param high such as 1.1
     */
    static SoundAugmentation speed(double low, double high) {
        requireOrder("speed", low, high, 0.1);
        return (sound, key) -> {
            int speed = (int) Math.round(100 * (low + (high - low) * key.randomDouble(0)));
            return new Sound(Resampler.of(speed, 100).apply(sound.samples()), sound.rate());
        };
    }

    private static void requireOrder(String what, double low, double high, double least) {
        if (!(low >= least && low <= high && high < Double.POSITIVE_INFINITY)) {
            throw new DataException("%s: needs %s low ≤ high, got %s and %s"
                    .formatted(what, least > Double.NEGATIVE_INFINITY ? least + " ≤" : "finite", low, high));
        }
    }
}
