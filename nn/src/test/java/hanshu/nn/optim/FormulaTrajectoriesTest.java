package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.Params;
import hanshu.tensor.Close;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Optimisers that libtorch lacks, against their formulas in F64, element by element as the papers and the documentation
 * of PyTorch write them. Both are fed the gradients that the F64 run meets in a small valley.
 */
class FormulaTrajectoriesTest {
    private static final int STEPS = 25;
    private static final double[] START = {-1.25, 1, 0.5, -0.75, 1.5, 0.25};
    private static final Close CLOSE = new Close(0, 24 * Math.ulp(1f));

    /** An optimiser written down again: changes w, of n elements, in step t, counted from 1. */
    @FunctionalInterface
    private interface Formula {
        void step(int t, double[] w, double[] g, double rate);
    }

    private record Case(String name, Optimiser.Config config, Formula formula, double rate, Shape shape) {
        Case(String name, Optimiser.Config config, Formula formula, double rate, int... shape) {
            this(name, config, formula, rate, Shape.of(shape));
        }
    }

    @TestFactory
    Stream<DynamicTest> trajectories() {
        return Stream.of(
                        new Case("Adadelta", new Adadelta.Config(), adadelta(0.9, 1e-6, 0), 1, 6),
                        new Case(
                                "Adadelta, decay", new Adadelta.Config(0.8, 1e-3, 0.1), adadelta(0.8, 1e-3, 0.1), 1, 6),
                        new Case("Adamax", new Adamax.Config(), adamax(0.9, 0.999, 0), 0.05, 6),
                        new Case(
                                "Adamax, decay",
                                new Adamax.Config(0.8, 0.9, 1e-8, 0.1),
                                adamax(0.8, 0.9, 0.1),
                                0.05,
                                6),
                        new Case("NAdam", new NAdam.Config(), nadam(0, false), 0.05, 6),
                        new Case("NAdam, decay", nadam(false), nadam(0.1, false), 0.05, 6),
                        new Case("NAdam, decoupled", nadam(true), nadam(0.1, true), 0.05, 6),
                        new Case("RAdam", new RAdam.Config(), radam(0, false), 0.05, 6),
                        new Case("RAdam, decay", radam(false), radam(0.1, false), 0.05, 6),
                        new Case("RAdam, decoupled", radam(true), radam(0.1, true), 0.05, 6),
                        new Case("Rprop", new Rprop.Config(), rprop(), 0.01, 6),
                        new Case("Lion", new Lion.Config(), lion(0.9, 0.99, 0), 0.02, 6),
                        new Case("Lion, decay", new Lion.Config(0.8, 0.9, 0.1), lion(0.8, 0.9, 0.1), 0.02, 6),
                        new Case("LAMB", new Lamb.Config(), lamb(0.01), 0.02, 6),
                        new Case("LAMB of a matrix", new Lamb.Config(0.9, 0.999, 1e-6, 0.1), lamb(0.1), 0.02, 2, 3),
                        new Case("Adafactor of a vector", new Adafactor.Config(), adafactor(1, 6, 0), 0.05, 6),
                        new Case("Adafactor of a matrix", new Adafactor.Config(), adafactor(2, 3, 0), 0.05, 2, 3),
                        new Case(
                                "Adafactor, decay",
                                new Adafactor.Config(0.8, 1e-3, 1, 0.1),
                                adafactor(3, 2, 0.1),
                                0.05,
                                3,
                                2),
                        new Case("Lookahead", new Lookahead.Config(new Sgd.Config()), lookahead(5, 0.5), 0.01, 6),
                        new Case(
                                "Lookahead by 3",
                                new Lookahead.Config(new Sgd.Config(), 3, 0.8),
                                lookahead(3, 0.8),
                                0.01,
                                6),
                        new Case("Muon, wide", new Muon.Config(new Sgd.Config()), muon(2, 3, true, 0.1), 0.02, 2, 3),
                        new Case(
                                "Muon, tall, without Nesterov",
                                new Muon.Config(0.95, false, 0, 5, name -> true, new Sgd.Config()),
                                muon(3, 2, false, 0),
                                0.02,
                                3,
                                2))
                .map(c -> dynamicTest(c.name, () -> check(c)));
    }

