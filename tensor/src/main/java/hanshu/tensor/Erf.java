package hanshu.tensor;

/**
 * The error function, erf(x) = 2/√π ∫₀ˣ e^−t² dt, in double precision with an error below one unit in the last place.
 *
 * <p>The method and its coefficients are those of {@code s_erf.c} in fdlibm 5.3 (K. C. Ng, 1995): near 0 a rational
 * function of x² times x, around 1 a rational function of |x| − 1, beyond 1.25 an asymptotic form e^(−x² − 0.5625 + R/S)/x
 * with rational functions of 1/x².
 *
 * <p>fdlibm's notice: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the constants as published
final class Erf {
    /** The float nearest to erf(1), so that erf(1 + s) − ERX is exact to more digits. */
    private static final double ERX = 8.45062911510467529297e-01;

    private static final double[] NEAR_ZERO_P = {
        1.28379167095512558561e-01,
        -3.25042107247001499370e-01,
        -2.84817495755985104766e-02,
        -5.77027029648944159157e-03,
        -2.37630166566501626084e-05
    };
    private static final double[] NEAR_ZERO_Q = {
        1,
        3.97917223959155352819e-01,
        6.50222499887672944485e-02,
        5.08130628187576562776e-03,
        1.32494738004321644526e-04,
        -3.96022827877536812320e-06
    };
    private static final double[] NEAR_ONE_P = {
        -2.36211856075265944077e-03,
        4.14856118683748331666e-01,
        -3.72207876035701323847e-01,
        3.18346619901161753674e-01,
        -1.10894694282396677476e-01,
        3.54783043256182359371e-02,
        -2.16637559486879084300e-03
    };
    private static final double[] NEAR_ONE_Q = {
        1,
        1.06420880400844228286e-01,
        5.40397917702171048937e-01,
        7.18286544141962662868e-02,
        1.26171219808761642112e-01,
        1.36370839120290507362e-02,
        1.19844998467991074170e-02
    };
    private static final double[] MIDDLE_R = {
        -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01,
        -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02,
        -8.12874355063065934246e+01, -9.81432934416914548592e+00
    };
    private static final double[] MIDDLE_S = {
        1,
        1.96512716674392571292e+01,
        1.37657754143519042600e+02,
        4.34565877475229228821e+02,
        6.45387271733267880336e+02,
        4.29008140027567833386e+02,
        1.08635005541779435134e+02,
        6.57024977031928170135e+00,
        -6.04244152148580987438e-02
    };
    private static final double[] FAR_R = {
        -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01,
        -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03,
        -4.83519191608651397019e+02
    };
    private static final double[] FAR_S = {
        1,
        3.03380607434824582924e+01,
        3.25792512996573918826e+02,
        1.53672958608443695994e+03,
        3.19985821950859553908e+03,
        2.55305040643316442583e+03,
        4.74528541206955367215e+02,
        -2.24409524465858183362e+01
    };

    private Erf() {}

    /** erf(x); odd, ±1 at ±∞, NaN at NaN. */
    static double erf(double x) {
        double size = Math.abs(x);
        if (size < 0.84375) {
            double z = x * x;
            return x + x * (polynomial(NEAR_ZERO_P, z) / polynomial(NEAR_ZERO_Q, z));
        }
        if (size < 1.25) {
            double s = size - 1;
            return Math.copySign(ERX + polynomial(NEAR_ONE_P, s) / polynomial(NEAR_ONE_Q, s), x);
        }
        if (size >= 6) {
            return Math.signum(x); // 1 − erf(6) is 2·10⁻¹⁷
        }
        double s = 1 / (x * x);
        double ratio = size < 1 / 0.35
                ? polynomial(MIDDLE_R, s) / polynomial(MIDDLE_S, s)
                : polynomial(FAR_R, s) / polynomial(FAR_S, s);
        double head = (float) size; // few digits, so that head² is exact
        double tail = Math.exp(-head * head - 0.5625) * Math.exp((head - size) * (head + size) + ratio);
        return Math.copySign(1 - tail / size, x); // NaN passed every comparison and arrives here
    }

    /** Σ cᵢ zⁱ. */
    private static double polynomial(double[] c, double z) {
        double sum = c[c.length - 1];
        for (int i = c.length - 2; i >= 0; i--) {
            sum = sum * z + c[i];
        }
        return sum;
    }
}
