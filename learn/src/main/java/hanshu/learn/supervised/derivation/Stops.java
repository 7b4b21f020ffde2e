package hanshu.learn.supervised.derivation;

import hanshu.nn.optim.Sgd;
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.List;

/**
 * Where a descent stops: the same rule from different starts of {@link TwoValleys}, and what the curvature says of the
 * place.
 *
 * @param pass the saddle between the valleys
 */
public record Stops(Surface surface, Point pass, List<Stop> stops) {
    private static final double RATE = 0.3;
    private static final int STEPS = 120;

    /** On the saddle a rounding error grows by a seventh a step; after so many it still can't be seen. */
    private static final int PAUSE = 20;

    /** A descent, and what its end is. */
    public record Stop(Descent way, Curvature end) {}

    public static Stops of() {
        var valleys = new TwoValleys();
        var pass = pass(valleys);
        return new Stops(
                Surface.of(valleys, new Point(-3.4, -3), new Point(5, 3), 48),
                pass,
                List.of(
                        stop("A", valleys, new Point(2.4, 1.4)),
                        stop("B", valleys, new Point(-2.2, 1.4)),
                        stop("C", valleys, pass, PAUSE),
                        stop("D", valleys, new Point(pass.u() + 0.05, pass.v())),
                        stop("E", valleys, new Point(4.6, -2.4))));
    }

    private static Stop stop(String name, Landscape valleys, Point start) {
        return stop(name, valleys, start, STEPS);
    }

    private static Stop stop(String name, Landscape valleys, Point start, int steps) {
        var way = Descent.of(name, valleys, start, new Sgd.Config(), RATE, steps);
        return new Stop(way, Curvature.of(valleys, way.end()));
    }

    /** Where the slope along the line v = 0 between the valleys turns from up to down, by halving. */
    private static Point pass(Landscape valleys) {
        double low = -1;
        double high = 1;
        for (int halving = 0; halving < 40; halving++) {
            double middle = (low + high) / 2;
            var u = Tensor.of(new float[] {(float) middle}, 1).tracked();
            boolean rising =
                    Gradients.grad(valleys.loss(u, Tensor.zeros(1)).sum(), u).item() > 0;
            low = rising ? middle : low;
            high = rising ? high : middle;
        }
        return new Point((low + high) / 2, 0);
    }
}
