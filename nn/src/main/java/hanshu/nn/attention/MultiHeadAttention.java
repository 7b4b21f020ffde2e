package hanshu.nn.attention;

import hanshu.nn.Dropout;
import hanshu.nn.Initialiser;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * Several attentions side by side, each in a projection of its own (Vaswani et al. 2017, section 3.2.2):
 *
 * <pre>
 *   headᵢ = attention(x·Wqᵢ, m·Wkᵢ, m·Wvᵢ)        y = [head₁ … headₕ]·Wo
 * </pre>
 *
 * <p>Attending to itself, m is x; across, it is another sequence, the memory. With fewer key-value heads than heads,
 * neighbouring heads share keys and values: grouped queries (Ainslie et al. 2023), with a single one multi-query (Shazeer
 * 2019).
 *
 * @param query Wq: in → heads·width
 * @param key Wk: in → keyValueHeads·width
 * @param value Wv: in → keyValueHeads·width
 * @param output Wo: heads·width → out
 * @param heads how many attentions
 * @param keyValueHeads a divisor of heads
 * @param positions what tells queries and keys where they are
 * @param dropout the share of attention weights that is dropped in training
 */
public record MultiHeadAttention(
        Linear query,
        Linear key,
        Linear value,
        Linear output,
        int heads,
        int keyValueHeads,
        Optional<RelativePositions> positions,
        double dropout)
        implements Layer {
    public MultiHeadAttention {
        if (heads < 1
                || keyValueHeads < 1
                || heads % keyValueHeads != 0
                || query.weight().size(1) % heads != 0
                || key.weight().size(1) != query.weight().size(1) / heads * keyValueHeads
                || value.weight().size(1) % keyValueHeads != 0
                || output.weight().size(0) != value.weight().size(1) / keyValueHeads * heads) {
            throw new ShapeException(
                    "MultiHeadAttention: %d heads and %d key-value heads do not fit query %s, key %s, value %s, output %s"
                            .formatted(
                                    heads,
                                    keyValueHeads,
                                    query.weight().shape(),
                                    key.weight().shape(),
                                    value.weight().shape(),
                                    output.weight().shape()));
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("MultiHeadAttention: the dropout is from 0 to 1, got " + dropout);
        }
    }

    /** What an element sees, and the cache with its keys and values in it. */
    public record Step(Tensor output, KeyValueCache cache) {}

    /** Width in and out; weights from Glorot's uniform distribution, biases 0. */
    public static MultiHeadAttention of(int width, int heads, Key key) {
        return grouped(width, heads, heads, key);
    }

    /** With fewer key-value heads than heads. */
    public static MultiHeadAttention grouped(int width, int heads, int keyValueHeads, Key key) {
        if (heads < 1 || width % heads != 0) {
            throw new ShapeException(
                    "MultiHeadAttention: the width divides by the heads, got " + width + " and " + heads);
        }
        int narrow = width / heads * keyValueHeads;
        return new MultiHeadAttention(
                projection(width, width, key.at("query")),
                projection(width, narrow, key.at("key")),
                projection(width, narrow, key.at("value")),
                projection(width, width, key.at("output")),
                heads,
                keyValueHeads,
                Optional.empty(),
                0);
    }

    private static Linear projection(int in, int out, Key key) {
        return Linear.of(in, out, Initialiser.glorotUniform(), Initialiser.zeros(), key);
    }

    /** The same with positions that turn queries and keys or add to the scores. */
    public MultiHeadAttention withPositions(RelativePositions relative) {
        return new MultiHeadAttention(query, key, value, output, heads, keyValueHeads, Optional.of(relative), dropout);
    }

    /** The same with dropout of attention weights. */
    public MultiHeadAttention withDropout(double rate) {
        return new MultiHeadAttention(query, key, value, output, heads, keyValueHeads, positions, rate);
    }

    /** Each element attends to all: (batch, time, in) → (batch, time, out). */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return attend(x, x, Optional.empty(), pass);
    }

    /**
     * Each element of x attends to the memory.
     *
     * @param x (batch, m, in)
     * @param memory (batch, n, in), or x itself
     * @param mask as of {@link Attention#weights}, broadcasting to (batch, m, n), or with an axis for the heads to
     *     (batch, heads, m, n)
     * @return (batch, m, out)
     */
    public Tensor attend(Tensor x, Tensor memory, Optional<Tensor> mask, Pass pass) {
        return attend(x, remember(memory, pass), mask, pass);
    }

    /** As {@link #attend(Tensor, Tensor, Optional, Pass)} to a memory whose keys and values are there already. */
    public Tensor attend(Tensor x, KeyValueCache memory, Optional<Tensor> mask, Pass pass) {
        return Place.in(this, () -> {
            var q = split(query.apply(x, pass), heads); // (batch, heads, m, width)
            return attend(q, memory.keys(), memory.values(), 0, mask, pass);
        });
    }

    /** The keys and values of a memory (batch, n, in), for those who attend to it more than once. */
    public KeyValueCache remember(Tensor memory, Pass pass) {
        return Place.in(this, () -> {
            var k = split(key.apply(memory, pass), keyValueHeads); // (batch, keyValueHeads, n, width)
            var v = split(value.apply(memory, pass), keyValueHeads);
            return new KeyValueCache(turned(k, 0), v);
        });
    }

    /**
     * The elements that follow those in the cache; each sees all before it and itself.
     *
     * @param x (batch, more, in)
     */
    public Step step(Tensor x, KeyValueCache cache, Pass pass) {
        return Place.in(this, () -> {
            var q = split(query.apply(x, pass), heads);
            var k = split(key.apply(x, pass), keyValueHeads);
            var v = split(value.apply(x, pass), keyValueHeads);
            var seen = cache.with(turned(k, cache.length()), v);
            var mask = AttentionMask.causal(x.size(1), seen.length());
            var y = attend(q, seen.keys(), seen.values(), cache.length(), Optional.of(mask), pass);
            return new Step(y, seen);
        });
    }

    /** A cache for {@link #step} in which nothing is yet. */
    public KeyValueCache cache(int batch) {
        int width = key.weight().size(1) / keyValueHeads;
        return KeyValueCache.empty(batch, keyValueHeads, width, key.weight().dtype());
    }

    private Tensor attend(Tensor q, Tensor k, Tensor v, int from, Optional<Tensor> mask, Pass pass) {
        var bias =
                positions.flatMap(p -> p.bias(q.size(2), k.size(2), q.dtype())).map(this::perGroup);
        var heads = Attention.scaledDotProduct(
                grouped(turned(q, from)), // (batch, groups, heads/groups, m, width)
                k.unsqueeze(2), // (batch, groups, 1, n, width)
                v.unsqueeze(2),
                mask.map(this::perHead),
                bias,
                weights -> new Dropout(dropout).apply(weights, pass.at("weights")));
        return output.apply(joined(heads), pass);
    }

    private Tensor turned(Tensor x, int from) {
        return positions.map(p -> p.turn(x, from)).orElse(x);
    }

    /** (batch, time, heads·width) → (batch, heads, time, width). */
    private static Tensor split(Tensor x, int heads) {
        if (x.rank() != 3) {
            throw new ShapeException("attention: needs (batch, time, in), got " + x.rank() + " axes");
        }
        return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }

    /** Heads that share keys and values: (batch, heads, …) → (batch, groups, heads/groups, …). */
    private Tensor grouped(Tensor x) {
        return x.reshape(x.size(0), keyValueHeads, heads / keyValueHeads, x.size(2), x.size(3));
    }

    private Tensor perGroup(Tensor x) { // (heads, m, n)
        return x.reshape(keyValueHeads, heads / keyValueHeads, x.size(1), x.size(2));
    }

    /** (…, m, n) → (batch, groups, heads/groups, m, n), the axis for the heads being 1 where the mask has none. */
    private Tensor perHead(Tensor mask) {
        return switch (mask.rank()) {
            case 2 -> mask;
            case 3 -> mask.unsqueeze(1).unsqueeze(1);
            case 4 ->
                mask.size(1) == 1
                        ? mask.unsqueeze(1)
                        : mask.reshape(mask.size(0), keyValueHeads, heads / keyValueHeads, mask.size(2), mask.size(3));
            default ->
                throw new ShapeException(
                        "attention: a mask is (m, n), (batch, m, n) or (batch, heads, m, n), got " + mask.shape());
        };
    }

    /** (batch, groups, heads/groups, time, width) → (batch, time, heads·width). */
    private Tensor joined(Tensor x) {
        var perHead = x.reshape(x.size(0), heads, x.size(3), x.size(4)); // (batch, heads, time, width)
        return perHead.transpose(1, 2).reshape(x.size(0), x.size(3), heads * x.size(4));
    }

    /** For example {@code MultiHeadAttention 512, 8 heads}. */
    @Override
    public String toString() {
        return "MultiHeadAttention " + query.weight().size(0) + ", " + heads + " heads";
    }
}
