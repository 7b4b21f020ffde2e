package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    @Test
    void batchNormByHand() {
        var layer = BatchNorm.of(1);
        var params = Params.of(layer);
        assertThat(params.names()).containsExactly("gamma", "beta", "mean", "variance");
        assertThat(params.count()).isEqualTo(2);
        var live = params.in(layer);
        var pass = Training.pass();
        var y = live.apply(Tensor.of(new float[] {1, 3, 5}, 3, 1), pass); // mean 3, σ² = 8/3
        float one = (float) (2 / Math.sqrt(8 / 3.0 + 1e-5));
        assertThat(y.toFloats()).containsExactly(new float[] {-one, 0, one}, within(1e-6f));
        params.applyUpdates(pass);
        assertThat(params.get("mean").item()).isCloseTo(0.3, within(1e-6));
        assertThat(params.get("variance").item()).isCloseTo(0.9 + 0.1 * 4, within(1e-6)); // 8/2 = 4
        var evaluated = live.apply(Tensor.of(new float[] {1}, 1, 1), Pass.evaluation());
        assertThat(evaluated.item()).isCloseTo(0.7 / Math.sqrt(1.3 + 1e-5), within(1e-6));
    }

    @Test
    void batchNormSaysWhatDoesNotFit() {
        var layer = BatchNorm.of(3);
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(4, 2), Training.pass()))
                .hasMessage("BatchNorm: needs (batch, …, 3), got [4, 2], in BatchNorm 3");
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(1, 3), Training.pass()))
                .hasMessage("BatchNorm: training needs more than one row, got [1, 3], in BatchNorm 3");
        assertThatThrownBy(() -> new BatchNorm(Tensor.ones(1), Tensor.ones(1), Tensor.ones(1), Tensor.ones(1), 2, 1))
                .hasMessage("BatchNorm: momentum is from 0 to 1, got 2.0");
        assertThatThrownBy(() -> new BatchNorm(Tensor.ones(1), Tensor.ones(1), Tensor.ones(1), Tensor.ones(1), 0, 0))
                .hasMessage("BatchNorm: epsilon is more than 0, got 0.0");
    }

    @Test
    void layerNormByHand() {
        var layer = new LayerNorm(Tensor.of(new float[] {1, 2}, 2), Tensor.of(new float[] {0, 1}, 2), 1e-5);
        var y = layer.apply(Tensor.of(new float[] {1, 3, 10, 10}, 2, 2), Pass.evaluation());
        float one = (float) (1 / Math.sqrt(1 + 1e-5));
        assertThat(y.toFloats()).containsExactly(new float[] {-one, 2 * one + 1, 0, 1}, within(1e-6f));
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(4, 3), Pass.evaluation()))
                .hasMessage("LayerNorm: needs (…, 2), got [4, 3], in LayerNorm 2");
        assertThatThrownBy(() -> new LayerNorm(Tensor.ones(1), Tensor.ones(1), -1))
                .hasMessage("LayerNorm: epsilon is more than 0, got -1.0");
    }

    @Test
    void theOthersSayWhatDoesNotFit() {
        assertThatThrownBy(() -> GroupNorm.of(2, 3)).hasMessage("GroupNorm: 3 channels do not divide into 2 groups");
        assertThatThrownBy(() -> GroupNorm.of(2, 4).apply(Tensor.zeros(2, 3), Pass.evaluation()))
                .hasMessage("GroupNorm: needs (batch, …, 4), got [2, 3], in GroupNorm 2 of 4");
        assertThatThrownBy(() -> RmsNorm.of(2).apply(Tensor.zeros(2, 3), Pass.evaluation()))
                .hasMessage("RmsNorm: needs (…, 2), got [2, 3], in RmsNorm 2");
        assertThatThrownBy(() -> new RmsNorm(Tensor.ones(2), 0)).hasMessage("RmsNorm: epsilon is more than 0, got 0.0");
    }

    /** diag(3, 1) stretches by 3. */
    @Test
    void spectralNormDividesByTheLargestSingularValue() {
        var linear = new Linear(Tensor.of(new float[] {3, 0, 0, 1}, 2, 2), Tensor.zeros(2));
        var layer = SpectralNorm.of(linear, Key.of(1));
        var y = layer.apply(Tensor.of(new float[] {1, 1}, 1, 2), Training.pass());
        assertThat(y.toFloats()).containsExactly(new float[] {1, 1 / 3f}, within(1e-5f));
    }

    @Test
    void weightNormBeginsAsTheLinearLayer() {
        var linear = Linear.of(5, 3, Key.of(1));
        var weight = WeightNorm.of(linear).weight();
        assertThat(weight.toFloats()).containsExactly(linear.weight().toFloats(), within(1e-6f));
    }

    @Test
    void anEmptyBagIsZero() {
        for (var mode : EmbeddingBag.Mode.values()) {
            var layer = new EmbeddingBag(Tensor.ones(3, 2), mode, OptionalInt.of(1));
            var y = layer.apply(Tensor.of(new long[] {1, 1, 1, 2}, 2, 2), Pass.evaluation());
            assertThat(y.toFloats()).containsExactly(0, 0, 1, 1);
        }
    }

    /** A mean far from zero must not eat the digits of the variance. */
    @Test
    void aLargeMeanIsHarmless() {
        var x = Tensor.of(new float[] {100_000, 100_001, 100_002, 100_003}, 4, 1);
        var y = BatchNorm.of(1).apply(x, Training.pass()).toFloats();
        float one = (float) (1.5 / Math.sqrt(1.25 + 1e-5));
        assertThat(y).containsExactly(new float[] {-one, -one / 3, one / 3, one}, within(1e-4f));
    }

    private static final class Training {
        static Pass pass() {
            return Pass.training(Key.of(1));
        }
    }
}
