package hanshu.nn.optim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * Limited-memory BFGS (Liu & Nocedal 1989; two-loop recursion: Nocedal & Wright 2006, algorithm 7.4) for smooth losses
 * that can be computed on all the data at once. Each iteration goes along
 *
 * <pre>   d = −H·∇L(θ)</pre>
 *
 * <p>where H approximates the inverse Hessian from the last few steps, as far as the loss falls enough (Armijo's rule,
 * halving the step).
 *
 * @param history how many steps H remembers
 * @param iterations at most
 * @param tolerance ends when an iteration lowers the loss by less than this share of it
 */
public record Lbfgs(int history, int iterations, double tolerance) {
    private static final double SUFFICIENT = 1e-4;
    private static final int HALVINGS = 30;

    /** The loss at θ; its gradient is written into the second array. */
    public interface Objective {
        double at(float[] theta, float[] gradient);
    }

    @SuppressWarnings("ArrayRecordComponent") // vectors that nobody compares
    private record Pair(double[] step, double[] change, double curvature) {}

    /** Ten remembered steps, at most 500 iterations, to a relative change of 1e-7. */
    public static Lbfgs standard() {
        return new Lbfgs(10, 500, 1e-7);
    }

    public Lbfgs {
        if (history < 1 || iterations < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "Lbfgs: history and iterations are 1 or more and tolerance 0 or more, got " + history + ", "
                            + iterations + ", " + tolerance);
        }
    }

    /** Walks θ downhill in place and returns the loss it reached. */
    public double minimise(float[] theta, Objective objective) {
        int n = theta.length;
        var gradient = new float[n];
        var nextGradient = new float[n];
        var next = new float[n];
        Deque<Pair> memory = new ArrayDeque<>();
        double loss = objective.at(theta, gradient);
        for (int iteration = 0; iteration < iterations; iteration++) {
            var direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                return loss; // a stationary point, or no smaller loss within reach of the arithmetic
            }
            double size = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double reached = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < HALVINGS; halving++, size /= 2) {
                for (int i = 0; i < n; i++) {
                    next[i] = (float) (theta[i] + size * direction[i]);
                }
                reached = objective.at(next, nextGradient);
                if (reached <= loss + SUFFICIENT * size * slope) {
                    break;
                }
            }
            if (!(reached < loss)) {
                return loss;
            }
            remember(memory, theta, next, gradient, nextGradient);
            System.arraycopy(next, 0, theta, 0, n);
            System.arraycopy(nextGradient, 0, gradient, 0, n);
            boolean settled = loss - reached <= tolerance * Math.abs(reached);
            loss = reached;
            if (settled) {
                return loss;
            }
        }
        return loss;
    }

    private void remember(Deque<Pair> memory, float[] from, float[] to, float[] gradientFrom, float[] gradientTo) {
        var step = new double[from.length];
        var change = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            step[i] = (double) to[i] - from[i];
            change[i] = (double) gradientTo[i] - gradientFrom[i];
        }
        double curvature = dot(step, change);
        if (curvature > 1e-10 * dot(change, change)) { // else H would lose positive definiteness
            memory.addLast(new Pair(step, change, curvature));
            if (memory.size() > history) {
                memory.removeFirst();
            }
        }
    }

    private static double[] direction(float[] gradient, Deque<Pair> memory) {
        var q = new double[gradient.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = gradient[i];
        }
        var weights = new ArrayDeque<Double>();
        for (var pair : new ArrayList<>(memory).reversed()) {
            double weight = dot(pair.step, q) / pair.curvature;
            weights.push(weight);
            addScaled(q, pair.change, -weight);
        }
        if (!memory.isEmpty()) {
            var last = memory.getLast();
            double scale = last.curvature / dot(last.change, last.change);
            for (int i = 0; i < q.length; i++) {
                q[i] *= scale;
            }
        }
        for (var pair : memory) {
            addScaled(q, pair.step, weights.pop() - dot(pair.change, q) / pair.curvature);
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = -q[i];
        }
        return q;
    }

    private static void addScaled(double[] to, double[] vector, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
