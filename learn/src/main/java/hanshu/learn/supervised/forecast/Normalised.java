package hanshu.learn.supervised.forecast;

import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/** A forecaster that sees the past of each window on a common level: ŷ = norm⁻¹(f(norm(x))). */
public record Normalised(Norm norm, Forecaster forecaster) implements Forecaster {
    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        var level = norm.level(past);
        return norm.undo(forecaster.forecast(norm.apply(past, level), known, pass), level);
    }
}
