package hanshu.data.image.augment;

import hanshu.data.DataException;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * Makes of each two pictures of a batch one, and of their classes a share of each: a change of whole batches, made where
 * the loss is computed, which must take shares (soft targets).
 *
 * <pre>{@code
 * var mixed = new Mixing.Mixup(0.2).apply(x, oneHot, pass.at("mix").key());
 * return crossEntropy.of(model.apply(mixed.x(), pass), mixed.y());
 * }</pre>
 */
public sealed interface Mixing {
    /**
     * What came of it.
     *
     * @param x (batch, height, width, channels)
     * @param y (batch, classes), shares that add up to 1
     */
    record Mixed(Tensor x, Tensor y) {}

    /**
     * Pictures and shares mixed in random pairs, with one random λ for the batch.
     *
     * @param x (batch, height, width, channels)
     * @param y (batch, classes), 1 for the class and 0 else, or shares
     */
    Mixed apply(Tensor x, Tensor y, Key key);

    /**
     * λ·x + (1 − λ)·x′ and λ·y + (1 − λ)·y′, where λ ~ Beta(α, α) (Zhang, Cissé, Dauphin & Lopez-Paz 2018, "mixup: beyond
     * empirical risk minimization", section 2).
     *
     * @param alpha above 0 up to 100; 0.2 in the paper for ImageNet, 1 for CIFAR
     */
    record Mixup(double alpha) implements Mixing {
        public Mixup {
            requireAlpha("mixup", alpha);
        }

        @Override
        public Mixed apply(Tensor x, Tensor y, Key key) {
            double lambda = new Draws(key.at("lambda")).beta(alpha);
            var partner = Mixing.partners(x, key);
            return new Mixed(Mixing.mix(x, partner, lambda), Mixing.mix(y, partner, lambda));
        }
    }

    /**
     * A rectangle of one picture in the other; its area is 1 − λ of the whole, so the classes have shares λ and 1 − λ,
     * where λ ~ Beta(α, α) before the rectangle is cut at the border (Yun et al. 2019, "CutMix: regularization strategy to
     * train strong classifiers with localizable features", section 3.1).
     *
     * @param alpha above 0 up to 100; 1 in the paper
     */
    record CutMix(double alpha) implements Mixing {
        public CutMix {
            requireAlpha("cutmix", alpha);
        }

        @Override
        public Mixed apply(Tensor x, Tensor y, Key key) {
            var draws = new Draws(key.at("lambda"));
            int height = x.size(1);
            int width = x.size(2);
            double side = Math.sqrt(1 - draws.beta(alpha));
            int rows = (int) (height * side);
            int columns = (int) (width * side);
            int middleY = draws.below(height);
            int middleX = draws.below(width);
            int top = Math.max(0, middleY - rows / 2);
            int left = Math.max(0, middleX - columns / 2);
            int bottom = Math.min(height, middleY - rows / 2 + rows);
            int right = Math.min(width, middleX - columns / 2 + columns);
            var inside = new boolean[height * width];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = i / width >= top && i / width < bottom && i % width >= left && i % width < right;
            }
            double kept = 1 - (double) Math.max(0, bottom - top) * Math.max(0, right - left) / inside.length;
            var partner = Mixing.partners(x, key);
            var mask = Tensor.of(inside, 1, height, width, 1);
            return new Mixed(mask.where(x.take(0, partner), x), Mixing.mix(y, partner, kept));
        }
    }

    private static Tensor partners(Tensor x, Key key) {
        int batch = x.size(0);
        return Tensor.sharing(key.at("partners").permutation(batch), 0, batch);
    }

    private static Tensor mix(Tensor x, Tensor partner, double lambda) {
        return x.times(lambda).plus(x.take(0, partner).times(1 - lambda));
    }

    private static void requireAlpha(String name, double alpha) {
        if (!(alpha > 0 && alpha <= 100)) {
            throw new DataException("%s: alpha lies above 0 and up to 100, but is %s".formatted(name, alpha));
        }
    }
}
