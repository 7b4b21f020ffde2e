package hanshu.tensor;

import java.util.Arrays;

/**
 * How to transform rows of one length n: yₖ = Σⱼ xⱼ e^(−2πi jk/n) in O(n log n) steps, computed in F64.
 *
 * <p>Where n is a product of small primes, by mixed radices in Stockham's order, which needs no bit reversal (Cooley &
 * Tukey 1965; Van Loan, Computational Frameworks for the Fast Fourier Transform, section 1.7): with n = r·m the r sums over
 * every r-th part are one stage, and what is left are r transforms of length m. Where n has a large prime factor, as a
 * convolution whose length is a power of two ({@link Chirp}).
 */
final class FourierPlan {
    /** The largest prime that is a radix; above it a convolution takes less. */
    private static final int LARGEST_RADIX = 31;

    private final int n;
    private final int[] radices;
    private final double[] cos;
    private final double[] sin;
    private final Chirp[] chirp; // none or one

    FourierPlan(int n) {
        this.n = n;
        this.radices = radices(n);
        boolean isDirect = radices.length == 0 || radices[radices.length - 1] <= LARGEST_RADIX;
        this.chirp = isDirect ? new Chirp[0] : new Chirp[] {new Chirp(n)};
        this.cos = new double[isDirect ? n : 0];
        this.sin = new double[isDirect ? n : 0];
        for (int k = 0; k < cos.length; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = -Math.sin(2 * Math.PI * k / n);
        }
    }

