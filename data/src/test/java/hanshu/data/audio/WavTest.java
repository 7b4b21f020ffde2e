package hanshu.data.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
    private static final byte[] GOOD = Wav.bytes(new Sound(new float[] {0, 0.5f, -1, 1}, 8000));

    /** The good file with a number of two or four bytes changed. */
    private static byte[] with(int at, int value, int bytes) {
        var changed = ByteBuffer.wrap(GOOD.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes == 2) {
            changed.putShort(at, (short) value);
        } else {
            changed.putInt(at, value);
        }
        return changed.array();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> Wav.read("a.wav", file))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void writtenAndRead() {
        var sound = Wav.read("a.wav", GOOD);
        assertThat(sound.rate()).isEqualTo(8000);
        assertThat(sound.samples()).containsExactly(0, 0.5f, -1, 32_767 / 32_768f);
        assertThat(sound.seconds()).isEqualTo(0.0005);
    }

    @Test
    void aLengthThatWasNotKnownYetEndsWithTheFile() {
        assertThat(Wav.read("a.wav", with(40, -1, 4)).samples()).hasSize(4);
    }

    @Test
    void noWav() {
        assertRefused(new byte[0], "a.wav is no WAV: it is empty; convert it to WAV or remove it");
        assertRefused(
                "ID3 and so on, an MP3".getBytes(UTF_8),
                "a.wav is no WAV: it begins with \"ID3 \" (MP3); convert it to WAV or remove it");
        assertRefused(
                new byte[] {-1, -5, (byte) 0x90, 100, 0, 0, 0, 0, 0, 0, 0, 0},
                "a.wav is no WAV: it begins with \"???d\" (MP3); convert it to WAV or remove it");
        assertRefused(
                Arrays.copyOf(GOOD, 4),
                "a.wav is no WAV: it begins with \"RIFF\" and ends after 4 bytes; convert it to WAV or remove it");
        assertRefused(
                "RIFF    AVI LIST".getBytes(UTF_8),
                "a.wav is no WAV: it begins with \"RIFF\", then \"AVI \"; convert it to WAV or remove it");
        assertRefused(
                "label,path\na,b.wav".getBytes(UTF_8),
                "a.wav is no WAV: it begins with \"labe\"; convert it to WAV or remove it");
    }

    @Test
    void noSamples() {
        assertRefused(Wav.bytes(new Sound(new float[0], 8000)), "a.wav has no samples");
        assertRefused(Arrays.copyOf(GOOD, 36), "a.wav has no samples: it ends before its chunk \"data\"");
    }

    @Test
    void endsTooEarly() {
        assertRefused(
                Arrays.copyOf(GOOD, 47), "a.wav ends too early: 8 bytes of samples are expected, but 3 are there");
        assertRefused(Arrays.copyOf(GOOD, 30), "a.wav ends too early: its chunk \"fmt\" is not whole");
    }

    @Test
    void whatCannotBe() {
        assertRefused(with(24, 0, 4), "a.wav has a rate of 0 samples a second in 1 channels: both are at least 1");
        assertRefused(with(22, 0, 2), "a.wav has a rate of 8000 samples a second in 0 channels: both are at least 1");
        assertRefused(
                with(20, 85, 2),
                "a.wav is coded as format 85 with 16 bits: PCM of 8 to 32 bits, floats of 32 or 64, A-law or µ-law are expected; convert it");
        assertRefused(
                with(32, 4, 2),
                "a.wav has 4 bytes for each moment, but 1 channels of 16 bits take 2: its samples are padded; convert it");
        var text = GOOD.clone();
        System.arraycopy("data".getBytes(UTF_8), 0, text, 12, 4);
        assertRefused(text, "a.wav is a damaged WAV: its samples come before what says how they are written");
        var floats = with(20, 3, 2);
        ByteBuffer.wrap(floats)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(34, (short) 32)
                .putFloat(48, Float.NaN);
        assertRefused(floats, "a.wav: sample 2 is NaN, but a finite number is expected");
    }

    @Test
    void noFile() {
        assertThatThrownBy(() -> Wav.read(Path.of("nowhere.wav")))
                .isInstanceOf(DataException.class)
                .hasMessage("there is no file nowhere.wav: check the name and the folder");
    }

    @Test
    void aFileThatIsTooLarge(@TempDir Path folder) throws IOException {
        var file = folder.resolve("a.wav");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((1L << 30) + 1);
        }
        assertThatThrownBy(() -> Wav.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " is larger than 1 GB: cut it into shorter sounds");
    }

    private static Sound tone(double hertz, int rate) {
        var samples = new float[rate];
        for (int i = 0; i < rate; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return new Sound(samples, rate);
    }

    @Test
    void tonesKeepTheirHeightAndOthersVanish() {
        for (var rates : new int[][] {{8000, 16_000}, {44_100, 16_000}, {16_000, 8000}, {11_025, 16_000}}) {
            double lower = Math.min(rates[0], rates[1]) / 2.0;
            var kept = tone(0.85 * lower, rates[0]).at(rates[1]).samples();
            var expected = tone(0.85 * lower, rates[1]).samples();
            for (int i = rates[1] / 4; i < rates[1] / 2; i++) { // away from the ends
                assertThat(kept[i]).isCloseTo(expected[i], within(2e-4f));
            }
        }
        var gone = tone(5000, 16_000).at(8000).samples();
        for (int i = 2000; i < 4000; i++) {
            assertThat(gone[i]).isCloseTo(0, within(1e-5f)); // −100 dB
        }
        assertThat(tone(100, 8000).at(11_025).samples()).hasSize(11_025);
    }

    @Test
    void ratesThatDoNotFit() {
        assertThatThrownBy(() -> tone(1, 10).at(0)).hasMessage("rates are at least 1 a second, got 10 and 0");
        assertThatThrownBy(() -> tone(1, 10).at(200_003))
                .hasMessage("200003 samples a second can't be made of 10: choose a rate below 200000");
    }
}
