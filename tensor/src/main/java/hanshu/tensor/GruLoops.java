package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link Op.Gru}: its definition, its loops for F32, and the loops of its gradient. */
final class GruLoops {
    private GruLoops() {}

    /** As the textbook has it. */
    static Tensor definition(boolean backwards, Tensor... in) {
        var h = in[3];
        int time = in[0].size(0);
        var states = new Tensor[time];
        for (int k = 0; k < time; k++) {
            int t = Recurrence.step(k, time, backwards);
            var fromX = in[0].get(0, t).split(3, -1); // each (batch, hidden)
            var fromH = h.matmul(in[1]).plus(in[2]).split(3, -1);
            var r = fromX.get(0).plus(fromH.get(0)).sigmoid();
            var z = fromX.get(1).plus(fromH.get(1)).sigmoid();
            var n = fromX.get(2).plus(r.times(fromH.get(2))).tanh();
            h = in[4].gt(t).unsqueeze(1).where(n.plus(z.times(h.minus(n))), h);
            states[t] = h;
        }
        return Recurrence.states(states);
    }

    /**
     * The states of all steps.
     *
     * @param gates (time, batch, 4·hidden), where r, z, n and n's part of h·Wh + b are left for the way back
     */
    static Tensor forward(boolean backwards, Tensor gates, Tensor... in) {
        Recurrence.requireFitting("gru", 3, in[0], in[1], in[4], in[3]);
        if (!in[2].shape().equals(Shape.of(in[1].size(1))) || in[2].dtype() != in[0].dtype()) {
            throw new ShapeException("gru: needs a bias (3·hidden) for a weight " + in[1].shape() + ", got "
                    + in[2].dtype() + " " + in[2].shape());
        }
        if (in[0].dtype() != DType.F32) {
            return definition(backwards, Recurrence.detached(in));
        }
        int time = in[0].size(0);
        int batch = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 3 * hidden;
        var x = in[0].contiguous();
        var wh = in[1].contiguous();
        var bias = in[2].contiguous();
        var h0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var y = Storage.room(DType.F32, batch * time * hidden);
        var states = (float[]) y.array();
        var fromH = (float[]) Storage.room(DType.F32, batch * width).array();
        var a = (float[]) gates.array();
        var kernels = Machine.kernels();
        var weight = kernels.factor(hidden, width, (float[]) wh.array(), wh.offset(), width, 1);
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = 0; k < time; k++) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                for (int r = from; r < from + rows; r++) {
                    System.arraycopy(bias.array(), bias.offset(), fromH, r * width, width);
                }
                var h = k == 0 ? (float[]) h0.array() : states;
                int ho = k == 0 ? h0.offset() + from * hidden : (before * batch + from) * hidden;
                weight.multiply(rows, h, ho, hidden, fromH, from * width, width, true);
                for (int r = from; r < from + rows; r++) {
                    int at = (t * batch + r) * hidden;
                    int was = ho + (r - from) * hidden;
                    if (t < lengths[r]) {
                        int xo = x.offset() + 3 * at;
                        cell(kernels, (float[]) x.array(), xo, fromH, r * width, a, 4 * at, h, was, states, at, hidden);
                    } else {
                        System.arraycopy(h, was, states, at, hidden);
                    }
                }
            }
        });
        return Tensor.owning(y, Shape.of(time, batch, hidden));
    }

    /** One row of one step: r, z, n and n's part from h are left in a, h' in y. */
    private static void cell(
            Kernels kernels,
            float[] x,
            int xo,
            float[] u,
            int uo,
            float[] a,
            int at,
            float[] h,
            int ho,
            float[] y,
            int to,
            int n) {
        int z = at + n;
        int fresh = z + n;
        kernels.binary(Binary.PLUS, x, xo, 1, u, uo, 1, a, at, 2 * n);
        kernels.unary(Unary.SIGMOID, a, at, a, at, 2 * n);
        System.arraycopy(u, uo + 2 * n, a, fresh + n, n);
        kernels.binary(Binary.TIMES, a, at, 1, u, uo + 2 * n, 1, a, fresh, n);
        kernels.binary(Binary.PLUS, x, xo + 2 * n, 1, a, fresh, 1, a, fresh, n);
        kernels.unary(Unary.TANH, a, fresh, a, fresh, n);
        kernels.binary(Binary.MINUS, h, ho, 1, a, fresh, 1, y, to, n);
        kernels.binary(Binary.TIMES, a, z, 1, y, to, 1, y, to, n);
        kernels.binary(Binary.PLUS, a, fresh, 1, y, to, 1, y, to, n);
    }

    static @Nullable Tensor[] slopes(boolean backwards, Tensor[] in, Tensor y, Tensor g, boolean[] wants) {
        if (in[0].dtype() != DType.F32 || Recurrence.isTracked(in)) {
            return Recurrence.slopes(x -> definition(backwards, x), in, g, wants);
        }
        int time = in[0].size(0);
        int batch = in[0].size(1);
        int hidden = in[1].size(0);
        int width = 3 * hidden;
        var h0 = in[3].contiguous();
        var lengths = in[4].toLongs();
        var a = (float[]) in[5].array();
        var wh = in[1].contiguous();
        var states = (float[]) y.array();
        var slope = g.contiguous();
        var ofX = Storage.room(DType.F32, batch * time * width);
        var ofH = Storage.room(DType.F32, batch * time * width);
        var dh0 = Indexing.zeros(DType.F32, batch * hidden);
        var dx = (float[]) ofX.array();
        var du = (float[]) ofH.array();
        var dh = (float[]) dh0.array();
        var kernels = Machine.kernels();
        var weight = kernels.factor(width, hidden, (float[]) wh.array(), wh.offset(), 1, width); // transposed
        Recurrence.forRows(batch, (from, rows) -> {
            for (int k = time - 1; k >= 0; k--) {
                int t = Recurrence.step(k, time, backwards);
                int before = backwards ? t + 1 : t - 1;
                for (int r = from; r < from + rows; r++) {
                    int at = (t * batch + r) * hidden;
                    int s = r * hidden;
                    int dy = slope.offset() + at;
                    kernels.binary(Binary.PLUS, (float[]) slope.array(), dy, 1, dh, s, 1, dh, s, hidden);
                    if (t < lengths[r]) {
                        var h = k == 0 ? (float[]) h0.array() : states;
                        int ho = k == 0 ? h0.offset() + r * hidden : (before * batch + r) * hidden;
                        kernels.gruSlopes(a, 4 * at, h, ho, dh, r * hidden, dx, du, 3 * at, hidden);
                    } else {
                        Arrays.fill(dx, 3 * at, 3 * at + width, 0);
                        Arrays.fill(du, 3 * at, 3 * at + width, 0);
                    }
                }
                int to = (t * batch + from) * width;
                weight.multiply(rows, du, to, width, dh, from * hidden, hidden, true);
            }
        });
        var gates = Tensor.owning(ofH, in[0].shape());
        return new @Nullable Tensor[] {
            Tensor.owning(ofX, in[0].shape()),
            wants[1] ? Recurrence.ofWeight(y, in[3], gates, backwards) : null,
            wants[2] ? gates.sum(0, 1) : null,
            Tensor.owning(dh0, in[3].shape()),
            null,
            null
        };
    }
}
