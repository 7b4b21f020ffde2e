package hanshu.nn.attention;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * The part of a Transformer that looks at each element alone: y = f(x·W₁ + b₁)·W₂ + b₂ (Vaswani et al. 2017, section 3.3).
 *
 * @param first W₁: in → inner
 * @param f ReLU in the paper
 * @param second W₂: inner → out
 * @param dropout the share of f's value that is dropped in training, from 0 to 1
 */
public record FeedForward(Linear first, Activation f, Linear second, double dropout) implements Layer {
    public FeedForward {
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("FeedForward: the dropout is from 0 to 1, got " + dropout);
        }
    }

    public static FeedForward of(int width, int inner, Activation f, double dropout, Key key) {
        return new FeedForward(
                Linear.of(width, inner, key.at("first")), f, Linear.of(inner, width, key.at("second")), dropout);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, in)
        return Place.in("FeedForward", () -> {
            var inner = f.apply(first.apply(x, pass), pass); // (…, inner)
            return second.apply(new Dropout(dropout).apply(inner, pass.at("dropout")), pass);
        });
    }
}
