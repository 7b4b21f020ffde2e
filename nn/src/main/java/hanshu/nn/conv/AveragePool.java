package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import hanshu.tensor.Window.Span;
import java.util.ArrayList;

/**
 * Average pooling (LeCun et al. 1989): yₚ = the mean of what the window sees at place p, each channel by itself. As
 * torch.nn.AvgPool1d, 2d and 3d.
 *
 * @param window padded by half of what it reaches over at most
 * @param ceil whether the window may stick out over the end, so that no element stays unseen; what it finds there never
 *     counts
 * @param countPadding whether the zeros of the padding count
 */
public record AveragePool(Window window, boolean ceil, boolean countPadding) implements Layer {
    public AveragePool {
        MaxPool.requirePadding("AveragePool", window);
    }

    /** Squares (segments, cubes) of a size side by side, {@code AveragePool.of(2, 2)} for pictures. */
    public static AveragePool of(int... sizes) {
        return of(Window.of(sizes).withStride(sizes));
    }

    /** That counts its padding. */
    public static AveragePool of(Window window) {
        return new AveragePool(window, false, true);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, places…, channels)
        return Place.in(this, () -> {
            var reaching = Ceiling.window(window, x, ceil);
            var sum = x.sumPool(reaching);
            boolean allCount = reaching.equals(window) && (countPadding || window.equals(window.withoutPadding()));
            return allCount ? sum.times(1.0 / window.sizes().count()) : sum.div(counts(x, reaching));
        });
    }

    /** How many elements count at each place: (1, places…, 1). */
    private Tensor counts(Tensor x, Window reaching) {
        var one = x.shape().with(0, 1).with(-1, 1);
        var inside = Tensor.full(x.dtype(), 1, one);
        if (!countPadding) {
            return inside.sumPool(reaching);
        }
        var spans = new ArrayList<Span>();
        for (int i = 0; i < window.rank(); i++) { // the padding that counts becomes part of the space
            var s = window.axes().get(i);
            inside = inside.pad(i + 1, s.before(), s.after(), 1);
            int beyond = reaching.axes().get(i).after() - s.after();
            spans.add(new Span(s.size(), s.stride(), s.dilation(), 0, beyond));
        }
        return inside.sumPool(new Window(spans));
    }

    /** For example {@code AveragePool 2 × 2 by 2}. */
    @Override
    public String toString() {
        return "AveragePool " + window;
    }
}
