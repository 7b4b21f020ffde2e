package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Buffers;
import hanshu.tensor.DType;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every layer must do. A test class that implements this runs it for its layer; for layers of your own, take this
 * module's test jar.
 */
public interface LayerConformance {
    /** The layer, its parameters drawn from the key. */
    Layer layer(Key key);

    /** Rows for the layer, at least three, all different; floating ones are F32. */
    Tensor input();

    /** The shape of the layer's value for {@link #input}. */
    Shape output();

    private Pass training() {
        return Pass.training(Key.of(11));
    }

    @Test
    default void shapeAndTypeAreAsPromised() {
        var layer = layer(Key.of(1));
        for (var pass : new Pass[] {Pass.evaluation(), training()}) {
            var y = layer.apply(input(), pass);
            assertThat(y.shape()).isEqualTo(output());
            assertThat(y.dtype()).isEqualTo(DType.F32);
        }
        var wide = doubles(layer);
        var x = input().dtype() == DType.F32 ? input().cast(DType.F64) : input();
        assertThat(wide.apply(x, training()).dtype()).isEqualTo(DType.F64);
    }

    @Test
    default void evaluationIsDeterministicAndTrainingLeavesItAlone() {
        var layer = layer(Key.of(1));
        var first = layer.apply(input(), Pass.evaluation()).toFloats();
        layer.apply(input(), training());
        assertThat(layer.apply(input(), Pass.evaluation()).toFloats()).isEqualTo(first);
        assertThat(layer(Key.of(1)).apply(input(), Pass.evaluation()).toFloats())
                .isEqualTo(first);
    }

    @Test
    default void theSameKeyTrainsTheSame() {
        var layer = layer(Key.of(1));
        assertThat(layer.apply(input(), training()).toFloats())
                .isEqualTo(layer.apply(input(), training()).toFloats());
    }

    /** Evaluated, a row's value does not depend on the other rows. */
    @Test
    default void rowsAreIndependent() {
        var layer = layer(Key.of(1));
        var together = layer.apply(input(), Pass.evaluation());
        for (int row = 0; row < input().size(0); row++) {
            var alone = layer.apply(input().slice(0, row, row + 1), Pass.evaluation());
            var difference = alone.minus(together.slice(0, row, row + 1)).abs();
            assertThat(difference.max().item()).isLessThan(1e-5);
        }
    }

    @Test
    default void lentBuffersChangeNoBit() {
        var layer = layer(Key.of(1));
        var buffers = new Buffers();
        var expected = layer.apply(input(), training()).toFloats();
        for (int step = 0; step < 3; step++) {
            var y = buffers.step(() -> layer.apply(input(), training()).toFloats());
            assertThat(y).isEqualTo(expected);
        }
    }

    @Test
    default void paramsAreAllThereIs() {
        var layer = layer(Key.of(1));
        var other = layer(Key.of(2));
        var params = Params.of(layer);
        assertThat(Params.of(params.in(other)).theta()).isEqualTo(params.theta());
        assertThat(params.in(other).apply(input(), Pass.evaluation()).toFloats())
                .isEqualTo(layer.apply(input(), Pass.evaluation()).toFloats());
        assertThat(params.frozen(other).apply(input(), Pass.evaluation()).isTracked())
                .isFalse();
    }

    @Test
    default void aFileBringsItBack(@TempDir Path folder) {
        var layer = layer(Key.of(1));
        var file = folder.resolve("layer.safetensors");
        SafeTensors.write(file, Params.of(layer).tensors(), Map.of());
        var other = layer(Key.of(2));
        var params = Params.of(other);
        params.set(SafeTensors.read(file).tensors());
        assertThat(params.in(other).apply(input(), Pass.evaluation()).toFloats())
                .isEqualTo(layer.apply(input(), Pass.evaluation()).toFloats());
    }

    /** Every parameter, and the input if it is floating: the slope of a weighted sum of the value. */
    @Test
    default void gradientsAgreeWithCentralDifferences() {
        var layer = doubles(layer(Key.of(1)));
        var weights = Key.of(5).normal(output().toArray()).cast(DType.F64);
        var learned = new ArrayList<Tensor>();
        ModelTree.walk(layer, (path, tensor, fixed) -> {
            if (!fixed) {
                learned.add(tensor);
            }
            return tensor;
        });
        boolean floating = input().dtype() == DType.F32;
        var x = floating ? input().cast(DType.F64).detach().tracked() : input();
        if (floating) {
            learned.add(x);
        }
        var loss = layer.apply(x, training()).times(weights).sum();
        var slopes = Gradients.grad(loss, learned);
        for (int i = 0; i < learned.size(); i++) {
            var parameter = learned.get(i);
            ToDoubleFunction<Tensor> lossWith = changed -> {
                var changedLayer =
                        ModelTree.walk(layer, (path, tensor, fixed) -> tensor == parameter ? changed : tensor);
                var changedX = x == parameter ? changed : x;
                return changedLayer
                        .apply(changedX, training())
                        .times(weights)
                        .sum()
                        .item();
            };
            var slope = slopes.get(i).toDoubles();
            var values = parameter.toDoubles();
            double h = 1e-5;
            for (int j = 0; j < values.length; j++) {
                var up = values.clone();
                var down = values.clone();
                up[j] += h;
                down[j] -= h;
                var shape = parameter.shape().toArray();
                double expected =
                        (lossWith.applyAsDouble(Tensor.of(up, shape)) - lossWith.applyAsDouble(Tensor.of(down, shape)))
                                / (2 * h);
                assertThat(slope[j])
                        .as("element %d of tensor %d, %s", j, i, parameter.shape())
                        .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            }
        }
    }

    /** What a training step may change: θ and, if it is floating, the input. */
    record Trained(Layer layer, Optional<Tensor> x) {}

    /** A small step against the gradient brings the value nearer to a target. */
    @Test
    default void aTrainingStepLowersTheLoss() {
        var x = input();
        var model = new Trained(layer(Key.of(1)), x.dtype() == DType.F32 ? Optional.of(x) : Optional.empty());
        var params = Params.of(model);
        var live = params.in(model);
        var target = Key.of(6).normal(output().toArray());
        ToDoubleFunction<Pass> loss = pass -> live.layer()
                .apply(live.x().orElse(x), pass)
                .minus(target)
                .square()
                .mean()
                .item();
        var pass = training();
        var y = live.layer().apply(live.x().orElse(x), pass);
        double before = loss.applyAsDouble(training());
        var gradient = new float[params.theta().length];
        params.gradInto(y.minus(target).square().mean(), gradient);
        for (int i = 0; i < gradient.length; i++) {
            params.theta()[i] -= 1e-3f * gradient[i];
        }
        assertThat(loss.applyAsDouble(training())).isLessThan(before);
        params.applyUpdates(pass);
        assertThat(params.theta()).doesNotContain(Float.NaN);
    }

    /** The layer in F64, its learned tensors tracked. */
    private static Layer doubles(Layer layer) {
        return ModelTree.walk(layer, (path, tensor, fixed) -> {
            var wide = tensor.cast(DType.F64).detach();
            return fixed ? wide : wide.tracked();
        });
    }
}
