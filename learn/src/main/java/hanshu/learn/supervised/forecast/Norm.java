package hanshu.learn.supervised.forecast;

import hanshu.tensor.Tensor;

/** Brings the past of each window to a common level and a forecast back from there: see {@link Normalised}. */
public interface Norm {
    /** What is the same at all steps of a window: (batch, 1, channels) each. */
    record Level(Tensor shift, Tensor scale) {}

    /** The level of a past (batch, time, channels). */
    Level level(Tensor past);

    /** From the series to its level. */
    Tensor apply(Tensor x, Level level);

    /** Back from the level to the series. */
    Tensor undo(Tensor y, Level level);
}
