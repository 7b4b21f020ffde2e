package hanshu.tensor;

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
        int time = in[0].size(1);
        var hs = new Tensor[time];
        var cs = new Tensor[time];
        for (int k = 0; k < time; k++) {
            int t = Recurrence.step(k, time, backwards);
            var gates = in[0].get(1, t).plus(h.matmul(wh)).split(4, -1); // each (batch, hidden)
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
     * @param gates (batch, time, 4·hidden), where i, f, g and o are left for the way back
     */
    static Tensor forward(boolean backwards, Tensor gates, Tensor... in) {
        Recurrence.requireFitting("lstm", 4, in[0], in[1], in[4], in[2], in[3]);
        if (in[0].dtype() != DType.F32) {
            return definition(backwards, Recurrence.detached(in));
        }
        int batch = in[0].size(0);
        int time = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 4 * hidden;
        var z = in[0].contiguous();
        var wh = in[1].contiguous();
        var h0 = in[2].contiguous();
        var c0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var weight = (float[]) wh.array();
        var y = Storage.room(DType.F32, 2 * batch * time * hidden);
        var states = (float[]) y.array();
        int cells = batch * time * hidden; // where c begins
        var a = (float[]) gates.array();
        var kernels = Machine.kernels();
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = 0; k < time; k++) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                for (int r = from; r < from + rows; r++) {
                    int at = (r * time + t) * width;
                    System.arraycopy(z.array(), z.offset() + at, a, at, width);
                }
                var h = k == 0 ? (float[]) h0.array() : states;
                int ho = k == 0 ? h0.offset() + from * hidden : (from * time + before) * hidden;
                int step = k == 0 ? hidden : time * hidden;
                int to = (from * time + t) * width;
                kernels.matmul(
                        rows, width, hidden, h, ho, step, 1, weight, wh.offset(), width, 1, a, to, time * width, true);
                for (int r = from; r < from + rows; r++) {
                    var c = k == 0 ? (float[]) c0.array() : states;
                    int co = k == 0 ? c0.offset() + r * hidden : cells + (r * time + before) * hidden;
                    int at = (r * time + t) * hidden;
                    if (t < lengths[r]) {
                        cell(kernels, a, 4 * at, c, co, states, at, cells + at, hidden);
                    } else {
                        System.arraycopy(h, ho + (r - from) * step, states, at, hidden);
                        System.arraycopy(c, co, states, cells + at, hidden);
                    }
                }
            }
        });
        return Tensor.owning(y, Shape.of(2, batch, time, hidden));
    }

    /** One row of one step: the gates become i, f, g, o; c' and h' are written. */
    private static void cell(Kernels kernels, float[] a, int at, float[] c, int co, float[] y, int ho, int to, int n) {
        kernels.unary(Unary.SIGMOID, a, at, a, at, 2 * n);
        kernels.unary(Unary.TANH, a, at + 2 * n, a, at + 2 * n, n);
        kernels.unary(Unary.SIGMOID, a, at + 3 * n, a, at + 3 * n, n);
        for (int j = 0; j < n; j++) {
            y[to + j] = a[at + n + j] * c[co + j] + a[at + j] * a[at + 2 * n + j];
        }
        kernels.unary(Unary.TANH, y, to, y, ho, n);
        for (int j = 0; j < n; j++) {
            y[ho + j] *= a[at + 3 * n + j];
        }
    }

    static @Nullable Tensor[] slopes(boolean backwards, Tensor[] in, Tensor y, Tensor g, boolean[] wants) {
        if (in[0].dtype() != DType.F32 || Recurrence.isTracked(in)) {
            return Recurrence.slopes(x -> definition(backwards, x), in, g, wants);
        }
        int batch = in[0].size(0);
        int time = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 4 * hidden;
        int cells = batch * time * hidden;
        var c0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var a = (float[]) in[5].array();
        var weight = Recurrence.transposed(in[1]); // (4·hidden, hidden)
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
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = time - 1; k >= 0; k--) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                for (int r = from; r < from + rows; r++) {
                    int at = (r * time + t) * hidden;
                    int s = r * hidden;
                    Recurrence.add((float[]) slope.array(), slope.offset() + at, dh, s, hidden);
                    Recurrence.add((float[]) slope.array(), slope.offset() + cells + at, dc, s, hidden);
                    if (t < lengths[r]) {
                        var c = k == 0 ? (float[]) c0.array() : states;
                        int co = k == 0 ? c0.offset() + s : cells + (r * time + before) * hidden;
                        kernels.unary(Unary.TANH, states, y.offset() + cells + at, tanh, s, hidden);
                        cellSlopes(a, 4 * at, c, co, tanh, s, dh, dc, dz, hidden);
                    } else {
                        Arrays.fill(dz, 4 * at, 4 * at + width, 0);
                    }
                }
                int to = (from * time + t) * width;
                kernels.matmul(
                        rows,
                        hidden,
                        width,
                        dz,
                        to,
                        time * width,
                        1,
                        weight,
                        0,
                        hidden,
                        1,
                        dh,
                        from * hidden,
                        hidden,
                        true);
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

    /** From the slopes of h' and c' those of the gates' sums and of c; that of h comes from the gates alone. */
    private static void cellSlopes(
            float[] a, int at, float[] c, int co, float[] tanh, int s, float[] dh, float[] dc, float[] dz, int n) {
        for (int j = 0; j < n; j++) {
            float i = a[at + j];
            float f = a[at + n + j];
            float g = a[at + 2 * n + j];
            float o = a[at + 3 * n + j];
            float u = tanh[s + j];
            float d = dc[s + j] + dh[s + j] * o * (1 - u * u);
            dz[at + j] = d * g * i * (1 - i);
            dz[at + n + j] = d * c[co + j] * f * (1 - f);
            dz[at + 2 * n + j] = d * i * (1 - g * g);
            dz[at + 3 * n + j] = dh[s + j] * u * o * (1 - o);
            dc[s + j] = d * f;
            dh[s + j] = 0;
        }
    }
}
