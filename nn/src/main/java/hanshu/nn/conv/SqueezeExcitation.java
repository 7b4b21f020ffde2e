package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/**
 * Squeeze and excitation (Hu, Shen & Sun 2018, equations 2 to 4): what all places have in common decides how much each
 * channel counts,
 *
 * <pre>
 *   y = x ∘ σ(W₂·relu(W₁·mean of x over its space))
 * </pre>
 *
 * @param squeeze W₁: channels → fewer
 * @param excite W₂: fewer → channels
 */
public record SqueezeExcitation(Linear squeeze, Linear excite) implements Layer {
    /**
     * With weights drawn from U(±1/√fan-in).
     *
     * @param reduction how many channels become one in between, at least one being left; 16 in the paper
     */
    public static SqueezeExcitation of(int channels, int reduction, Key key) {
        int fewer = Math.max(1, channels / reduction);
        return new SqueezeExcitation(
                Linear.of(channels, fewer, key.at("squeeze")), Linear.of(fewer, channels, key.at("excite")));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, space…, channels)
        return Place.in("SqueezeExcitation", () -> {
            var common = GlobalPool.AVERAGE.apply(x, pass); // (batch, channels)
            var hidden = squeeze.apply(common, pass.at("squeeze")).relu();
            var share = excite.apply(hidden, pass.at("excite")).sigmoid();
            var sizes = new int[x.rank()];
            Arrays.fill(sizes, 1);
            sizes[0] = x.size(0);
            sizes[x.rank() - 1] = x.size(-1);
            return x.times(share.reshapeTo(Shape.of(sizes)));
        });
    }
}
