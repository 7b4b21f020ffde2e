package hanshu.data.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.series.Series;
import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoundAugmentationTest {
    private static final Key KEY = Key.of(6);

    private static Sound tone(int samples) {
        var tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * i / 16);
        }
        return new Sound(tone, 8000);
    }

    @Test
    void noiseHasItsRatio() {
        var clean = tone(16_000).samples();
        var noisy = SoundAugmentation.noise(20, 20).apply(tone(16_000), KEY).samples();
        double noise = IntStream.range(0, clean.length)
                .mapToDouble(i -> Math.pow(noisy[i] - clean[i], 2))
                .average()
                .orElseThrow();
        assertThat(10 * Math.log10(0.5 / noise)).isCloseTo(20, within(0.2));
        assertThatThrownBy(() -> SoundAugmentation.noise(20, 10))
                .hasMessage("noise: needs finite low ≤ high, got 20.0 and 10.0");
    }

    @Test
    void aShiftGoesBothWays() {
        var sound = new Sound(new float[] {1, 2, 3, 4}, 2);
        var shifted = IntStream.range(0, 100)
                .mapToObj(i -> Arrays.toString(
                        SoundAugmentation.shift(0.5).apply(sound, KEY.at(i)).samples()))
                .distinct()
                .sorted()
                .toList();
        assertThat(shifted).containsExactly("[0.0, 1.0, 2.0, 3.0]", "[1.0, 2.0, 3.0, 4.0]", "[2.0, 3.0, 4.0, 0.0]");
    }

    @Test
    void fasterIsShorterAndHigher() {
        var fast = SoundAugmentation.speed(1.25, 1.25)
                .then(SoundAugmentation.shift(0))
                .apply(tone(1000), KEY);
        assertThat(fast.samples()).hasSize(800);
        assertThat(fast.rate()).isEqualTo(8000);
        for (int i = 300; i < 500; i++) {
            assertThat(fast.samples()[i]).isCloseTo((float) Math.sin(2 * Math.PI * i * 1.25 / 16), within(1e-3f));
        }
        assertThatThrownBy(() -> SoundAugmentation.speed(0, 1))
                .hasMessage("speed: needs 0.1 ≤ low ≤ high, got 0.0 and 1.0");
    }

    @Test
    void stripesAreHidden() {
        var ones = new float[50 * 10];
        Arrays.fill(ones, 1);
        var spectrogram = new Series(ones, 10);
        var augment = new SpecAugment(1, 3, 1, 100, 0.2);
        int most = 0;
        for (int i = 0; i < 200; i++) {
            var masked = augment.apply(spectrogram, KEY.at(i));
            int bands = (int) IntStream.range(0, 10)
                    .filter(band -> IntStream.range(0, 50).allMatch(t -> masked.at(t, band) == 0))
                    .count();
            int times = (int) IntStream.range(0, 50)
                    .filter(t -> IntStream.range(0, 10).allMatch(band -> masked.at(t, band) == 0))
                    .count();
            int hidden = (int)
                    IntStream.range(0, 500).filter(j -> masked.values()[j] == 0).count();
            assertThat(bands).isLessThanOrEqualTo(3);
            assertThat(times).isLessThanOrEqualTo(10);
            assertThat(hidden).isEqualTo(bands * 50 + times * 10 - bands * times);
            most = Math.max(most, 100 * bands + times);
        }
        assertThat(most).isEqualTo(310);
        assertThatThrownBy(() -> new SpecAugment(1, 1, 1, 1, 2))
                .hasMessage("SpecAugment: counts are 0 or more and the share is from 0 to 1, got 1, 1, 1, 1 and 2.0");
        assertThat(SpecAugment.of(40).bands()).isEqualTo(8);
    }
}
