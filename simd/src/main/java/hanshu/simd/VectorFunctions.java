package hanshu.simd;

import static hanshu.simd.Functions.*;
import static hanshu.simd.Lanes.all;
import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link Functions}, for a vector. The operators {@code VectorOperators.EXP} and the like are of no use here: they give
 * other bits before the optimising compiler has run than after.
 *
 * <p>Each of these has to be inlined completely into its loop, else every vector becomes an object. The compiler stops
 * at a number of nodes that two polynomials and a division can reach, so each has the fewest steps that do.
 */
final class VectorFunctions {
    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        var v = x.blend(EXP_HIGH, x.compare(GT, EXP_HIGH));
        v = v.blend(EXP_LOW, v.compare(LT, EXP_LOW));
        var t = v.fma(all(LOG2_E), all(ROUNDER));
        var n = t.reinterpretAsInts().sub(ROUNDER_BITS);
        var half = n.lanewise(ASHR, 1);
        return expm1Rest(v, t.sub(ROUNDER)).add(1f).mul(powerOf2(half)).mul(powerOf2(n.sub(half)));
    }

    private static FloatVector expOfNegative(FloatVector x) {
        var v = x.blend(EXP_LOW, x.compare(LT, EXP_LOW));
        var t = v.fma(all(LOG2_E), all(ROUNDER));
        return expm1Rest(v, t.sub(ROUNDER))
                .add(1f)
                .mul(powerOf2(t.reinterpretAsInts().sub(ROUNDER_BITS - 64)))
                .mul(0x1p-64f);
    }

    private static FloatVector expm1Rest(FloatVector v, FloatVector n) {
        var r = n.fma(all(-LN2), v);
        r = n.fma(all(-LN2_REST), r);
        var p = all(E4).fma(r, all(E3));
        p = p.fma(r, all(E2));
        p = p.fma(r, all(E1));
        p = p.fma(r, all(E0));
        return p.fma(r.mul(r), r);
    }

    private static FloatVector powerOf2(IntVector n) {
        return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector expm1(FloatVector x) {
        return expm1Wide(x).blend(x, x.abs().compare(LT, TINY));
    }

    private static FloatVector expm1Wide(FloatVector x) {
        var v = x.blend(EXP_HIGH, x.compare(GT, EXP_HIGH));
        return expm1InRange(v.blend(-20f, v.compare(LT, -20f)));
    }

    private static FloatVector expm1InRange(FloatVector v) {
        var t = v.fma(all(LOG2_E), all(ROUNDER));
        var scale = powerOf2(t.reinterpretAsInts().sub(ROUNDER_BITS + 1));
        var half = expm1Rest(v, t.sub(ROUNDER)).fma(scale, scale.sub(0.5f));
        return half.add(half);
    }

    static FloatVector tanh(FloatVector x) {
        var u = x.abs();
        u = expm1Wide(u.add(u).blend(20f, u.compare(GT, 10f)));
        return copySign(u.div(u.add(2f)), x);
    }

    private static FloatVector copySign(FloatVector size, FloatVector sign) {
        var bits = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return size.reinterpretAsInts().and(Integer.MAX_VALUE).or(bits).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        var e = expOfNegative(x.abs().neg());
        return e.blend(1f, x.compare(GE, 0f)).div(e.add(1f));
    }

    static FloatVector log(FloatVector x) {
        var subnormal = x.compare(LT, Float.MIN_NORMAL);
        var y = logOfNormal(x.blend(x.mul(0x1p23f), subnormal), all(0f).blend(-23f, subnormal));
        y = y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
        y = all(Float.NaN).blend(y, x.compare(GE, 0f));
        return y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
    }

    private static FloatVector logOfNormal(FloatVector x, FloatVector power) {
        var bits = x.reinterpretAsInts();
        var n = bits.sub(TWO_THIRDS).lanewise(ASHR, 23);
        var f = bits.sub(n.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
        var p = all(L7).fma(f, all(L6));
        p = p.fma(f, all(L5));
        p = p.fma(f, all(L4));
        p = p.fma(f, all(L3));
        p = p.fma(f, all(L2));
        p = p.fma(f, all(L1));
        p = p.fma(f, all(L0));
        p = p.fma(f, all(-0.5f));
        p = p.fma(f.mul(f), f);
        return power.add(n.convert(I2F, 0)).fma(all(LN2), p);
    }

    static FloatVector log1p(FloatVector x) {
        var u = x.add(1f);
        var d = u.sub(1f);
        var lost = all(1f).sub(u.sub(d)).add(x.sub(d));
        var log = log(u);
        var y = log.blend(log.add(lost.div(u)), u.compare(GT, 0f).and(u.compare(LT, Float.POSITIVE_INFINITY)));
        return y.blend(x, x.abs().compare(LT, TINY));
    }

    static FloatVector softplus(FloatVector x) {
        var e = expOfNegative(x.abs().neg());
        var p = all(P7).fma(e, all(P6));
        p = p.fma(e, all(P5));
        p = p.fma(e, all(P4));
        p = p.fma(e, all(P3));
        p = p.fma(e, all(P2));
        p = p.fma(e, all(P1));
        p = p.fma(e, all(P0));
        return p.mul(e).fma(e, e).add(x.max(0f));
    }

    static FloatVector erf(FloatVector x) {
        var t = x.abs();
        t = t.blend(ERF_ONE, t.compare(GT, ERF_ONE));
        var p = all(F8).fma(t, all(F7));
        p = p.fma(t, all(F6));
        p = p.fma(t, all(F5));
        p = p.fma(t, all(F4));
        p = p.fma(t, all(F3));
        p = p.fma(t, all(F2));
        p = p.fma(t, all(F1));
        p = p.fma(t, all(F0));
        return copySign(expm1InRange(p.fma(t, t).neg()), x);
    }

    /** Whether {@link #sin} and {@link #cos} are right for all elements of x. */
    static boolean canSin(FloatVector x) {
        return !x.abs().compare(GT, SIN_LIMIT).anyTrue();
    }

    static FloatVector sin(FloatVector x) {
        return sinOfQuadrant(x, 0).blend(x, x.abs().compare(LT, TINY));
    }

    static FloatVector cos(FloatVector x) {
        return sinOfQuadrant(x, 1);
    }

    private static FloatVector sinOfQuadrant(FloatVector x, int quadrant) {
        var t = x.fma(all(TWO_OVER_PI), all(ROUNDER));
        var n = t.sub(ROUNDER);
        var r = n.fma(all(-HALF_PI), x);
        r = n.fma(all(-HALF_PI_REST), r);
        r = n.fma(all(-HALF_PI_LAST), r);
        var s = r.mul(r);
        var p = all(S2).fma(s, all(S1));
        p = p.fma(s, all(S0));
        var sin = p.fma(s.mul(r), r);
        var q = all(C2).fma(s, all(C1));
        q = q.fma(s, all(C0));
        q = q.fma(s, all(-0.5f));
        var cos = q.fma(s, all(1f));
        var turns = t.reinterpretAsInts().add(quadrant);
        var isCos = turns.and(1).compare(NE, 0).cast(Lanes.FLOATS);
        var bits = sin.blend(cos, isCos).reinterpretAsInts();
        return bits.lanewise(XOR, turns.and(2).lanewise(LSHL, 30)).reinterpretAsFloats();
    }
}
