package hanshu.learn.supervised.forecast;

import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/** Takes the last value off the past and adds it to the forecast (Zeng et al. 2023, section 4, "NLinear"). */
public record LastValue() implements Norm {
    @Override
    public Level level(Tensor past) {
        int time = past.size(1);
        return new Level(past.slice(1, time - 1, time), Tensor.full(past.dtype(), 1, Shape.of(1, 1, 1)));
    }

    @Override
    public Tensor apply(Tensor x, Level level) {
        return x.minus(level.shift());
    }

    @Override
    public Tensor undo(Tensor y, Level level) {
        return y.plus(level.shift());
    }
}
