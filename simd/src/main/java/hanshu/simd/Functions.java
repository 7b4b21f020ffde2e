package hanshu.simd;

/**
 * e^x, log x and their kin for one float, by polynomials. {@link VectorFunctions} is the same, line by line, for a
 * vector, and gives the same bits: which of the two computes an element shows nowhere.
 *
 * <p>The reductions of the argument are the classical ones (W. J. Cody and W. Waite, <i>Software Manual for the
 * Elementary Functions</i>, 1980), with fused multiply-adds. The polynomials are minimax fits for the relative error of
 * the function, their coefficients rounded to float one after the other; their own error is below 5·10⁻⁹, so that what
 * remains is rounding: at most 2·10⁻⁷ of the result.
 */
final class Functions {
    static final float LOG2_E = 1.442695f;
    static final float LN2 = 0.6931472f;
    static final float LN2_REST = -1.9046542e-9f;

    /** 1.5 · 2²³: adding it rounds a float to a whole number, which then stands in the low bits. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    /** Beyond these e^x is 0 or ∞. */
    static final float EXP_LOW = -104f;

    static final float EXP_HIGH = 89f;

    /** (e^r − 1 − r) / r² for |r| ≤ log(2)/2, the highest power first. */
    static final float E4 = 0.001382042f;

    static final float E3 = 0.008368694f;
    static final float E2 = 0.041668274f;
    static final float E1 = 0.16666521f;
    static final float E0 = 0.49999994f;

    /** (log(1 + f) − f + f²/2) / f³ for |f| ≤ 1/3. */
    static final float L7 = -0.12879258f;

    static final float L6 = 0.13983193f;
    static final float L5 = -0.12187753f;
    static final float L4 = 0.14005981f;
    static final float L3 = -0.16680162f;
    static final float L2 = 0.20010416f;
    static final float L1 = -0.24999808f;
    static final float L0 = 0.33333215f;

    /** The bits of 2/3, where the numbers whose logarithm is taken without a power of 2 begin. */
    static final int TWO_THIRDS = 0x3f2aaaab;

    /** Below this x is log(1 + x), e^x − 1 and sin x, to the last bit. */
    static final float TINY = 2e-8f;

    /** (log(1 + e) − e) / e² for 0 ≤ e ≤ 1. */
    static final float P7 = 0.005364824f;

    static final float P6 = -0.030065792f;
    static final float P5 = 0.07920454f;
    static final float P4 = -0.13753802f;
    static final float P3 = 0.19153655f;
    static final float P2 = -0.24857163f;
    static final float P1 = 0.33321324f;
    static final float P0 = -0.49999648f;

    /** −log(1 − erf(t))/t − 1 for 0 ≤ t ≤ 4; from 4 on erf is 1. */
    static final float F8 = -9.256268e-06f;

    static final float F7 = 0.00011764129f;
    static final float F6 = -0.00063283695f;
    static final float F5 = 0.0016670276f;
    static final float F4 = -0.00016039619f;
    static final float F3 = -0.019153064f;
    static final float F2 = 0.10277783f;
    static final float F1 = 0.6366194f;
    static final float F0 = 0.12837917f;

    static final float ERF_ONE = 4f;

    /** √½. */
    static final float ROOT_HALF = 0.70710677f;

    /** 1/√(2π). */
    static final float DENSITY = 0.3989423f;

    static final float TWO_OVER_PI = 0.63661975f;

    /** π/2 in three parts. */
    static final float HALF_PI = 1.5707964f;

    static final float HALF_PI_REST = -4.371139e-8f;
    static final float HALF_PI_LAST = -1.7151245e-15f;

    /** Up to here the three parts are enough. */
    static final float SIN_LIMIT = 100_000f;

    /** (sin r − r) / r³ and (cos r − 1 + r²/2) / r⁴ in powers of r² for |r| ≤ π/4. */
    static final float S2 = -0.00019517913f;

    static final float S1 = 0.008332187f;
    static final float S0 = -0.16666655f;
    static final float C2 = 2.4447441e-5f;
    static final float C1 = -0.0013887465f;
    static final float C0 = 0.04166665f;

    private Functions() {}

