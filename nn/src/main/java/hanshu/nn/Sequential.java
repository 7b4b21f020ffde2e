package hanshu.nn;

import hanshu.tensor.Profiler;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.List;

/**
 * Layers one after the other: y = fₙ(… f₁(x)).
 *
 * @param layers f₁ … fₙ; layer i, counted from 0, draws from {@code pass.at(i)}, and a shape error names it
 */
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        var y = x;
        for (int i = 0; i < layers.size(); i++) {
            int place = i;
            var input = y;
            try {
                y = Profiler.at(place, () -> layers.get(place).apply(input, pass.at(place)));
            } catch (ShapeException e) {
                throw e.in("layer " + i);
            }
        }
        return y;
    }
}
