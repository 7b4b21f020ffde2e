package hanshu.train.doctor;

import hanshu.tensor.Op;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * How alive the units of a layer are, read off the graph of a loss: nothing has to be built into the model for it.
 *
 * @param layer the parameter that the units follow on, by its name
 * @param kind relu, tanh or sigmoid
 * @param units how many, along the last axis
 * @param dead the share of units that are 0 for every row; only of ReLUs
 * @param saturated the share of values within a hundredth of the function's bounds; only of tanh and sigmoid
 */
public record Activity(String layer, String kind, int units, double dead, double saturated) {
    private static final float NEAR = 0.01f;

    /** Of all units, from the input on. */
    static List<Activity> of(Tensor loss) {
        var found = new ArrayList<Activity>();
        for (var node : Graph.nodes(loss)) {
            if (node.op().isEmpty() || node.rank() < 2) {
                continue;
            }
            var op = node.op().get();
            if (op == Op.Unary.RELU) {
                found.add(new Activity(Graph.layer(node), op.toString(), node.size(-1), dead(node), 0));
            } else if (op == Op.Unary.TANH || op == Op.Unary.SIGMOID) {
                found.add(new Activity(Graph.layer(node), op.toString(), node.size(-1), 0, saturated(node, op)));
            }
        }
        return found;
    }

    private static double dead(Tensor node) {
        int units = node.size(-1);
        var values = node.toFloats();
        var alive = new boolean[units];
        for (int i = 0; i < values.length; i++) {
            alive[i % units] |= values[i] > 0;
        }
        int dead = 0;
        for (boolean unit : alive) {
            dead += unit ? 0 : 1;
        }
        return (double) dead / units;
    }

    private static double saturated(Tensor node, Op op) {
        var values = node.toFloats();
        int count = 0;
        for (float y : values) {
            boolean high = y > 1 - NEAR;
            boolean low = op == Op.Unary.TANH ? y < NEAR - 1 : y < NEAR;
            count += high || low ? 1 : 0;
        }
        return (double) count / values.length;
    }
}