    private static void check(Case c) {
        var params = Params.of(List.of(Tensor.of(floats(START), c.shape.toArray())));
        var optimiser = c.config.on(params);
        var w = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            var g = slope(w);
            c.formula.step(t, w, g, c.rate);
            optimiser.step(params.theta(), floats(g), c.rate);
            CLOSE.check(c.name + ", θ after step " + t, doubles(params.theta()), w);
        }
        assertThat(w).isNotEqualTo(START);
    }

    /** Two gradients a step: the second where the first has led, ρ away. */
    @Test
    void sam() {
        var params = Params.of(List.of(Tensor.of(floats(START))));
        var sam = new Sam.Config(new Sgd.Config(), 0.1).on(params);
        var w = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            var g = slope(w);
            double norm = length(g);
            var up = w.clone();
            for (int i = 0; i < w.length; i++) {
                up[i] += 0.1 * g[i] / norm;
            }
            sam.climb(params.theta(), floats(g));
            CLOSE.check("up in step " + t, doubles(params.theta()), up);
            var there = slope(up);
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.01 * there[i];
            }
            sam.step(params.theta(), floats(there), 0.01);
            CLOSE.check("θ after step " + t, doubles(params.theta()), w);
        }
    }

    /** The slope of Σ 5(θᵢ₊₁ − θᵢ²)² + (1 − θᵢ)² + sin(3θᵢ)/2. */
    private static double[] slope(double[] w) {
        var g = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            g[i] += 1.5 * Math.cos(3 * w[i]);
            if (i + 1 < w.length) {
                double curve = w[i + 1] - w[i] * w[i];
                g[i] += -20 * w[i] * curve - 2 * (1 - w[i]);
                g[i + 1] += 10 * curve;
            }
        }
        return slopeRounded(g);
    }

    /** As F32 has it, so that signs and sizes are the same for both. */
    private static double[] slopeRounded(double[] g) {
        return doubles(floats(g));
    }

    // ---- the formulas

    private static Formula adadelta(double rho, double epsilon, double decay) {
        var v = new double[6];
        var u = new double[6];
        return (t, w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                double gi = g[i] + decay * w[i];
                v[i] = rho * v[i] + (1 - rho) * gi * gi;
                double d = Math.sqrt(u[i] + epsilon) / Math.sqrt(v[i] + epsilon) * gi;
                u[i] = rho * u[i] + (1 - rho) * d * d;
                w[i] -= rate * d;
            }
        };
    }

    private static Formula adamax(double beta1, double beta2, double decay) {
        var m = new double[6];
        var u = new double[6];
        return (t, w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                double gi = g[i] + decay * w[i];
                m[i] = beta1 * m[i] + (1 - beta1) * gi;
                u[i] = Math.max(beta2 * u[i], Math.abs(gi) + 1e-8);
                w[i] -= rate / (1 - Math.pow(beta1, t)) * m[i] / u[i];
            }
        };
    }

    private static NAdam.Config nadam(boolean decoupled) {
        return new NAdam.Config(0.9, 0.999, 1e-8, 0.1, decoupled, 0.004);
    }

    private static Formula nadam(double decay, boolean decoupled) {
        var m = new double[6];
        var v = new double[6];
        DoubleUnaryOperator mu = t -> 0.9 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
        return (t, w, g, rate) -> {
            double product = 1;
            for (int s = 1; s <= t; s++) {
                product *= mu.applyAsDouble(s);
            }
            double now = mu.applyAsDouble(t);
            double next = mu.applyAsDouble(t + 1);
            for (int i = 0; i < w.length; i++) {
                double gi = decoupled ? g[i] : g[i] + decay * w[i];
                w[i] *= decoupled ? 1 - rate * decay : 1;
                m[i] = 0.9 * m[i] + 0.1 * gi;
                v[i] = 0.999 * v[i] + 0.001 * gi * gi;
                double root = Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8;
                w[i] -= rate * (1 - now) / (1 - product) * gi / root;
                w[i] -= rate * next / (1 - product * next) * m[i] / root;
            }
        };
    }

    private static RAdam.Config radam(boolean decoupled) {
        return new RAdam.Config(0.9, 0.999, 1e-8, 0.1, decoupled);
    }

    private static Formula radam(double decay, boolean decoupled) {
        var m = new double[6];
        var v = new double[6];
        return (t, w, g, rate) -> {
            double most = 2 / (1 - 0.999) - 1;
            double rho = most - 2 * t * Math.pow(0.999, t) / (1 - Math.pow(0.999, t));
            for (int i = 0; i < w.length; i++) {
                double gi = decoupled ? g[i] : g[i] + decay * w[i];
                w[i] *= decoupled ? 1 - rate * decay : 1;
                m[i] = 0.9 * m[i] + 0.1 * gi;
                v[i] = 0.999 * v[i] + 0.001 * gi * gi;
                double mean = m[i] / (1 - Math.pow(0.9, t));
                if (rho > 5) {
                    double adaptive = Math.sqrt(1 - Math.pow(0.999, t)) / (Math.sqrt(v[i]) + 1e-8);
                    double r = Math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho));
                    w[i] -= rate * mean * r * adaptive;
                } else {
                    w[i] -= rate * mean;
                }
            }
        };
    }

    private static Formula rprop() {
        var previous = new double[6];
        var sizes = new double[6];
        return (t, w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                double agreement = g[i] * previous[i];
                double factor = agreement > 0 ? 1.2 : agreement < 0 ? 0.5 : 1;
                sizes[i] = Math.clamp((t == 1 ? rate : sizes[i]) * factor, 1e-6, 50);
                double gi = agreement < 0 ? 0 : g[i];
                w[i] -= Math.signum(gi) * sizes[i];
                previous[i] = gi;
            }
        };
    }

    private static Formula lion(double beta1, double beta2, double decay) {
        var m = new double[6];
        return (t, w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                double c = beta1 * m[i] + (1 - beta1) * g[i];
                w[i] -= rate * (Math.signum(c) + decay * w[i]);
                m[i] = beta2 * m[i] + (1 - beta2) * g[i];
            }
        };
    }

    private static Formula lamb(double decay) {
        var m = new double[6];
        var v = new double[6];
        return (t, w, g, rate) -> {
            var u = new double[6];
            for (int i = 0; i < w.length; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                u[i] = m[i] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-6)
                        + decay * w[i];
            }
            double trust = length(w) / length(u);
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * trust * u[i];
            }
        };
    }

    /** Of a matrix; one row is a vector here, whose squares are all kept. */
    private static Formula adafactor(int rows, int columns, double decay) {
        double epsilon = Math.ulp(1f);
        var ofRows = new double[rows];
        var ofColumns = new double[columns];
        return (t, w, g, rate) -> {
            double ofNew = Math.pow(t, -0.8);
            double step = Math.max(1e-3, length(w) / Math.sqrt(6)) * Math.min(rate, 1 / Math.sqrt(t));
            for (int r = 0; r < rows; r++) {
                double mean = 0;
                for (int c = 0; c < columns; c++) {
                    mean += g[r * columns + c] * g[r * columns + c] / columns;
                }
                ofRows[r] += ofNew * (mean - ofRows[r]);
            }
            for (int c = 0; c < columns; c++) {
                double mean = 0;
                for (int r = 0; r < rows; r++) {
                    mean += g[r * columns + c] * g[r * columns + c] / rows;
                }
                ofColumns[c] += ofNew * (mean - ofColumns[c]);
            }
            double meanRow = 0;
            for (double row : ofRows) {
                meanRow += row / rows;
            }
            var u = new double[6];
            for (int i = 0; i < 6; i++) {
                double ofRow = rows == 1 ? 1 : ofRows[i / columns] / Math.max(meanRow, epsilon);
                u[i] = g[i] / Math.sqrt(Math.max(ofRow * ofColumns[i % columns], epsilon * epsilon));
            }
            double clip = Math.max(1, length(u) / Math.sqrt(6));
            for (int i = 0; i < 6; i++) {
                w[i] = w[i] * (1 - rate * decay) - step / clip * u[i];
            }
        };
    }

    private static Formula lookahead(int every, double share) {
        var slow = START.clone();
        return (t, w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * g[i];
                if (t % every == 0) {
                    slow[i] += share * (w[i] - slow[i]);
                    w[i] = slow[i];
                }
            }
        };
    }

    private static Formula muon(int in, int out, boolean nesterov, double decay) {
        var b = new double[6];
        return (t, w, g, rate) -> {
            var x = new double[6];
            for (int i = 0; i < 6; i++) {
                b[i] = 0.95 * b[i] + 0.05 * g[i];
                x[i] = nesterov ? 0.05 * g[i] + 0.95 * b[i] : b[i];
            }
            double norm = length(x);
            for (int i = 0; i < 6; i++) {
                x[i] /= norm;
            }
            for (int step = 0; step < 5; step++) {
                var cube = cube(x, x, in, out);
                var fifth = cube(x, cube, in, out);
                for (int i = 0; i < 6; i++) {
                    x[i] = 3.4445 * x[i] - 4.7750 * cube[i] + 2.0315 * fifth[i];
                }
            }
            double scale = Math.sqrt(Math.max(1, (double) out / in));
            for (int i = 0; i < 6; i++) {
                w[i] = w[i] * (1 - rate * decay) - rate * scale * x[i];
            }
        };
    }

    /** X·Xᵀ·Y. */
    private static double[] cube(double[] x, double[] y, int rows, int columns) {
        var product = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < rows; s++) {
                double gram = 0;
                for (int c = 0; c < columns; c++) {
                    gram += x[r * columns + c] * x[s * columns + c];
                }
                for (int c = 0; c < columns; c++) {
                    product[r * columns + c] += gram * y[s * columns + c];
                }
            }
        }
        return product;
    }

    private static double length(double[] x) {
        double sum = 0;
        for (double xi : x) {
            sum += xi * xi;
        }
        return Math.sqrt(sum);
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
