package hanshu.learn.supervised.derivation;

import hanshu.nn.optim.Adagrad;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.RmsProp;
import hanshu.nn.optim.Sgd;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first step: a line y = b + w·x₁, its loss as a surface, and the ways down.
 *
 * @param best where the squared loss is least
 * @param squared the surface of the squared loss
 * @param absolute of the absolute loss, over the same b and w
 * @param at the curvature where the squared loss is least
 * @param slopes of the squared loss in w, left of its least, there, and right of it
 * @param ways one unknown at a time, then both
 * @param rates too small, right and too large
 * @param optimisers others from the same start
 */
public record OneInput(
        LineLoss loss,
        Point start,
        Point best,
        Surface squared,
        Surface absolute,
        Curvature at,
        List<Slope> slopes,
        List<Descent> ways,
        Descent absoluteWay,
        List<Descent> rates,
        List<Descent> optimisers) {
    private static final int CELLS = 40;
    private static final int STEPS = 100;

    /** ∂L/∂w at a w, and where a step along it leads. */
    public record Slope(double w, double slope, double next) {}

    public static OneInput of(Question question) {
        var loss = LineLoss.squared(question.train());
        var absolute = LineLoss.absolute(question.train());
        var best = loss.best();
        var at = Curvature.of(loss, best);
        var start = new Point(best.u() + 1, -best.v()); // tilted the wrong way, and too high
        double rate = 1 / at.most();
        var ways = List.of(
                Descent.of("one", loss, start, new Sgd.Config(), rate, STEPS, Descent.Along.ONE_AT_A_TIME),
                Descent.of("both", loss, start, new Sgd.Config(), rate, STEPS));
        var seen = Stream.concat(Stream.of(best), ways.stream().flatMap(way -> way.path().stream()))
                .toList();
        var low = corner(seen, best, -1);
        var high = corner(seen, best, 1);
        return new OneInput(
                loss,
                start,
                best,
                Surface.of(loss, low, high, CELLS),
                Surface.of(absolute, low, high, CELLS),
                at,
                Stream.of(-0.5, -0.1, 0.0, 0.1, 0.5)
                        .map(far -> slope(loss, best.u(), best.v() + far, rate))
                        .toList(),
                ways,
                Descent.of("absolute", absolute, start, new Sgd.Config(), rate, STEPS),
                List.of(
                        Descent.of("small", loss, start, new Sgd.Config(), 0.02 * rate, STEPS),
                        Descent.of("right", loss, start, new Sgd.Config(), rate, STEPS),
                        Descent.of("large", loss, start, new Sgd.Config(), 2.05 * rate, STEPS / 10)),
                List.of(
                        way("SGD", loss, start, new Sgd.Config(), rate),
                        way("momentum 0.9", loss, start, new Sgd.Config(0.9, 0, false, 0), 0.2 * rate),
                        way("AdaGrad", loss, start, new Adagrad.Config(), 0.5),
                        way("RMSprop", loss, start, new RmsProp.Config(), 0.05),
                        way("Adam", loss, start, new Adam.Config(), 0.2)));
    }

    /** Beyond the lowest (−1) or highest (1) of the points in both unknowns, with a margin; the best lies well inside. */
    private static Point corner(List<Point> points, Point best, int side) {
        double u = points.stream()
                .mapToDouble(p -> side * (p.u() - best.u()))
                .max()
                .orElse(0);
        double v = points.stream()
                .mapToDouble(p -> side * (p.v() - best.v()))
                .max()
                .orElse(0);
        return new Point(best.u() + side * (1 + 1.1 * u), best.v() + side * (0.5 + 1.2 * v));
    }

    private static Descent way(String name, Landscape loss, Point start, Optimiser.Config optimiser, double rate) {
        return Descent.of(name, loss, start, optimiser, rate, STEPS);
    }

    private static Slope slope(LineLoss loss, double b, double w, double rate) {
        double slope = loss.slopeInW(b, w);
        return new Slope(w, slope, w - rate * slope);
    }

    /** The line in the units of the data: y = b + w·x₁. */
    public Point inUnits(Question question) {
        double smallest = question.inputMean()
                + question.inputDeviation()
                        * question.train().x().slice(1, 0, 1).min().item();
        double w = best.v() * question.deviation() / question.inputDeviation();
        double atSmallest = question.mean() + question.deviation() * best.u();
        return new Point(atSmallest - w * smallest, w);
    }
}
