package hanshu.bench.kernels;

import hanshu.tensor.Kernels;
import hanshu.tensor.Machine;
import hanshu.tensor.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * GFLOP/s of matrix products, as lines {@code workload<TAB>who<TAB>unit<TAB>value}, beside the peak of a core that the
 * same run measures. All take turns; a value is the median over rounds of the best of many short runs.
 *
 * <p>Arguments choose among the products: {@code 64x256x784} is (64, 784) × (784, 256), {@code -bt} says that B, {@code
 * -at} that A lies by columns. The number of threads is that of {@code -Dhanshu.threads}.
 */
public final class MatMulTable {
    private static final String[] PRODUCTS = {
        "16x16x16",
        "32x32x32",
        "64x64x64",
        "128x128x128",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "2048x2048x2048",
        "64x256x784",
        "64x256x784-bt",
        "64x256x784-at",
        "784x256x64-at",
        "64x256x256",
        "64x256x256-bt",
        "256x256x64-at",
        "64x10x256",
        "64x256x10-bt",
        "256x10x64-at",
        "32x2048x512",
        "32x2048x512-bt",
        "1x256x784",
        "1x256x784-bt",
        "784x1x256",
        "16384x256x128",
        "2048x512x512",
        "100x100x100"
    };

    private static final Pattern FORM = Pattern.compile("(\\d+)x(\\d+)x(\\d+)(-at)?(-bt)?");
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 60_000_000;
    private static final long WARM_UP_NANOS = 1_500_000_000;

    private MatMulTable() {}

    /** C = A·B for A (m, k) and B (k, n); where transposed, the array holds the matrix by columns. */
    public static final class Product {
        public final int m;
        public final int n;
        public final int k;
        public final boolean aTransposed;
        public final boolean bTransposed;
        public final float[] a;
        public final float[] b;

        private Product(int m, int n, int k, boolean aTransposed, boolean bTransposed) {
            this.m = m;
            this.n = n;
            this.k = k;
            this.aTransposed = aTransposed;
            this.bTransposed = bTransposed;
            a = values(m * k, 1);
            b = values(k * n, 2);
        }

        static Product of(String form) {
            var match = FORM.matcher(form);
            if (!match.matches()) {
                throw new IllegalArgumentException("expected a product as 64x256x784, -at or -bt behind, got " + form);
            }
            int m = Integer.parseInt(match.group(1));
            int n = Integer.parseInt(match.group(2));
            int k = Integer.parseInt(match.group(3));
            return new Product(m, n, k, match.group(4) != null, match.group(5) != null);
        }

        double operations() {
            return 2.0 * m * n * k;
        }

        private static float[] values(int n, long seed) {
            var random = new Random(seed);
            var x = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextFloat() - 0.5f;
            }
            return x;
        }
    }

    /** Someone who multiplies. */
    public interface Multiplier {
        String who();

        /** Gets everything ready; running what comes back computes C once. */
        Runnable prepare(Product product);
    }

    /** This library, through the kernels that a tensor uses. */
    private record Hanshu(Kernels kernels) implements Multiplier {
        @Override
        public String who() {
            return "hanshu";
        }

        @Override
        public Runnable prepare(Product product) {
            return MatMulTable.prepare(kernels, product);
        }
    }

    static Runnable prepare(Kernels kernels, Product p) {
        var c = new float[p.m * p.n];
        int ars = p.aTransposed ? 1 : p.k;
        int acs = p.aTransposed ? p.m : 1;
        int brs = p.bTransposed ? 1 : p.n;
        int bcs = p.bTransposed ? p.k : 1;
        return () -> kernels.matmul(p.m, p.n, p.k, p.a, 0, ars, acs, p.b, 0, brs, bcs, c, 0, p.n, false);
    }

    public static void main(String[] args) {
        print(args, List.of());
    }

    /** The table, with others beside this library. */
    public static void print(String[] chosen, List<Multiplier> others) {
        var multipliers = new ArrayList<Multiplier>(others);
        multipliers.addFirst(new Hanshu(Machine.kernels()));
        for (var form : chosen.length == 0 ? PRODUCTS : chosen) {
            var product = Product.of(form);
            var runs = new ArrayList<Runnable>();
            for (var multiplier : multipliers) {
                runs.add(multiplier.prepare(product));
            }
            runs.forEach(run -> shortest(run, WARM_UP_NANOS));
            Runnable peak = () -> Machine.kernels().multiplyAdd(10_000);
            shortest(peak, WARM_UP_NANOS / 10);
            double operations = (double) Machine.kernels().multiplyAdd(10_000);
            var rates = new double[runs.size() + 1][ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                rates[0][round] = operations / shortest(peak, ROUND_NANOS / 4);
                for (int i = 0; i < runs.size(); i++) {
                    rates[i + 1][round] = product.operations() / shortest(runs.get(i), ROUND_NANOS);
                }
            }
            line(form, "peak of a core", rates[0]);
            for (int i = 0; i < runs.size(); i++) {
                line(form, multipliers.get(i).who() + ", threads " + Parallel.threads(), rates[i + 1]);
            }
        }
    }

    private static void line(String workload, String who, double[] rates) {
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "matmul %s\t%s\tGFLOP/s\t%.1f%n", workload, who, rates[rates.length / 2]);
    }

    /** The shortest time of one run, in nanoseconds, over some time; runs of less than ten microseconds in groups. */
    private static double shortest(Runnable run, long nanos) {
        double shortest = Double.MAX_VALUE;
        int group = 1;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int i = 0; i < group; i++) {
                run.run();
            }
            long passed = System.nanoTime() - start;
            shortest = Math.min(shortest, (double) passed / group);
            if (passed < 10_000) {
                group *= 2;
            }
        }
        return shortest;
    }
}
