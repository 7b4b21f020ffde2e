package hanshu.learn.supervised.derivation;

import hanshu.tensor.Tensor;

/**
 * A loss with all the places where a descent can stop: a deep and a shallow valley, a pass between them and a plain
 * around. L(u, v) = 1 − e^(−(u − 1.2)² − v²/2) − 0.6·e^(−(u + 1.2)² − v²/2).
 */
public record TwoValleys() implements Landscape {
    @Override
    public Tensor loss(Tensor u, Tensor v) {
        var across = v.square().times(0.5);
        var deep = u.minus(1.2).square().plus(across).neg().exp();
        var shallow = u.plus(1.2).square().plus(across).neg().exp();
        return deep.plus(shallow.times(0.6)).subtractFrom(1);
    }
}
