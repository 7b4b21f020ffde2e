package hanshu.learn.supervised.language;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.attention.AttentionMask;
import hanshu.nn.attention.FeedForward;
import hanshu.nn.attention.KeyValueCache;
import hanshu.nn.attention.LearnedPositions;
import hanshu.nn.attention.MultiHeadAttention;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.attention.TransformerEncoder;
import hanshu.nn.attention.TransformerEncoderLayer;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A Transformer that sees what came before and says what comes next (Radford et al. 2018, 2019: GPT, GPT-2):
 *
 * <pre>
 *   x = dropout(E[w] + P)        x = x + attention(norm(x))        logits = norm(x)·Eᵀ
 *                                x = x + feedForward(norm(x))      … as many times as there are layers
 * </pre>
 *
 * @param tokens E: (tokens, width)
 * @param positions P: (context, width)
 * @param blocks each element sees itself and those before it
 * @param head in place of Eᵀ; none ties the weights (Press & Wolf 2017)
 * @param dropout of the sum of E[w] and P
 */
public record Gpt(
        Embedding tokens, LearnedPositions positions, TransformerEncoder blocks, Optional<Linear> head, double dropout)
        implements LanguageModel<Gpt.State> {
    /**
     * What it remembers: keys and values of each layer, and the tokens they are of.
     *
     * @param read I64: (batch, how many are in the caches)
     */
    public record State(List<KeyValueCache> caches, Tensor read) {}

    /**
     * The sizes.
     *
     * @param tokens how many there are
     * @param context the most tokens that it sees
     * @param tied whether E is also what the logits are made by
     */
    public record Config(int tokens, int context, int layers, int heads, int width, double dropout, boolean tied) {
        /** nanoGPT's setting for a CPU: 4 layers with 4 heads, 128 wide, seeing 64 tokens, without dropout. */
        public static Config small(int tokens) {
            return new Config(tokens, 64, 4, 4, 128, 0, true);
        }
    }

    /**
     * Drawn as GPT-2's: weights from N(0, 0.02²), of what is added to x divided by √(2·layers) (Radford et al. 2019,
     * section 2.3); without biases, as nanoGPT.
     */
    public static Gpt of(Config config, Key key) {
        var sizes = TransformerConfig.of(config.width, config.heads, 4 * config.width)
                .withNormFirst()
                .withActivation(Activation.GELU)
                .withDropout(config.dropout);
        var blocks = withoutBias(TransformerEncoder.of(config.layers, sizes, key));
        double added = 0.02 / Math.sqrt(2.0 * config.layers);
        var model = new Gpt(
                Embedding.of(config.tokens, config.width, key),
                LearnedPositions.of(config.context, config.width, key.at("positions")),
                blocks,
                config.tied ? Optional.empty() : Optional.of(Linear.withoutBias(config.width, config.tokens, key)),
                config.dropout);
        var params = Params.of(model);
        var drawn = new LinkedHashMap<>(params.tensors());
        drawn.replaceAll((name, tensor) -> {
            boolean isAdded = name.endsWith("output.weight") || name.endsWith("second.weight");
            var shape = tensor.shape().toArray();
            return tensor.rank() == 2 ? key.at(name).normal(shape).times(isAdded ? added : 0.02) : tensor;
        });
        params.set(drawn);
        return params.frozen(model);
    }

    private static TransformerEncoder withoutBias(TransformerEncoder blocks) {
        var layers = blocks.layers().stream()
                .map(layer -> {
                    var a = layer.attention();
                    var f = layer.feedForward();
                    return new TransformerEncoderLayer(
                            new MultiHeadAttention(
                                    withoutBias(a.query()),
                                    withoutBias(a.key()),
                                    withoutBias(a.value()),
                                    withoutBias(a.output()),
                                    a.heads(),
                                    a.keyValueHeads(),
                                    a.positions(),
                                    a.dropout()),
                            layer.aroundAttention(),
                            new FeedForward(withoutBias(f.first()), f.f(), withoutBias(f.second()), f.dropout()),
                            layer.aroundFeedForward());
                })
                .toList();
        return new TransformerEncoder(layers, blocks.norm());
    }

    private static Linear withoutBias(Linear linear) {
        return new Linear(linear.weight(), Optional.empty());
    }

    @Override
    public Tensor logits(Tensor w, Pass pass) {
        var x = positions.apply(tokens.apply(w, pass), 0); // (batch, time, width)
        x = new Dropout(dropout).apply(x, pass.at("dropout"));
        return scores(blocks.apply(x, Optional.of(AttentionMask.causal(w.size(1))), pass.at("blocks")), pass);
    }

    private Tensor scores(Tensor x, Pass pass) {
        return head.map(h -> h.apply(x, pass))
                .orElseGet(() -> x.matmul(tokens.table().transpose()));
    }

    @Override
    public int context() {
        return positions.table().size(0);
    }

    @Override
    public State start(int batch) {
        return new State(blocks.caches(batch), Tensor.full(DType.I64, 0, Shape.of(batch, 0)));
    }

    /**
     * Reads each token once. When the context is full, the first half of it is forgotten and the rest read anew, for
     * keys and values hold the places at which they were read.
     */
    @Override
    public Step<State> read(Tensor w, State state) {
        var all = Tensor.concat(1, state.read, w.cast(DType.I64));
        if (all.size(1) > context()) {
            int kept = Math.clamp(context() / 2, 1, context());
            var rest = all.slice(1, all.size(1) - kept, all.size(1));
            return read(rest, start(w.size(0)));
        }
        var pass = Pass.evaluation();
        var x = positions.apply(tokens.apply(w, pass), state.read.size(1)); // (batch, n, width)
        var step = blocks.step(x, state.caches, pass);
        var last = step.output().get(1, w.size(1) - 1); // (batch, width)
        return new Step<>(scores(last, pass), new State(step.caches(), all));
    }

    @Override
    public State rows(State state, Tensor rows) {
        var caches = state.caches.stream().map(c -> c.rows(rows)).toList();
        return new State(caches, state.read.take(0, rows));
    }

    /** For example {@code Gpt 4 layers, 128 wide, 64 tokens of 65}. */
    @Override
    public String toString() {
        return "Gpt %d layers, %d wide, %d tokens of %d"
                .formatted(
                        blocks.layers().size(),
                        tokens.table().size(1),
                        context(),
                        tokens.table().size(0));
    }
}
