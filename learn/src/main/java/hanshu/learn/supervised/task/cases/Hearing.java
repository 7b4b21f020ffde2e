package hanshu.learn.supervised.task.cases;

import hanshu.data.audio.LogMel;
import hanshu.data.audio.Sound;
import hanshu.data.series.Series;

/**
 * How a sound becomes a series: the logarithms of what is heard in bands of frequencies, every 10 ms.
 *
 * @param rate samples a second, to which sounds are brought
 * @param bands how many
 */
public record Hearing(int rate, int bands) {
    /** What is heard, (frames, bands). */
    public Series of(Sound sound) {
        return LogMel.of(rate, bands).apply(sound);
    }
}
