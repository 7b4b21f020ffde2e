package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/** One number for each channel, made of all its elements (Lin, Chen & Yan 2014, section 3.2). */
public enum GlobalPool implements Layer {
    /** Their mean. */
    AVERAGE,
    /** The largest; the gradient goes to the first of equal ones, as torch.nn.AdaptiveMaxPool1d to 3d. */
    MAX;

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, channels)
        return Place.in("GlobalPool", () -> {
            if (x.rank() < 3) {
                throw new ShapeException("GlobalPool: needs (batch, space…, channels), got " + x.shape());
            }
            var rows = x.reshape(x.size(0), x.shape().remove(-1).remove(0).count(), x.size(-1));
            return this == MAX ? rows.gather(1, rows.argmax(1).unsqueeze(1)).squeeze(1) : rows.mean(1);
        });
    }
}
