package hanshu.learn.supervised.derivation;

/** A place in a plane of two unknowns: u, or b, goes to the right and v, or w, up. */
public record Point(double u, double v) {
    /** How far away another point is. */
    public double to(Point other) {
        return Math.hypot(u - other.u, v - other.v);
    }
}
