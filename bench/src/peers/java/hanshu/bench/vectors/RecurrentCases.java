package hanshu.bench.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Recurrent networks over sequences (batch, time, in). Inputs: x, the starting states (cells, batch, hidden) and, cell by
 * cell (layer by layer, forward before backward), weights (in, gates) and (hidden, gates) and biases: two of a GRU, one of
 * the others, whose second is zero in the reference. The value is what the highest layer shows and the last states, one
 * after the other in one row.
 */
final class RecurrentCases {
    private static final long BATCH = 3;
    private static final long HIDDEN = 3;

    private RecurrentCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        for (var op : List.of("rnnTanh", "rnnRelu", "lstm", "gru")) {
            for (var layers : new int[] {1, 2}) {
                for (var both : new boolean[] {false, true}) {
                    add(file, op, layers, both, 2, 4);
                    add(file, op, layers, both, 2, 4, 4, 2, 1);
                }
            }
            add(file, op, 1, false, 1, 1);
            add(file, op, 1, true, 5, 7, 7, 7, 3);
        }
        return file;
    }

    /** Lengths, if any, from the longest to the shortest, as the reference packs them. */
    private static void add(VectorFile file, String op, int layers, boolean both, long in, long time, long... lengths) {
        var name = layers + (both ? " layers both ways, in " : " layers, in ") + in + ", time " + time
                + (lengths.length > 0 ? ", packed" : "");
        var params = new TreeMap<String, Object>(Map.of("layers", layers, "both", both));
        if (lengths.length > 0) params.put("lengths", lengths);
        var draw = Draw.of(op, name);
        int directions = both ? 2 : 1;
        long gates = HIDDEN * (op.equals("lstm") ? 4 : op.equals("gru") ? 3 : 1);
        var inputs = new ArrayList<Array>();
        inputs.add(draw.normal(BATCH, time, in));
        for (var i = 0; i < states(op); i++) inputs.add(draw.normal((long) layers * directions, BATCH, HIDDEN));
        for (var layer = 0; layer < layers; layer++) {
            for (var direction = 0; direction < directions; direction++) {
                inputs.add(draw.uniform(-1, 1, layer == 0 ? in : HIDDEN * directions, gates));
                inputs.add(draw.uniform(-1, 1, HIDDEN, gates));
                for (var i = 0; i < biases(op); i++) inputs.add(draw.uniform(-1, 1, gates));
            }
        }
        file.add(op, name, params, inputs, x -> run(op, layers, both, lengths, x));
    }

    private static int states(String op) {
        return op.equals("lstm") ? 2 : 1;
    }

    private static int biases(String op) {
        return op.equals("gru") ? 2 : 1;
    }

    private static Tensor run(String op, int layers, boolean both, long[] lengths, Tensor... x) {
        var weights = new TensorVector();
        for (var i = 1 + states(op); i < x.length; i += 2 + biases(op)) {
            weights.push_back(x[i].t());
            weights.push_back(x[i + 1].t());
            weights.push_back(x[i + 2]);
            weights.push_back(biases(op) == 2 ? x[i + 3] : torch.zeros_like(x[i + 2]));
        }
        var packed = lengths.length > 0;
        var data = packed ? pack(x[0], lengths) : x[0];
        var sizes = packed ? batchSizes(x[0].size(1), lengths).tensor() : x[0];
        var shown = new Tensor[3];
        if (op.equals("lstm")) {
            var states = new TensorVector(x[1], x[2]);
            var run = packed
                    ? torch.lstm(data, sizes, states, weights, true, layers, 0, false, both)
                    : torch.lstm(data, states, weights, true, layers, 0, false, both, true);
            shown = new Tensor[] {run.get0(), run.get1(), run.get2()};
        } else {
            var run =
                    switch (op) {
                        case "gru" -> packed
                                ? torch.gru(data, sizes, x[1], weights, true, layers, 0, false, both)
                                : torch.gru(data, x[1], weights, true, layers, 0, false, both, true);
                        case "rnnTanh" -> packed
                                ? torch.rnn_tanh(data, sizes, x[1], weights, true, layers, 0, false, both)
                                : torch.rnn_tanh(data, x[1], weights, true, layers, 0, false, both, true);
                        default -> packed
                                ? torch.rnn_relu(data, sizes, x[1], weights, true, layers, 0, false, both)
                                : torch.rnn_relu(data, x[1], weights, true, layers, 0, false, both, true);
                    };
            shown = new Tensor[] {run.get0(), run.get1()};
        }
        if (packed) shown[0] = unpack(shown[0], x[0].size(1), lengths);
        var flat = new TensorVector();
        for (var part : shown) flat.push_back(part.reshape(-1));
        return torch.cat(flat, 0);
    }

    /** How many rows are under way at each step. */
    private static Array batchSizes(long time, long... lengths) {
        var sizes = new long[Math.toIntExact(Math.min(time, lengths[0]))];
        for (var t = 0; t < sizes.length; t++) for (var length : lengths) sizes[t] += length > t ? 1 : 0;
        return Array.i64(Array.shape(sizes.length), sizes);
    }

    /** (batch, time, in) → (steps of all rows, in), step by step. */
    private static Tensor pack(Tensor x, long... lengths) {
        var parts = new TensorVector();
        var sizes = (long[]) batchSizes(x.size(1), lengths).data();
        for (var t = 0; t < sizes.length; t++) parts.push_back(x.select(1, t).narrow(0, 0, sizes[t]));
        return torch.cat(parts, 0);
    }

    private static Tensor unpack(Tensor packed, long time, long... lengths) {
        var steps = new TensorVector();
        var at = 0L;
        for (var size : (long[]) batchSizes(time, lengths).data()) {
            var padding = torch.zeros(Array.shape(lengths.length - size, packed.size(1)), packed.options());
            steps.push_back(torch.cat(new TensorVector(packed.narrow(0, at, size), padding), 0));
            at += size;
        }
        return torch.stack(steps, 1);
    }
}
