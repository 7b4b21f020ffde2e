package hanshu.data.image.augment;

import hanshu.data.DataException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Predicts several views of a picture and takes the mean of the probabilities (Krizhevsky, Sutskever & Hinton 2012,
 * "ImageNet classification with deep convolutional neural networks", section 4.1).
 *
 * @param flip whether to look at the mirrored picture too
 * @param shift whether to look at the picture moved by so many pixels in the four diagonal directions too; 0: not
 */
public record TestTime(boolean flip, int shift) {
    public TestTime {
        if (shift < 0) {
            throw new DataException("test-time averaging shifts by 0 or more pixels, not by " + shift);
        }
    }

    /** The views of a batch, itself first: each (batch, height, width, channels). What comes in from outside is 0. */
    public List<Tensor> views(Tensor x) {
        var views = new ArrayList<>(List.of(x));
        if (shift > 0) {
            if (shift >= x.size(1) || shift >= x.size(2)) {
                throw new DataException("test-time averaging: pictures of %d×%d can't be moved by %d pixels"
                        .formatted(x.size(1), x.size(2), shift));
            }
            for (int down : new int[] {-shift, shift}) {
                for (int right : new int[] {-shift, shift}) {
                    views.add(moved(moved(x, 1, down), 2, right));
                }
            }
        }
        if (flip) {
            List.copyOf(views).forEach(view -> views.add(view.flip(2)));
        }
        return views;
    }

    /** The mean over the views of what {@code probabilities} gives for each. */
    public Tensor mean(Tensor x, UnaryOperator<Tensor> probabilities) {
        var views = views(x);
        return views.stream()
                .map(probabilities)
                .reduce(Tensor::plus)
                .orElseThrow()
                .div(views.size());
    }

    private static Tensor moved(Tensor x, int axis, int by) {
        int n = x.size(axis);
        return by > 0
                ? x.slice(axis, 0, n - by).pad(axis, by, 0, 0)
                : x.slice(axis, -by, n).pad(axis, 0, -by, 0);
    }
}
