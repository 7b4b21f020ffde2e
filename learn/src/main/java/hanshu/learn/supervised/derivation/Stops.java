package hanshu.learn.supervised.derivation;

import hanshu.nn.optim.Sgd;
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
                        stop("C", valleys, pass),
                        stop("D", valleys, new Point(pass.u() + 0.05, pass.v())),
                        stop("E", valleys, new Point(4.6, -2.4))));
    }

    private static Stop stop(String name, Landscape valleys, Point start) {
        var way = Descent.of(name, valleys, start, new Sgd.Config(), RATE, STEPS);
        return new Stop(way, Curvature.of(valleys, way.end()));
    }

    /** The highest point of the ground line v = 0 between the valleys, by halving on the side where the loss rises. */
    private static Point pass(Landscape valleys) {
        double low = -1;
        double high = 1;
        while (high - low > 1e-6) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (valleys.loss(left, 0) < valleys.loss(right, 0)) {
                low = left;
            } else {
                high = right;
            }
        }
        return new Point((low + high) / 2, 0);
    }
}
