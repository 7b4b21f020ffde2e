package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * To find one's own partner among those of all rows: the cross-entropy of the cosines of one vector with many, divided by
 * a temperature τ.
 *
 * @param temperature τ, more than 0
 */
public record Contrastive(double temperature, Reduction reduction) {
    public Contrastive {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("Contrastive: temperature is more than 0, got " + temperature);
        }
    }

    /** The mean. */
    public Contrastive(double temperature) {
        this(temperature, Reduction.MEAN);
    }

    /**
     * InfoNCE (van den Oord, Li & Vinyals 2018, equation 4): query i belongs to key i, and the other keys are strangers.
     *
     * @param queries (batch, width)
     * @param keys (batch, width)
     */
    public Tensor infoNce(Tensor queries, Tensor keys) {
        requireMatrices("infoNce", queries, keys);
        var logits = unit(queries).matmul(unit(keys).transpose()).div(temperature); // (batch, batch)
        return new CrossEntropy(0).with(reduction).of(logits, Tensor.range(queries.size(0)));
    }

    /**
     * NT-Xent (Chen, Kornblith, Norouzi & Hinton 2020, equation 1): two views of each thing, where a view belongs to the
     * other of the same thing, and all views of other things are strangers.
     *
     * @param a (batch, width)
     * @param b (batch, width)
     */
    public Tensor ntXent(Tensor a, Tensor b) {
        requireMatrices("ntXent", a, b);
        int n = a.size(0);
        var views = unit(Tensor.concat(0, a, b)); // (2·batch, width)
        var all = Tensor.range(2 * n);
        var itself = all.unsqueeze(1).eq(all); // (2·batch, 2·batch)
        var logits = itself.where(
                Double.NEGATIVE_INFINITY, views.matmul(views.transpose()).div(temperature));
        var partner = Tensor.concat(0, all.slice(0, n, 2 * n), all.slice(0, 0, n));
        return new CrossEntropy(0).with(reduction).of(logits, partner);
    }

    /** Each row divided by its length, but by 10⁻¹² at least. */
    private static Tensor unit(Tensor rows) {
        return rows.div(rows.norm(new int[] {-1}, true).maximum(1e-12));
    }

    private static void requireMatrices(String loss, Tensor a, Tensor b) {
        Loss.requireSameShape(loss, a, b);
        if (a.rank() != 2) {
            throw new ShapeException(loss + ": needs (batch, width), got " + a.shape());
        }
    }
}
