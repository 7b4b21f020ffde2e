package hanshu.data.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against libsndfile, torchaudio's formula of resampling, librosa and scipy: bench/vectors/sound.py. */
class SoundVectorsTest {
    private static List<JsonNode> cases(String what) {
        var json = JsonMapper.builder().build();
        try (var in = Objects.requireNonNull(SoundVectorsTest.class.getResourceAsStream("/vectors/sound.jsonl"))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(json::readTree)
                    .filter(node -> node.path("what").stringValue().equals(what))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> wav() {
        return cases("wav").stream();
    }

    static Stream<JsonNode> resample() {
        return cases("resample").stream();
    }

    static Stream<JsonNode> mel() {
        return cases("mel").stream();
    }

    private static float[] numbers(JsonNode list) {
        var numbers = StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        var floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static void assertNear(float[] found, float[] expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected[i])).as("at %d", i).isLessThan((float) tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource
    void wav(JsonNode given) {
        var sound = Wav.read(
                given.path("name").stringValue(),
                Base64.getDecoder().decode(given.path("bytes").stringValue()));
        assertThat(sound.rate()).isEqualTo(given.path("rate").intValue());
        assertNear(sound.samples(), numbers(given.path("samples")), 2e-7);
    }

    @ParameterizedTest
    @MethodSource
    void resample(JsonNode given) {
        var resampler =
                Resampler.of(given.path("from").intValue(), given.path("to").intValue());
        assertNear(resampler.apply(numbers(given.path("samples"))), numbers(given.path("expected")), 2e-6);
    }

    @ParameterizedTest
    @MethodSource
    void mel(JsonNode given) {
        var scale = MelScale.valueOf(given.path("scale").stringValue());
        var mel = new LogMel(8000, 200, 80, 256, 20, 20, 4000, scale, 1e-6);
        var sound = new Sound(numbers(given.path("samples")), 8000);
        assertThat(mel.apply(sound).length()).isEqualTo(13);
        assertNear(mel.apply(sound).values(), numbers(given.path("expected")), 5e-4);
        assertNear(new Mfcc(mel, 13).apply(sound).values(), numbers(given.path("mfcc")), 1e-3);
    }
}
