package hanshu.data.image.augment;

import static hanshu.data.image.Expected.difference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import hanshu.data.image.Expected;
import hanshu.data.image.PictureSize;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

class AugmentationTest {
    private static final Key KEY = Key.of(3);
    private static final Expected.Picture RGB = Expected.of("rgb");
    private static final PictureSize SIZE = RGB.size();

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 1.0, 1.9})
    void tonesAsPillowComputesThem(double factor) {
        byte[] rgb = RGB.pixels();
        assertThat(difference(
                        Tones.brightness(rgb, SIZE, factor),
                        Expected.of("brightness " + factor).pixels()))
                .isZero();
        assertThat(difference(
                        Tones.contrast(rgb, SIZE, factor),
                        Expected.of("contrast " + factor).pixels()))
                .isZero();
        assertThat(difference(
                        Tones.saturation(rgb, SIZE, factor),
                        Expected.of("saturation " + factor).pixels()))
                .isZero();
        assertThat(difference(
                        Tones.sharpness(rgb, SIZE, factor),
                        Expected.of("sharpness " + factor).pixels()))
                .isZero();
    }

    @Test
    void curvesAsPillowComputesThem() {
        byte[] rgb = RGB.pixels();
        assertThat(Tones.solarised(rgb, SIZE, 100))
                .containsExactly(Expected.of("solarise 100").pixels());
        assertThat(Tones.posterised(rgb, SIZE, 3))
                .containsExactly(Expected.of("posterise 3").pixels());
        assertThat(Tones.autoContrast(Expected.of("dark").pixels(), SIZE))
                .containsExactly(Expected.of("autocontrast").pixels());
        var large = Expected.of("large");
        assertThat(Tones.equalised(large.pixels(), large.size()))
                .containsExactly(Expected.of("equalise").pixels());
    }

    /** Pillow computes places with a float here and there, so a byte may differ by one. */
    @Test
    void mapsAsPillowComputesThem() {
        assertMapped("turn", 0.8, 0.6, -0.6, 0.8, 0, 0);
        assertMapped("shear", 1, 0.3, 0, 1, 0, 0);
        assertMapped("move", 1, 0, 0, 1, 1.25, -2.5);
        assertMapped("all", 0.7, -0.2, 0.4, 1.3, 1.5, -0.75);
    }

    private static void assertMapped(String name, double a, double b, double c, double d, double x, double y) {
        assertThat(difference(
                        Geometry.mapped(RGB.pixels(), SIZE, a, b, c, d, x, y),
                        Expected.of("mapped " + name).pixels()))
                .as(name)
                .isLessThanOrEqualTo(1);
    }

    @Test
    void quarterTurnsMoveEachPixel() {
        var square = new PictureSize(2, 2, 1);
        byte[] picture = {1, 2, 3, 4};
        assertThat(Geometry.rotated(picture, square, 90)).containsExactly(3, 1, 4, 2); // with the clock
        assertThat(Geometry.rotated(picture, square, 180)).containsExactly(4, 3, 2, 1);
    }

    @Test
    void flipAndMove() {
        var size = new PictureSize(2, 3, 1);
        byte[] picture = {1, 2, 3, 4, 5, 6};
        assertThat(new Flip(1).apply(picture, size, KEY)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(new Flip(0).apply(picture, size, KEY)).isSameAs(picture);
        assertThat(RandomCrop.moved(picture, size, 1, -1)).containsExactly(0, 4, 5, 0, 0, 0);
        assertThat(RandomCrop.moved(picture, size, -1, 1)).containsExactly(0, 0, 0, 2, 3, 0);
        assertThat(RandomCrop.moved(picture, size, 2, 0)).containsOnly(0);
        var colour = new PictureSize(1, 2, 3);
        assertThat(Flip.flipped(picture, colour)).containsExactly(4, 5, 6, 1, 2, 3);
    }

    /** Each of the 25 places of a crop with padding 2 comes about as often: χ² with 24 degrees of freedom. */
    @Test
    void allCropsAreEquallyLikely() {
        var size = new PictureSize(5, 5, 1);
        var picture = new byte[25];
        picture[12] = 1;
        var counts = new int[25];
        int tries = 5000;
        for (int i = 0; i < tries; i++) {
            byte[] moved = new RandomCrop(2).apply(picture, size, KEY.at(i));
            for (int j = 0; j < 25; j++) {
                counts[j] += moved[j];
            }
        }
        double chi = Arrays.stream(counts)
                .mapToDouble(n -> (n - tries / 25.0) * (n - tries / 25.0) / (tries / 25.0))
                .sum();
        assertThat(chi).isLessThan(51.2); // exceeded once in a thousand
    }

    @Test
    void erasedAreasAreAsLargeAsAsked() {
        var size = new PictureSize(32, 32, 1);
        var erasing = new RandomErasing(0.5, 0.1, 0.3);
        int erased = 0;
        for (int i = 0; i < 500; i++) {
            byte[] picture = new byte[1024];
            byte[] changed = erasing.apply(picture, size, KEY.at(i));
            if (!Arrays.equals(changed, picture)) {
                erased++;
                int noise = 1024;
                for (byte b : changed) {
                    noise -= b == 0 ? 1 : 0;
                }
                assertThat(noise / 1024.0).isBetween(0.08, 0.34); // noise may be 0, sides are whole
            }
            assertThat(picture).containsOnly(0);
        }
        assertThat(erased).isBetween(200, 300);
    }

    @Test
    void aPartOfTheWholeIsTheWhole() {
        var cropped = new RandomResizedCrop(1, 1);
        var square = new PictureSize(7, 7, 3);
        byte[] picture = Arrays.copyOf(RGB.pixels(), 147);
        assertThat(cropped.apply(picture, square, KEY)).containsExactly(picture); // no other shape fits
        byte[] part = new RandomResizedCrop(0.2, 0.5).apply(picture, square, KEY);
        assertThat(part).hasSize(147).isNotEqualTo(picture);
    }

    @Test
    void everyAugmentationIsReproducibleAndLeavesItsPictureAlone() {
        var all = List.of(
                new RandomCrop(3),
                new RandomResizedCrop(0.3, 1),
                new Flip(0.5),
                new Affine(20, 0.1, 0.9, 1.1, 0.1),
                new ColourJitter(0.4, 0.4, 0.4),
                new RandomErasing(1, 0.1, 0.3),
                new RandAugment(2, 15),
                new TrivialAugment());
        var before = RGB.pixels();
        for (var augmentation : all) {
            for (int i = 0; i < 100; i++) {
                byte[] once = augmentation.apply(RGB.pixels(), SIZE, KEY.at(i));
                assertThat(augmentation.apply(RGB.pixels(), SIZE, KEY.at(i))).containsExactly(once);
                assertThat(once).hasSize(before.length);
            }
        }
        assertThat(RGB.pixels()).containsExactly(before);
        var grey = Expected.of("grey");
        var alpha = Expected.of("rgba");
        for (int i = 0; i < 200; i++) { // every change takes pictures of 1 and of 4 channels
            assertThat(new TrivialAugment().apply(grey.pixels(), grey.size(), KEY.at(i)))
                    .hasSize(63);
            assertThat(new TrivialAugment().apply(alpha.pixels(), alpha.size(), KEY.at(i)))
                    .hasSize(252);
        }
    }

    @Test
    void strengthZeroChangesNothing() {
        for (var change : Change.values()) {
            if (change != Change.AUTO_CONTRAST && change != Change.EQUALISE) {
                byte[] changed = change.apply(RGB.pixels(), SIZE, 0, true, new Change.Reach(30, 0.3, 0.45, 0.9, 4));
                assertThat(changed).as(change.name()).containsExactly(RGB.pixels());
            }
        }
    }

    @Test
    void aConfigurationListsThem() {
        var read = new ObjectMapper()
                .readValue(
                        "[{\"crop\": {\"padding\": 4}}, {\"flip\": {\"probability\": 0.5}}, {\"trivial_augment\": {}}]",
                        new TypeReference<List<Augmentation>>() {});
        assertThat(read).containsExactly(new RandomCrop(4), new Flip(0.5), new TrivialAugment());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        refused(() -> new RandomCrop(0), "crop: padding lies from 1.0 to 1000.0, but is 0.0");
        refused(() -> new Flip(1.1), "flip: probability lies from 0.0 to 1.0, but is 1.1");
        refused(
                () -> new RandomResizedCrop(0.5, 0.2),
                "resized_crop: area is a range within 0.001 to 1.0, but is 0.5 to 0.2");
        refused(() -> new Affine(200, 0, 1, 1, 0), "affine: degrees lies from 0.0 to 180.0, but is 200.0");
        refused(() -> new Affine(0, 0, 0, 1, 0), "affine: scale is a range within 0.1 to 10.0, but is 0.0 to 1.0");
        refused(() -> new ColourJitter(0, -1, 0), "colour: contrast lies from 0.0 to 1.0, but is -1.0");
        refused(() -> new RandomErasing(Double.NaN, 0.1, 0.2), "erase: probability lies from 0.0 to 1.0, but is NaN");
        refused(() -> new RandAugment(2, 31), "rand_augment: magnitude lies from 0.0 to 30.0, but is 31.0");
        refused(() -> new Mixing.Mixup(0), "mixup: alpha lies above 0 and up to 100, but is 0.0");
        refused(() -> new Mixing.CutMix(101), "cutmix: alpha lies above 0 and up to 100, but is 101.0");
        refused(() -> new TestTime(true, -1), "test-time averaging shifts by 0 or more pixels, not by -1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
    }

    /** Picture i is i everywhere and its class is i, so a mixed value is the share of its partner's. */
    @Test
    void mixupMixesPicturesAndClassesAlike() {
        var x = Tensor.of(new float[] {0, 0, 1, 1, 2, 2, 3, 3}, 4, 1, 2, 1);
        var y = Tensor.eye(4);
        for (int i = 0; i < 20; i++) {
            var mixed = new Mixing.Mixup(1).apply(x, y, KEY.at(i));
            var expected = mixed.y().matmul(Tensor.of(new float[] {0, 1, 2, 3}, 4, 1));
            var got = mixed.x().slice(2, 0, 1).reshape(4, 1);
            assertThat(got.minus(expected).abs().max().item()).isLessThan(1e-5);
            assertThat(mixed.y().sum(1).minus(1).abs().max().item()).isLessThan(1e-5);
        }
    }

    @Test
    void cutMixSharesClassesByArea() {
        var x = Tensor.range(6).reshape(6, 1, 1, 1).expand(6, 8, 10, 1).cast(hanshu.tensor.DType.F32);
        for (int i = 0; i < 50; i++) {
            var mixed = new Mixing.CutMix(1).apply(x, Tensor.eye(6), KEY.at(i));
            var expected = mixed.y().matmul(Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 6, 1));
            var got = mixed.x().mean(1, 2, 3).reshape(6, 1);
            assertThat(got.minus(expected).abs().max().item()).isLessThan(1e-4);
        }
    }

    /** Beta(α, α) has mean ½ and variance 1 / (4 (2α + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 4})
    void betaHasItsMoments(double alpha) {
        var draws = new Draws(KEY);
        double sum = 0;
        double squares = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double x = draws.beta(alpha) - 0.5;
            sum += x;
            squares += x * x;
        }
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }

    @Test
    void testTimeLooksAtTheMirroredAndTheMoved() {
        var x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
        var views = new TestTime(true, 1).views(x);
        assertThat(views).hasSize(10);
        assertThat(views.get(1).toFloats()).containsExactly(4, 0, 0, 0); // moved up and left
        assertThat(views.get(4).toFloats()).containsExactly(0, 0, 0, 1);
        assertThat(views.get(5).toFloats()).containsExactly(2, 1, 4, 3);
        var mean = new TestTime(true, 0).mean(x, view -> view.slice(2, 0, 1));
        assertThat(mean.toFloats()).containsExactly(1.5f, 3.5f);
        assertThatThrownBy(() -> new TestTime(false, 2).views(x))
                .hasMessage("test-time averaging: pictures of 2×2 can't be moved by 2 pixels");
    }
}