    /** e^x = 2ⁿ · e^r with x = n·log 2 + r. The power of 2 comes in two halves, since results may be subnormal. */
    static float exp(float x) {
        float v = x > EXP_HIGH ? EXP_HIGH : x;
        v = v < EXP_LOW ? EXP_LOW : v;
        float t = Math.fma(v, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
        int half = n >> 1;
        return (expm1Rest(v, t - ROUNDER) + 1) * powerOf2(half) * powerOf2(n - half);
    }

    /** e^x for x ≤ 0: a power of 2 that is too large, which keeps it normal, and that much less. */
    private static float expOfNegative(float x) {
        float v = x < EXP_LOW ? EXP_LOW : x;
        float t = Math.fma(v, LOG2_E, ROUNDER);
        return (expm1Rest(v, t - ROUNDER) + 1) * powerOf2(Float.floatToRawIntBits(t) - ROUNDER_BITS + 64) * 0x1p-64f;
    }

    /** e^r − 1 for r = v − n·log 2. */
    private static float expm1Rest(float v, float n) {
        float r = Math.fma(n, -LN2, v);
        r = Math.fma(n, -LN2_REST, r);
        float p = E4;
        p = Math.fma(p, r, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        return Math.fma(p, r * r, r);
    }

    private static float powerOf2(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }

    /** e^x − 1 = 2ⁿ·(e^r − 1) + 2ⁿ − 1. */
    static float expm1(float x) {
        float y = expm1Wide(x);
        return Math.abs(x) < TINY ? x : y;
    }

    private static float expm1Wide(float x) {
        float v = x > EXP_HIGH ? EXP_HIGH : x;
        return expm1InRange(v < -20 ? -20 : v);
    }

    private static float expm1InRange(float v) {
        float t = Math.fma(v, LOG2_E, ROUNDER);
        float scale = powerOf2(Float.floatToRawIntBits(t) - ROUNDER_BITS - 1); // half of 2ⁿ, which may overflow
        float half = Math.fma(expm1Rest(v, t - ROUNDER), scale, scale - 0.5f);
        return half + half;
    }

    /** tanh x = (e^2x − 1) / (e^2x + 1). */
    static float tanh(float x) {
        float u = Math.abs(x);
        u = expm1Wide(u > 10 ? 20 : u + u);
        return Math.copySign(u / (u + 2), x);
    }

    /** 1 / (1 + e^−x), with e^−|x| so that small results keep their digits. */
    static float sigmoid(float x) {
        float e = expOfNegative(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /** log x = n·log 2 + log(1 + f) with x = 2ⁿ·(1 + f) and 2/3 ≤ 1 + f < 4/3. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float y = logOfNormal(subnormal ? x * 0x1p23f : x, subnormal ? -23 : 0);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x >= 0 ? y : Float.NaN;
        return x == 0 ? Float.NEGATIVE_INFINITY : y;
    }

    /** log(x·2^power) for x that is positive, finite and not subnormal. */
    private static float logOfNormal(float x, float power) {
        int bits = Float.floatToRawIntBits(x);
        int n = (bits - TWO_THIRDS) >> 23;
        float f = Float.intBitsToFloat(bits - (n << 23)) - 1;
        float p = L7;
        p = Math.fma(p, f, L6);
        p = Math.fma(p, f, L5);
        p = Math.fma(p, f, L4);
        p = Math.fma(p, f, L3);
        p = Math.fma(p, f, L2);
        p = Math.fma(p, f, L1);
        p = Math.fma(p, f, L0);
        p = Math.fma(p, f, -0.5f);
        p = Math.fma(p, f * f, f);
        return Math.fma(n + power, LN2, p);
    }

    /** log(1 + x) = log u + (1 + x − u)/u, where u is the sum 1 + x as rounded. */
    static float log1p(float x) {
        float u = 1 + x;
        float d = u - 1;
        float lost = (1 - (u - d)) + (x - d);
        float log = log(u);
        float y = u > 0 && u < Float.POSITIVE_INFINITY ? log + lost / u : log;
        return Math.abs(x) < TINY ? x : y;
    }

    /** log(1 + e^x) = max(x, 0) + log(1 + e^−|x|). */
    static float softplus(float x) {
        float e = expOfNegative(-Math.abs(x));
        float p = P7;
        p = Math.fma(p, e, P6);
        p = Math.fma(p, e, P5);
        p = Math.fma(p, e, P4);
        p = Math.fma(p, e, P3);
        p = Math.fma(p, e, P2);
        p = Math.fma(p, e, P1);
        p = Math.fma(p, e, P0);
        return Math.fma(p * e, e, e) + Math.max(x, 0);
    }

    /** ±(1 − e^−(t + t·P(t))) with t = |x|. */
    static float erf(float x) {
        float t = Math.abs(x);
        t = t > ERF_ONE ? ERF_ONE : t;
        float p = F8;
        p = Math.fma(p, t, F7);
        p = Math.fma(p, t, F6);
        p = Math.fma(p, t, F5);
        p = Math.fma(p, t, F4);
        p = Math.fma(p, t, F3);
        p = Math.fma(p, t, F2);
        p = Math.fma(p, t, F1);
        p = Math.fma(p, t, F0);
        return Math.copySign(expm1InRange(-Math.fma(p, t, t)), x);
    }

    /** (1 + erf(x/√2)) · x/2. */
    static float gelu(float x) {
        return (erf(x * ROOT_HALF) + 1) * (x * 0.5f);
    }

    /** (1 + erf(x/√2))/2 + x·e^(−x²/2)/√(2π). */
    static float geluSlope(float x) {
        return (erf(x * ROOT_HALF) * 0.5f + 0.5f) + exp(x * -0.5f * x) * x * DENSITY;
    }

    static float sin(float x) {
        if (Math.abs(x) > SIN_LIMIT) {
            return (float) Math.sin(x);
        }
        float y = sinOfQuadrant(x, 0);
        return Math.abs(x) < TINY ? x : y;
    }

    static float cos(float x) {
        return Math.abs(x) > SIN_LIMIT ? (float) Math.cos(x) : sinOfQuadrant(x, 1);
    }

    /** sin(x + quadrant·π/2) = ± sin r or ± cos r with x = n·π/2 + r. */
    private static float sinOfQuadrant(float x, int quadrant) {
        float t = Math.fma(x, TWO_OVER_PI, ROUNDER);
        float n = t - ROUNDER;
        float r = Math.fma(n, -HALF_PI, x);
        r = Math.fma(n, -HALF_PI_REST, r);
        r = Math.fma(n, -HALF_PI_LAST, r);
        float s = r * r;
        float p = S2;
        p = Math.fma(p, s, S1);
        p = Math.fma(p, s, S0);
        float sin = Math.fma(p, s * r, r);
        float q = C2;
        q = Math.fma(q, s, C1);
        q = Math.fma(q, s, C0);
        q = Math.fma(q, s, -0.5f);
        float cos = Math.fma(q, s, 1f);
        int turns = Float.floatToRawIntBits(t) + quadrant; // its last two bits count quarter turns
        int bits = Float.floatToRawIntBits((turns & 1) == 0 ? sin : cos);
        return Float.intBitsToFloat(bits ^ ((turns & 2) << 30));
    }
}