    /** Fours first, then primes, ascending. */
    private static int[] radices(int n) {
        var found = new int[32];
        int count = 0;
        int left = n;
        for (; left % 4 == 0; left /= 4) {
            found[count++] = 4;
        }
        for (int r = 2; left > 1; r++) {
            if ((long) r * r > left) { // what is left is prime
                r = left;
            }
            for (; left % r == 0; left /= r) {
                found[count++] = r;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** A row's real and imaginary parts, and as much room beside them. */
    static final class Row {
        double[] re;
        double[] im;
        private double[] otherRe;
        private double[] otherIm;

        Row(int n) {
            re = new double[n];
            im = new double[n];
            otherRe = new double[n];
            otherIm = new double[n];
        }

        private void exchange() {
            var formerRe = re;
            var formerIm = im;
            re = otherRe;
            im = otherIm;
            otherRe = formerRe;
            otherIm = formerIm;
        }
    }

    /** Transforms a row of length n in its place. */
    void transform(Row x) {
        if (chirp.length > 0) {
            chirp[0].transform(x);
            return;
        }
        int done = 1; // transforms of n/done elements are left, which lie done apart
        for (int r : radices) {
            int m = n / done / r;
            switch (r) {
                case 2 -> two(m, done, x.re, x.im, x.otherRe, x.otherIm);
                case 4 -> four(m, done, x.re, x.im, x.otherRe, x.otherIm);
                default -> any(r, m, done, x.re, x.im, x.otherRe, x.otherIm);
            }
            x.exchange();
            done *= r;
        }
    }

    /** Sum and difference of the halves. */
    private void two(int m, int s, double[] re, double[] im, double[] toRe, double[] toIm) {
        for (int p = 0; p < m; p++) {
            double wr = cos[p * s];
            double wi = sin[p * s];
            int a = p * s;
            int b = (p + m) * s;
            int to = 2 * p * s;
            for (int q = 0; q < s; q++) {
                double dr = re[a + q] - re[b + q];
                double di = im[a + q] - im[b + q];
                toRe[to + q] = re[a + q] + re[b + q];
                toIm[to + q] = im[a + q] + im[b + q];
                toRe[to + s + q] = dr * wr - di * wi;
                toIm[to + s + q] = dr * wi + di * wr;
            }
        }
    }

    /** Two stages of {@link #two} at once: half the passes over memory, and the factor −i costs no product. */
    private void four(int m, int s, double[] re, double[] im, double[] toRe, double[] toIm) {
        for (int p = 0; p < m; p++) {
            double w1r = cos[p * s];
            double w1i = sin[p * s];
            double w2r = cos[2 * p * s];
            double w2i = sin[2 * p * s];
            double w3r = cos[3 * p * s];
            double w3i = sin[3 * p * s];
            int a = p * s;
            int b = (p + m) * s;
            int c = (p + 2 * m) * s;
            int d = (p + 3 * m) * s;
            int to = 4 * p * s;
            for (int q = 0; q < s; q++) {
                double sumR = re[a + q] + re[c + q];
                double sumI = im[a + q] + im[c + q];
                double difR = re[a + q] - re[c + q];
                double difI = im[a + q] - im[c + q];
                double oddSumR = re[b + q] + re[d + q];
                double oddSumI = im[b + q] + im[d + q];
                double turnedR = im[b + q] - im[d + q]; // −i·(b − d)
                double turnedI = re[d + q] - re[b + q];
                toRe[to + q] = sumR + oddSumR;
                toIm[to + q] = sumI + oddSumI;
                double yr = difR + turnedR;
                double yi = difI + turnedI;
                toRe[to + s + q] = yr * w1r - yi * w1i;
                toIm[to + s + q] = yr * w1i + yi * w1r;
                yr = sumR - oddSumR;
                yi = sumI - oddSumI;
                toRe[to + 2 * s + q] = yr * w2r - yi * w2i;
                toIm[to + 2 * s + q] = yr * w2i + yi * w2r;
                yr = difR - turnedR;
                yi = difI - turnedI;
                toRe[to + 3 * s + q] = yr * w3r - yi * w3i;
                toIm[to + 3 * s + q] = yr * w3i + yi * w3r;
            }
        }
    }

    /** A stage by its definition: output j is Σₖ of part k times e^(−2πi (jk/r + pj/(r·m))). */
    private void any(int r, int m, int s, double[] re, double[] im, double[] toRe, double[] toIm) {
        int turn = n / r;
        for (int p = 0; p < m; p++) {
            for (int j = 0; j < r; j++) {
                int to = (r * p + j) * s;
                Arrays.fill(toRe, to, to + s, 0);
                Arrays.fill(toIm, to, to + s, 0);
                for (int k = 0; k < r; k++) {
                    int angle = (j * k % r * turn + p * j * s) % n;
                    double wr = cos[angle];
                    double wi = sin[angle];
                    int from = (p + k * m) * s;
                    for (int q = 0; q < s; q++) {
                        toRe[to + q] += re[from + q] * wr - im[from + q] * wi;
                        toIm[to + q] += re[from + q] * wi + im[from + q] * wr;
                    }
                }
            }
        }
    }

    /**
     * Any length as a convolution (Bluestein 1970): with jk = (j² + k² − (k − j)²)/2 and cⱼ = e^(−πi j²/n),
     *
     * <pre>
     *   yₖ = cₖ Σⱼ (xⱼ cⱼ) c̄ₖ₋ⱼ
     * </pre>
     */
    private static final class Chirp {
        private final int n;
        private final double[] cos;
        private final double[] sin;
        private final FourierPlan longer;
        private final Row filter; // the transform of c̄

        Chirp(int n) {
            this.n = n;
            cos = new double[n];
            sin = new double[n];
            int length = Integer.highestOneBit(2 * n - 1) * 2; // room for k − j from 1 − n to n − 1
            longer = new FourierPlan(length);
            filter = new Row(length);
            for (int j = 0; j < n; j++) {
                double angle = Math.PI * ((long) j * j % (2L * n)) / n;
                cos[j] = Math.cos(angle);
                sin[j] = -Math.sin(angle);
                filter.re[j] = cos[j];
                filter.im[j] = -sin[j];
                if (j > 0) {
                    filter.re[length - j] = cos[j];
                    filter.im[length - j] = -sin[j];
                }
            }
            longer.transform(filter);
        }

        void transform(Row x) {
            var y = new Row(longer.n);
            for (int j = 0; j < n; j++) {
                y.re[j] = x.re[j] * cos[j] - x.im[j] * sin[j];
                y.im[j] = x.re[j] * sin[j] + x.im[j] * cos[j];
            }
            longer.transform(y);
            for (int k = 0; k < longer.n; k++) { // real and imaginary part change places: the way back
                double re = y.re[k] * filter.re[k] - y.im[k] * filter.im[k];
                y.re[k] = y.re[k] * filter.im[k] + y.im[k] * filter.re[k];
                y.im[k] = re;
            }
            longer.transform(y);
            for (int k = 0; k < n; k++) {
                double re = y.im[k] / longer.n;
                double im = y.re[k] / longer.n;
                x.re[k] = re * cos[k] - im * sin[k];
                x.im[k] = re * sin[k] + im * cos[k];
            }
        }
    }
}
