package hanshu.bench.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.MultiheadAttentionForwardFuncOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Attention and the layers of the Transformer; batch first, weights as (in, out). */
final class AttentionCases {
    private static final long BATCH = 2;
    private static final long WIDTH = 4;
    private static final long INNER = 5;

    private AttentionCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        scaledDotProduct(file, "whole", 3, 5, "none");
        scaledDotProduct(file, "one of each", 1, 1, "none");
        scaledDotProduct(file, "masked", 3, 5, "bool");
        scaledDotProduct(file, "with a bias", 3, 5, "float");
        scaledDotProduct(file, "causal", 4, 4, "causal");
        grouped(file, 4, 2);
        grouped(file, 4, 1);
        byNetwork(file);
        for (var heads : new long[] {1, 2, 4}) {
            multiHead(file, heads, false, false);
            multiHead(file, heads, true, false);
            multiHead(file, heads, false, true);
        }
        rotary(file);
        for (var normFirst : new boolean[] {false, true}) {
            for (var masked : new boolean[] {false, true}) {
                encoderLayer(file, normFirst, masked);
                decoderLayer(file, normFirst, masked);
            }
        }
        return file;
    }

    private static void scaledDotProduct(VectorFile file, String name, long queries, long keys, String kind) {
        var draw = Draw.of("scaledDotProduct", name);
        var inputs = new ArrayList<>(List.of(
                draw.normal(BATCH, 2, queries, 3), draw.normal(BATCH, 2, keys, 3), draw.normal(BATCH, 2, keys, 2)));
        if (kind.equals("bool")) inputs.add(oneVisible(draw.mask(BATCH, 1, queries, keys)));
        if (kind.equals("float")) inputs.add(draw.normal(queries, keys));
        file.add("scaledDotProduct", name, Map.of("causal", kind.equals("causal")), inputs, x -> {
            var scores = x[0].matmul(x[1].transpose(-2, -1)).div(new Scalar(Math.sqrt(3)));
            if (kind.equals("float")) scores = scores.add(x[3]);
            if (kind.equals("bool")) scores = scores.masked_fill(x[3].logical_not(), new Scalar(Double.NEGATIVE_INFINITY));
            if (kind.equals("causal")) scores = scores.masked_fill(later(queries), new Scalar(Double.NEGATIVE_INFINITY));
            return torch.softmax(scores, -1).matmul(x[2]);
        });
        file.addValues("scaledDotProduct", name + ", by the function", Map.of("causal", kind.equals("causal")), inputs, x ->
                torch.scaled_dot_product_attention(
                        x[0],
                        x[1],
                        x[2],
                        x.length == 4 ? new TensorOptional(x[3]) : new TensorOptional(),
                        0,
                        kind.equals("causal"),
                        new DoubleOptional(),
                        false));
    }

    /** The first key is visible to all: a query that sees nothing is another matter. */
    private static Array oneVisible(Array mask) {
        var values = (boolean[]) mask.data();
        for (var i = 0; i < values.length; i += Math.toIntExact(mask.shape()[mask.shape().length - 1])) values[i] = true;
        return mask;
    }

    /** Where the key comes after the query. */
    private static Tensor later(long n) {
        var values = new boolean[Math.toIntExact(n * n)];
        for (var i = 0; i < values.length; i++) values[i] = i % n > i / n;
        return Array.bool(Array.shape(n, n), values).tensor();
    }

    private static void grouped(VectorFile file, long heads, long keyValueHeads) {
        var name = heads + " heads, " + keyValueHeads + " for keys and values";
        var draw = Draw.of("groupedQueries", name);
        var inputs = List.of(
                draw.normal(BATCH, heads, 3, 2), draw.normal(BATCH, keyValueHeads, 5, 2), draw.normal(BATCH, keyValueHeads, 5, 2));
        file.addValues("groupedQueries", name, Map.of(), inputs, x -> torch.scaled_dot_product_attention(
                x[0], x[1], x[2], new TensorOptional(), 0, false, new DoubleOptional(), true));
    }

    /** Inputs: queries, memory, then the weights. */
    private static void byNetwork(VectorFile file) {
        for (var queries : new long[] {1, 3}) {
            var name = queries + " queries";
            var draw = Draw.of("attention", name);
            var q = draw.normal(BATCH, queries, 3);
            var memory = draw.normal(BATCH, 4, 5);
            var additive = List.of(q, memory, draw.normal(3, 6), draw.normal(5, 6), draw.normal(6));
            var composed = Map.<String, Object>of("source", "composed");
            file.add("additive", name, composed, additive, x -> {
                var hidden = x[0].matmul(x[2]).unsqueeze(2).add(x[1].matmul(x[3]).unsqueeze(1));
                return torch.softmax(hidden.tanh().matmul(x[4]), -1).matmul(x[1]);
            });
            var multiplicative = List.of(q, memory, draw.normal(3, 5));
            file.add("multiplicative", name, composed, multiplicative, x -> {
                var scores = x[0].matmul(x[2]).matmul(x[1].transpose(1, 2));
                return torch.softmax(scores, -1).matmul(x[1]);
            });
        }
    }

    /** Weight and bias of query, key, value and output. */
    private static Stream<Array> weights(Draw draw) {
        return Stream.of(0, 1, 2, 3).flatMap(i -> Stream.of(draw.uniform(-1, 1, WIDTH, WIDTH), draw.uniform(-1, 1, WIDTH)));
    }

    private static Stream<Array> feedForward(Draw draw) {
        return Stream.of(
                draw.uniform(-1, 1, WIDTH, INNER),
                draw.uniform(-1, 1, INNER),
                draw.uniform(-1, 1, INNER, WIDTH),
                draw.uniform(-1, 1, WIDTH));
    }

    private static Stream<Array> norm(Draw draw) {
        return Stream.of(draw.uniform(0.5, 1.5, WIDTH), draw.normal(WIDTH));
    }

    private static void multiHead(VectorFile file, long heads, boolean cross, boolean causal) {
        var name = heads + " heads" + (cross ? ", across" : "") + (causal ? ", causal" : "");
        var draw = Draw.of("multiHead", name);
        var inputs = Stream.concat(
                        Stream.of(draw.normal(BATCH, 3, WIDTH), draw.normal(BATCH, cross ? 5 : 3, WIDTH)), weights(draw))
                .toList();
        var params = Map.<String, Object>of("heads", heads, "cross", cross, "causal", causal);
        file.add("multiHead", name, params, inputs, x -> multiHead(
                x[0], cross ? x[1] : x[0], Arrays.copyOfRange(x, 2, 10), heads, causal));
    }

    private static Tensor multiHead(Tensor x, Tensor memory, Tensor[] w, long heads, boolean causal) {
        var options = new MultiheadAttentionForwardFuncOptions(
                WIDTH,
                heads,
                torch.cat(new TensorVector(w[0].t(), w[2].t(), w[4].t()), 0),
                torch.cat(new TensorVector(w[1], w[3], w[5]), 0),
                new Tensor(),
                new Tensor(),
                false,
                0,
                w[6].t(),
                w[7]);
        options.training().put(false);
        options.need_weights().put(false);
        if (causal) {
            var mask = torch.zeros(Array.shape(x.size(1), x.size(1)), x.options());
            options.attn_mask().put(mask.masked_fill(later(x.size(1)), new Scalar(Double.NEGATIVE_INFINITY)));
        }
        var m = memory.transpose(0, 1); // (time, batch, width)
        return torch.multi_head_attention_forward(x.transpose(0, 1), m, m, options)
                .get0()
                .transpose(0, 1);
    }

    /** Pairs of neighbours or halves turned by p·base^(−2i/d), written with sines and cosines. */
    private static void rotary(VectorFile file) {
        for (var halves : new boolean[] {false, true}) {
            for (var from : new int[] {0, 3}) {
                var name = (halves ? "halves" : "neighbours") + " from " + from;
                var inputs = List.of(Draw.of("rotary", name).normal(2, 5, 6));
                var params = Map.<String, Object>of("halves", halves, "from", from, "base", 100.0, "source", "composed");
                file.add("rotary", name, params, inputs, x -> {
                    var angles = new double[5 * 3];
                    for (var i = 0; i < angles.length; i++) angles[i] = (from + i / 3) * Math.pow(100, -(i % 3) / 3.0);
                    var angle = Array.f64(Array.shape(5, 3), angles).tensor();
                    var pairs = halves ? x[0].reshape(2, 5, 2, 3).transpose(2, 3) : x[0].reshape(2, 5, 3, 2);
                    var a = pairs.select(-1, 0);
                    var b = pairs.select(-1, 1);
                    var turned = torch.stack(
                            new TensorVector(
                                    a.mul(angle.cos()).sub(b.mul(angle.sin())),
                                    a.mul(angle.sin()).add(b.mul(angle.cos()))),
                            halves ? 2 : 3);
                    return turned.reshape(2, 5, 6);
                });
            }
        }
    }

    /** Inputs: x, attention, norm, feed-forward, norm. */
    private static void encoderLayer(VectorFile file, boolean normFirst, boolean masked) {
        var name = (normFirst ? "norms before" : "norms after") + (masked ? ", causal" : "");
        var draw = Draw.of("encoderLayer", name);
        var inputs = Stream.of(Stream.of(draw.normal(BATCH, 3, WIDTH)), weights(draw), norm(draw), feedForward(draw), norm(draw))
                .flatMap(parts -> parts)
                .toList();
        var params = Map.<String, Object>of("normFirst", normFirst, "causal", masked);
        file.add("encoderLayer", name, params, inputs, x -> {
            Case.Function attention = t -> multiHead(t[0], t[0], Arrays.copyOfRange(x, 1, 9), 2, masked);
            var y = around(x[0], attention, x[9], x[10], normFirst);
            return around(y, t -> feedForward(t[0], x, 11), x[15], x[16], normFirst);
        });
    }

    /** Inputs: x, memory, attention, norm, cross attention, norm, feed-forward, norm. */
    private static void decoderLayer(VectorFile file, boolean normFirst, boolean masked) {
        var name = (normFirst ? "norms before" : "norms after") + (masked ? ", causal" : "");
        var draw = Draw.of("decoderLayer", name);
        var inputs = Stream.of(
                        Stream.of(draw.normal(BATCH, 3, WIDTH), draw.normal(BATCH, 4, WIDTH)),
                        weights(draw),
                        norm(draw),
                        weights(draw),
                        norm(draw),
                        feedForward(draw),
                        norm(draw))
                .flatMap(parts -> parts)
                .toList();
        var params = Map.<String, Object>of("normFirst", normFirst, "causal", masked);
        file.add("decoderLayer", name, params, inputs, x -> {
            Case.Function attention = t -> multiHead(t[0], t[0], Arrays.copyOfRange(x, 2, 10), 2, masked);
            var y = around(x[0], attention, x[10], x[11], normFirst);
            Case.Function cross = t -> multiHead(t[0], x[1], Arrays.copyOfRange(x, 12, 20), 2, false);
            var z = around(y, cross, x[20], x[21], normFirst);
            return around(z, t -> feedForward(t[0], x, 22), x[26], x[27], normFirst);
        });
    }

    private static Tensor feedForward(Tensor t, Tensor[] x, int at) {
        var inner = torch.linear(t, x[at].t(), new TensorOptional(x[at + 1])).relu();
        return torch.linear(inner, x[at + 2].t(), new TensorOptional(x[at + 3]));
    }

    private static Tensor around(Tensor x, Case.Function f, Tensor gamma, Tensor beta, boolean normFirst) {
        return normFirst ? x.add(f.of(norm(x, gamma, beta))) : norm(x.add(f.of(x)), gamma, beta);
    }

    private static Tensor norm(Tensor x, Tensor gamma, Tensor beta) {
        return torch.layer_norm(
                x, Array.shape(WIDTH), new TensorOptional(gamma), new TensorOptional(beta), 1e-5, false);
    }
}
