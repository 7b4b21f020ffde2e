package hanshu.tensor;

/** The slopes of a recurrent cell's gates, unit by unit: what {@link Kernels} may do faster. */
public final class GateSlopes {
    private GateSlopes() {}

    /** {@link Kernels#lstmSlopes} for the units {@code from} to {@code end} − 1 of n. */
    public static void lstm(
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
            int from,
            int end) {
        for (int j = from; j < end; j++) {
            float i = a[at + j];
            float f = a[at + n + j];
            float g = a[at + 2 * n + j];
            float o = a[at + 3 * n + j];
            float u = tanh[to + j];
            float slope = dh[to + j];
            float d = dc[to + j] + slope * o * (1 - u * u);
            dz[at + j] = d * g * i * (1 - i);
            dz[at + n + j] = d * c[co + j] * f * (1 - f);
            dz[at + 2 * n + j] = d * i * (1 - g * g);
            dz[at + 3 * n + j] = slope * u * o * (1 - o);
            dc[to + j] = d * f;
            dh[to + j] = 0;
        }
    }

    /** {@link Kernels#gruSlopes} for the units {@code from} to {@code end} − 1 of n. */
    public static void gru(
            float[] a,
            int at,
            int n,
            float[] h,
            int ho,
            float[] dh,
            int s,
            float[] dx,
            float[] du,
            int to,
            int from,
            int end) {
        for (int j = from; j < end; j++) {
            float r = a[at + j];
            float z = a[at + n + j];
            float fresh = a[at + 2 * n + j];
            float d = dh[s + j];
            float dn = d * (1 - z) * (1 - fresh * fresh);
            float dr = dn * a[at + 3 * n + j] * r * (1 - r);
            float dz = d * (h[ho + j] - fresh) * z * (1 - z);
            dx[to + j] = dr;
            dx[to + n + j] = dz;
            dx[to + 2 * n + j] = dn;
            du[to + j] = dr;
            du[to + n + j] = dz;
            du[to + 2 * n + j] = dn * r;
            dh[s + j] = d * z;
        }
    }
}
