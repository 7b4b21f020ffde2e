package hanshu.learn.supervised.derivation;

import hanshu.tensor.Gradients;
import hanshu.tensor.LinearAlgebra;
import hanshu.tensor.Tensor;
import java.util.List;

/**
 * What a loss looks like around a point: its slope, and the eigenvalues of the matrix H of its second derivatives, which
 * are the curvatures along the two directions that bend most and least.
 *
 * @param at the point
 * @param slope ‖∂L/∂θ‖
 * @param least the smaller eigenvalue of H
 * @param most the larger one
 */
public record Curvature(Point at, double loss, double slope, double least, double most) {
    /** Slopes and curvatures of a smaller size are flat to the eye. */
    private static final double FLAT = 1e-3;

    /** What kind of place it is. */
    public enum Place {
        /** The slope says where to go. */
        SLOPE,
        /** No slope, and upwards in all directions: H has positive eigenvalues only. */
        MINIMUM,
        /** No slope, downwards in all directions. */
        MAXIMUM,
        /** No slope, up in one direction and down in another. */
        SADDLE,
        /** No slope and no curvature that could be told from none. */
        PLATEAU
    }

    public static Curvature of(Landscape landscape, Point at) {
        var u = Tensor.of(new float[] {(float) at.u()}, 1).tracked();
        var v = Tensor.of(new float[] {(float) at.v()}, 1).tracked();
        var loss = landscape.loss(u, v).sum();
        var unknowns = List.of(u, v);
        var slope = Tensor.concat(0, Gradients.grad(loss, unknowns).toArray(Tensor[]::new));
        var one = Tensor.ones(1);
        var zero = Tensor.zeros(1);
        var h = Tensor.stack(
                0,
                Tensor.concat(
                        0,
                        Gradients.hessianVector(loss, unknowns, List.of(one, zero))
                                .toArray(Tensor[]::new)),
                Tensor.concat(
                        0,
                        Gradients.hessianVector(loss, unknowns, List.of(zero, one))
                                .toArray(Tensor[]::new)));
        var eigen = LinearAlgebra.symmetricEigen(h).values().toDoubles();
        return new Curvature(
                at,
                loss.item(),
                Math.sqrt(slope.square().sum().item()),
                Math.min(eigen[0], eigen[1]),
                Math.max(eigen[0], eigen[1]));
    }

    public Place place() {
        if (slope > FLAT) {
            return Place.SLOPE;
        } else if (most < FLAT && least > -FLAT) {
            return Place.PLATEAU;
        } else if (least > 0) {
            return Place.MINIMUM;
        }
        return most > 0 ? Place.SADDLE : Place.MAXIMUM;
    }
}
