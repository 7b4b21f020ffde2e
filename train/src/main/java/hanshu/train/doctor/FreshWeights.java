package hanshu.train.doctor;

import hanshu.nn.Initialiser;
import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;

/**
 * Weights as they usually begin: matrices and filters U(±√(3/fan-in)), which keeps the variance of signals (LeCun et al.
 * 1998), shifts 0, and what multiplies features 1.
 */
final class FreshWeights {
    private FreshWeights() {}

    static void draw(Params params, Key key) {
        var values = new LinkedHashMap<String, Tensor>();
        for (var slot : params.slots()) {
            var old = params.get(slot.name()).detach();
            values.put(slot.name(), slot.learned() ? fresh(slot, old, key.at(slot.name())) : old);
        }
        params.set(values);
    }

    private static Tensor fresh(Params.Slot slot, Tensor old, Key key) {
        var shape = slot.shape().toArray();
        if (shape.length < 2) {
            boolean multiplies = slot.name().endsWith("gamma");
            return multiplies ? Tensor.ones(shape) : Tensor.zeros(shape);
        }
        int out = shape[shape.length - 1];
        int in = old.count() / out;
        return Initialiser.leCunUniform().draw(key, in, out, shape);
    }
}
