package hanshu.learn.supervised.derivation;

import hanshu.nn.loss.Loss;
import hanshu.nn.loss.Mae;
import hanshu.nn.loss.Mse;
import hanshu.nn.loss.Reduction;
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;

/**
 * How wrong the line y = b + w·x₁ is on the training rows: L(b, w) = mean of (b + w·x₁ − y)², or of |b + w·x₁ − y|. Here
 * x₁ is counted from its smallest value, in standard deviations, so b is the answer at that value.
 *
 * @param x x₁ of each row: (rows)
 * @param y (rows)
 * @param each the loss of a row
 */
public record LineLoss(Tensor x, Tensor y, Loss each) implements Landscape {
    public static LineLoss squared(Examples rows) {
        return of(rows, new Mse(Reduction.NONE));
    }

    public static LineLoss absolute(Examples rows) {
        return of(rows, new Mae(Reduction.NONE));
    }

    private static LineLoss of(Examples rows, Loss each) {
        var x = rows.x().slice(1, 0, 1).reshape(rows.x().size(0));
        return new LineLoss(x.minus(x.min()), rows.y().reshape(x.size(0)), each);
    }

    /** The same of some rows only. */
    public LineLoss of(int... rows) {
        var some = Tensor.of(rows, rows.length);
        return new LineLoss(x.take(0, some), y.take(0, some), each);
    }

    @Override
    public Tensor loss(Tensor b, Tensor w) { // (points…)
        var answers = w.unsqueeze(-1).times(x).plus(b.unsqueeze(-1)); // (points…, rows)
        return each.of(answers, y.expand(answers.shape().toArray())).mean(-1); // (points…)
    }

    /** Where the squared loss is least (Legendre 1805): w = cov(x, y)/var(x), b = mean(y) − w·mean(x). */
    public Point best() {
        double mx = x.mean().item();
        double my = y.mean().item();
        double variance = x.minus(mx).square().mean().item();
        double w = variance == 0 ? 0 : x.minus(mx).times(y.minus(my)).mean().item() / variance;
        return new Point(my - w * mx, w);
    }

    /** ∂L/∂w at a point, b held fast. */
    public double slopeInW(double b, double w) {
        var unknown = Tensor.of(new float[] {(float) w}, 1).tracked();
        return Gradients.grad(
                        loss(Tensor.of(new float[] {(float) b}, 1), unknown).sum(), unknown)
                .item();
    }
}
