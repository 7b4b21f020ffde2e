package hanshu.simd;

/** The most that one core can do: fused multiply-adds on registers, without any memory. */
final class Peak {
    /** Additions and multiplications in {@code run(1)}. */
    private static final long OPERATIONS = 2L * 12 * Lanes.WIDTH;

    /** Where results go: what nobody reads, the compiler leaves out. */
    static volatile float result;

    private Peak() {}

    /**
     * Gives the number of operations. Twelve chains: enough to fill two units of four or five cycles' latency, few enough for
     * sixteen registers.
     */
    static long run(int times) {
        var x = Lanes.all(1.000_000_1f);
        var y = Lanes.all(0.999_999f);
        var a = x;
        var b = x;
        var c = x;
        var d = x;
        var e = x;
        var f = x;
        var g = y;
        var h = y;
        var i = y;
        var j = y;
        var k = y;
        var l = y;
        for (int t = 0; t < times; t++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        var sum = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l);
        result = sum.lane(0);
        return OPERATIONS * times;
    }
}
