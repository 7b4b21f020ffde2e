package hanshu.learn.supervised.derivation;

import hanshu.nn.Params;
import hanshu.nn.optim.Optimiser;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A way downhill: each step goes against the slope, θ ← θ − η·∂L/∂θ, or as another optimiser says.
 *
 * @param name what is shown by it
 * @param rate η
 * @param path the start and where each step ended; it ends early where the loss grows beyond all bounds
 * @param losses at each point of the path
 */
public record Descent(String name, double rate, List<Point> path, List<Double> losses) {
    /** A loss so many times that of the start is not coming back. */
    private static final double BEYOND = 1e6;

    /** Which unknowns a step changes. */
    public enum Along {
        /** Both at once. */
        BOTH,
        /** Five steps of u alone, then five of v alone, and again. */
        ONE_AT_A_TIME
    }

    /** The two unknowns as a model: its θ is (u, v). */
    record Unknowns(Tensor u, Tensor v) {}

    public static Descent of(
            String name, Landscape landscape, Point start, Optimiser.Config optimiser, double rate, int steps) {
        return of(name, landscape, start, optimiser, rate, steps, Along.BOTH);
    }

    public static Descent of(
            String name,
            Landscape landscape,
            Point start,
            Optimiser.Config optimiser,
            double rate,
            int steps,
            Along along) {
        var params = Params.of(new Unknowns(
                Tensor.of(new float[] {(float) start.u()}, 1), Tensor.of(new float[] {(float) start.v()}, 1)));
        var unknowns = params.in(new Unknowns(params.get("u"), params.get("v")));
        var walker = optimiser.on(params);
        var theta = params.theta();
        var slope = new float[2];
        var path = new ArrayList<Point>();
        var losses = new ArrayList<Double>();
        for (int step = 0; step <= steps; step++) {
            var loss = landscape.loss(unknowns.u(), unknowns.v()).sum();
            path.add(new Point(theta[0], theta[1]));
            losses.add(loss.item());
            if (!(losses.getLast() < BEYOND * (1 + losses.getFirst()))) {
                break;
            }
            params.gradInto(loss, slope);
            if (along == Along.ONE_AT_A_TIME) {
                slope[step / 5 % 2 == 0 ? 1 : 0] = 0; // the other one rests
            }
            walker.step(theta, slope, rate);
        }
        return new Descent(name, rate, List.copyOf(path), List.copyOf(losses));
    }

    public Point end() {
        return path.getLast();
    }

    public double loss() {
        return losses.getLast();
    }

    /** Whether the loss ended above that of the start, or nowhere. */
    public boolean diverged() {
        return !(loss() <= losses.getFirst());
    }

    /** The first step after which the loss stays within a thousandth of the way down to {@code least}; -1: none. */
    public int arrival(double least) {
        double near = least + 0.001 * (losses.getFirst() - least);
        int last = losses.size();
        while (last > 0 && losses.get(last - 1) <= near) {
            last--;
        }
        return last == losses.size() ? -1 : last;
    }
}
