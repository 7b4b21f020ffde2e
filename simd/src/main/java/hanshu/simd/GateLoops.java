package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.all;
import static hanshu.simd.Lanes.load;

/** {@link hanshu.tensor.GateSlopes}, a vector at a time, for the first {@code end} of n units. */
final class GateLoops {
    private GateLoops() {}

    static void lstm(
            float[] a,
            int at,
            int n,
            float[] c,
            int co,
            float[] tanh,
            float[] dh,
            float[] dc,
            int to,
            float[] dz,
            int end) {
        int n2 = 2 * n;
        int n3 = 3 * n;
        for (int j = 0; j < end; j += WIDTH) {
            var i = load(a, at + j);
            var f = load(a, at + n + j);
            var g = load(a, at + n2 + j);
            var o = load(a, at + n3 + j);
            var u = load(tanh, to + j);
            var slope = load(dh, to + j);
            var d = load(dc, to + j).add(slope.mul(o).mul(all(1f).sub(u.mul(u))));
            d.mul(g).mul(i).mul(all(1f).sub(i)).intoArray(dz, at + j);
            d.mul(load(c, co + j)).mul(f).mul(all(1f).sub(f)).intoArray(dz, at + n + j);
            d.mul(i).mul(all(1f).sub(g.mul(g))).intoArray(dz, at + n2 + j);
            slope.mul(u).mul(o).mul(all(1f).sub(o)).intoArray(dz, at + n3 + j);
            d.mul(f).intoArray(dc, to + j);
            all(0f).intoArray(dh, to + j);
        }
    }

    static void gru(
            float[] a, int at, int n, float[] h, int ho, float[] dh, int s, float[] dx, float[] du, int to, int end) {
        int n2 = 2 * n;
        int n3 = 3 * n;
        for (int j = 0; j < end; j += WIDTH) {
            var r = load(a, at + j);
            var z = load(a, at + n + j);
            var fresh = load(a, at + n2 + j);
            var d = load(dh, s + j);
            var dn = d.mul(all(1f).sub(z)).mul(all(1f).sub(fresh.mul(fresh)));
            var dr = dn.mul(load(a, at + n3 + j)).mul(r).mul(all(1f).sub(r));
            var dz = d.mul(load(h, ho + j).sub(fresh)).mul(z).mul(all(1f).sub(z));
            dr.intoArray(dx, to + j);
            dz.intoArray(dx, to + n + j);
            dn.intoArray(dx, to + n2 + j);
            dr.intoArray(du, to + j);
            dz.intoArray(du, to + n + j);
            dn.mul(r).intoArray(du, to + n2 + j);
            d.mul(z).intoArray(dh, s + j);
        }
    }
}
