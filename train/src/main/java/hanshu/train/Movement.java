package hanshu.train;

import hanshu.nn.Params;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a layer moved in one step, in Euclidean lengths.
 *
 * @param gradient of the gradient, after clipping
 * @param weight of its parameters before the step
 * @param update of the step
 */
public record Movement(double gradient, double weight, double update) {
    private static final MathContext DIGITS = new MathContext(4);

    /** The update-to-weight ratio; a rate that suits a layer gives about a thousandth. */
    public double ratio() {
        return update / weight;
    }

    /** By layer, the first first: parameters whose names are alike but for their last part, such as 0.weight and 0.bias. */
    static SequencedMap<String, Movement> byLayer(
            List<Params.Slot> slots, float[] before, float[] after, float[] gradient) {
        var squares = new LinkedHashMap<String, double[]>();
        for (var slot : slots) {
            if (slot.learned()) {
                var sums = squares.computeIfAbsent(layer(slot.name()), name -> new double[3]);
                for (int i = slot.offset(); i < slot.end(); i++) {
                    double moved = (double) after[i] - before[i];
                    sums[0] += (double) gradient[i] * gradient[i];
                    sums[1] += (double) before[i] * before[i];
                    sums[2] += moved * moved;
                }
            }
        }
        var layers = new LinkedHashMap<String, Movement>();
        squares.forEach(
                (name, sums) -> layers.put(name, new Movement(length(sums[0]), length(sums[1]), length(sums[2]))));
        return layers;
    }

    /** To four digits: the log of a run has one for each layer and epoch. */
    private static double length(double square) {
        double length = Math.sqrt(square);
        return Double.isFinite(length) ? new BigDecimal(length).round(DIGITS).doubleValue() : length;
    }

    private static String layer(String parameter) {
        int dot = parameter.lastIndexOf('.');
        return dot < 0 ? parameter : parameter.substring(0, dot);
    }
}
