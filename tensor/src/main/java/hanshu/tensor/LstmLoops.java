package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link Op.Lstm}: its definition, its loops for F32, and the loops of its gradient. */
final class LstmLoops {
    private LstmLoops() {}

    /** As the textbook has it. */
    static Tensor definition(boolean backwards, Tensor... in) {
        var wh = in[1];
        var h = in[2];
        var c = in[3];
        int time = in[0].size(0);
        var hs = new Tensor[time];
        var cs = new Tensor[time];
        for (int k = 0; k < time; k++) {
            int t = Recurrence.step(k, time, backwards);
            var gates = in[0].get(0, t).plus(h.matmul(wh)).split(4, -1); // each (batch, hidden)
            var i = gates.get(0).sigmoid();
            var f = gates.get(1).sigmoid();
            var g = gates.get(2).tanh();
            var o = gates.get(3).sigmoid();
            var next = f.times(c).plus(i.times(g));
            var going = in[4].gt(t).unsqueeze(1); // (batch, 1)
            h = going.where(o.times(next.tanh()), h);
            c = going.where(next, c);
            hs[t] = h;
            cs[t] = c;
        }
        return Tensor.stack(0, Recurrence.states(hs), Recurrence.states(cs));
    }

    /**
     * The states of all steps.
     *
     * @param gates (time, batch, 4·hidden), where i, f, g and o are left for the way back
     */
    static Tensor forward(boolean backwards, Tensor gates, Tensor... in) {
        Recurrence.requireFitting("lstm", 4, in[0], in[1], in[4], in[2], in[3]);
        if (in[0].dtype() != DType.F32) {
            return definition(backwards, Recurrence.detached(in));
        }
        int time = in[0].size(0);
        int batch = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 4 * hidden;
        var z = in[0].contiguous();
        var wh = in[1].contiguous();
        var h0 = in[2].contiguous();
        var c0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var y = Storage.room(DType.F32, 2 * batch * time * hidden);
        var states = (float[]) y.array();
        int cells = batch * time * hidden; // where c begins
        var fromH = (float[]) Storage.room(DType.F32, batch * width).array();
        var a = (float[]) gates.array();
        var kernels = Machine.kernels();
        var weight = kernels.factor(hidden, width, (float[]) wh.array(), wh.offset(), width, 1);
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = 0; k < time; k++) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                var h = k == 0 ? (float[]) h0.array() : states;
                int ho = k == 0 ? h0.offset() + from * hidden : (before * batch + from) * hidden;
                weight.multiply(rows, h, ho, hidden, fromH, from * width, width, false);
                for (int r = from; r < from + rows; r++) {
                    var c = k == 0 ? (float[]) c0.array() : states;
                    int co = k == 0 ? c0.offset() + r * hidden : cells + (before * batch + r) * hidden;
                    int at = (t * batch + r) * hidden;
                    if (t < lengths[r]) {
                        int zo = z.offset() + 4 * at;
                        cell(
                                kernels,
                                (float[]) z.array(),
                                zo,
                                fromH,
                                r * width,
                                a,
                                4 * at,
                                c,
                                co,
                                states,
                                at,
                                cells + at,
                                hidden);
                    } else {
                        System.arraycopy(h, ho + (r - from) * hidden, states, at, hidden);
                        System.arraycopy(c, co, states, cells + at, hidden);
                    }
                }
            }
        });
        return Tensor.owning(y, Shape.of(2, time, batch, hidden));
    }

    /** One row of one step: from what x and h add to the gates, i, f, g, o are left in a, and c' and h' in y. */
    private static void cell(
            Kernels kernels,
            float[] z,
            int zo,
            float[] u,
            int uo,
            float[] a,
            int at,
            float[] c,
            int co,
            float[] y,
            int ho,
            int to,
            int n) {
        int f = at + n;
        int g = f + n;
        int o = g + n;
        kernels.binary(Binary.PLUS, z, zo, 1, u, uo, 1, a, at, 4 * n);
        kernels.unary(Unary.SIGMOID, a, at, a, at, 2 * n);
        kernels.unary(Unary.TANH, a, g, a, g, n);
        kernels.unary(Unary.SIGMOID, a, o, a, o, n);
        kernels.binary(Binary.TIMES, a, f, 1, c, co, 1, y, to, n);
        kernels.binary(Binary.TIMES, a, at, 1, a, g, 1, y, ho, n);
        kernels.binary(Binary.PLUS, y, to, 1, y, ho, 1, y, to, n);
        kernels.unary(Unary.TANH, y, to, y, ho, n);
        kernels.binary(Binary.TIMES, y, ho, 1, a, o, 1, y, ho, n);
    }

    static @Nullable Tensor[] slopes(boolean backwards, Tensor[] in, Tensor y, Tensor g, boolean[] wants) {
        if (in[0].dtype() != DType.F32 || Recurrence.isTracked(in)) {
            return Recurrence.slopes(x -> definition(backwards, x), in, g, wants);
        }
        int time = in[0].size(0);
        int batch = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 4 * hidden;
        int cells = batch * time * hidden;
        var c0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var a = (float[]) in[5].array();
        var wh = in[1].contiguous();
        var states = (float[]) y.array();
        var slope = g.contiguous();
        var dgates = Storage.room(DType.F32, batch * time * width);
        var dh0 = Indexing.zeros(DType.F32, batch * hidden);
        var dc0 = Indexing.zeros(DType.F32, batch * hidden);
        var scratch = Storage.room(DType.F32, batch * hidden);
        var dz = (float[]) dgates.array();
        var dh = (float[]) dh0.array();
        var dc = (float[]) dc0.array();
        var tanh = (float[]) scratch.array();
        var kernels = Machine.kernels();
        var weight = kernels.factor(width, hidden, (float[]) wh.array(), wh.offset(), 1, width); // transposed
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = time - 1; k >= 0; k--) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                for (int r = from; r < from + rows; r++) {
                    int at = (t * batch + r) * hidden;
                    int s = r * hidden;
                    var dy = (float[]) slope.array();
                    kernels.binary(Binary.PLUS, dy, slope.offset() + at, 1, dh, s, 1, dh, s, hidden);
                    kernels.binary(Binary.PLUS, dy, slope.offset() + cells + at, 1, dc, s, 1, dc, s, hidden);
                    if (t < lengths[r]) {
                        var c = k == 0 ? (float[]) c0.array() : states;
                        int co = k == 0 ? c0.offset() + s : cells + (before * batch + r) * hidden;
                        kernels.unary(Unary.TANH, states, y.offset() + cells + at, tanh, s, hidden);
                        kernels.lstmSlopes(a, 4 * at, c, co, tanh, dh, dc, s, dz, hidden);
                    } else {
                        Arrays.fill(dz, 4 * at, 4 * at + width, 0);
                    }
                }
                int to = (t * batch + from) * width;
                weight.multiply(rows, dz, to, width, dh, from * hidden, hidden, true);
            }
        });
        var gates = Tensor.owning(dgates, in[0].shape());
        return new @Nullable Tensor[] {
            gates,
            wants[1] ? Recurrence.ofWeight(y.get(0, 0), in[2], gates, backwards) : null,
            Tensor.owning(dh0, in[2].shape()),
            Tensor.owning(dc0, in[3].shape()),
            null,
            null
        };
    }
}
