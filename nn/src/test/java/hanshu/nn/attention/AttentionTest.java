package hanshu.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.LayerConformance;
import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Key KEY = Key.of(1);
    private static final Pass PASS = Pass.evaluation();
    private static final TransformerConfig CONFIG =
            TransformerConfig.of(8, 4, 12).withActivation(Activation.GELU).withKeyValueHeads(2);

    @Test
    void aQueryThatSeesNothingGetsZeros() {
        var q = KEY.at("q").normal(2, 3).tracked();
        var k = KEY.at("k").normal(4, 3);
        var mask = Tensor.of(new boolean[] {true, false, true, true, false, false, false, false}, 2, 4);
        var y = Attention.scaledDotProduct(q, k, k, Optional.of(mask));
        assertThat(y.slice(0, 1, 2).toFloats()).containsExactly(0, 0, 0);
        var slope = Gradients.grad(y.square().sum(), q);
        assertThat(slope.slice(0, 1, 2).toFloats()).containsOnly(0);
        assertThat(slope.toFloats()).doesNotContain(Float.NaN);
    }

    @Test
    void masks() {
        assertThat(AttentionMask.causal(3).toBooleans())
                .containsExactly(true, false, false, true, true, false, true, true, true);
        assertThat(AttentionMask.causal(1, 3).toBooleans()).containsExactly(true, true, true);
        assertThat(AttentionMask.window(3, 2).toBooleans())
                .containsExactly(true, false, false, true, true, false, false, true, true);
        var padding = AttentionMask.padding(Tensor.of(new long[] {2, 0}, 2), 3);
        assertThat(padding.shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(padding.toBooleans()).containsExactly(true, true, false, false, false, false);
        assertThatThrownBy(() -> AttentionMask.causal(4, 3))
                .hasMessage("causal mask: the queries are the last of the keys, got 4 of 3");
    }

    /** What is masked as padding changes nothing that is there. */
    @Test
    void paddingChangesNothing() {
        var encoder = TransformerEncoder.of(2, CONFIG, KEY);
        var x = KEY.at("x").normal(2, 5, 8);
        var mask = Optional.of(AttentionMask.padding(Tensor.of(new long[] {3, 5}, 2), 5));
        var there = Tensor.of(new long[] {3, 5}, 2, 1).gt(Tensor.range(5)).unsqueeze(2);
        var other = there.where(x, Tensor.full(9));
        var y = encoder.apply(x, mask, PASS);
        assertThat(encoder.apply(other, mask, PASS).slice(1, 0, 3).toFloats())
                .isEqualTo(y.slice(1, 0, 3).toFloats());
        var alone = encoder.apply(x.slice(0, 0, 1).slice(1, 0, 3), PASS);
        close(y.slice(0, 0, 1).slice(1, 0, 3), alone);
    }

    /** Generating element by element, or in pieces, gives what all at once gives; with every kind of position. */
    @Test
    void theCacheChangesNothing() {
        for (var positions : List.of(
                new Rotary(),
                new Rotary(Rotary.Pairs.HALVES, 500),
                new RelativeBias(KEY.at("bias").normal(6, 4), false, 8))) {
            var encoder = TransformerEncoder.of(2, CONFIG.withNormFirst(), KEY).withPositions(positions);
            var x = KEY.at("x").normal(2, 7, 8);
            var whole = encoder.apply(x, Optional.of(AttentionMask.causal(7)), PASS);
            var caches = encoder.caches(2);
            int at = 0;
            for (int piece : new int[] {1, 1, 3, 2}) {
                var step = encoder.step(x.slice(1, at, at + piece), caches, PASS);
                close(step.output(), whole.slice(1, at, at + piece));
                caches = step.caches();
                at += piece;
            }
            assertThat(caches.getFirst().length()).isEqualTo(7);
        }
    }

    @Test
    void theDecoderGeneratesWhatItTrains() {
        var decoder = TransformerDecoder.of(2, CONFIG, KEY);
        var x = KEY.at("x").normal(2, 4, 8);
        var memory = KEY.at("memory").normal(2, 3, 8);
        var mask = Optional.of(AttentionMask.padding(Tensor.of(new long[] {3, 2}, 2), 3));
        var whole = decoder.apply(x, memory, mask, PASS);
        var state = decoder.start(memory, mask, PASS);
        var remembered = state.layers().getLast().memory();
        for (int t = 0; t < 4; t++) {
            var step = decoder.step(x.slice(1, t, t + 1), state, PASS);
            close(step.output(), whole.slice(1, t, t + 1));
            state = step.state();
        }
        assertThat(state.layers().getLast().seen().length()).isEqualTo(4);
        assertThat(state.layers().getLast().memory()).isSameAs(remembered); // computed once
        var otherMemory = Tensor.concat(
                1, memory.slice(1, 0, 2), KEY.at("other").normal(2, 1, 8)); // the second row does not see it
        close(decoder.apply(x, otherMemory, mask, PASS).slice(0, 1, 2), whole.slice(0, 1, 2));
    }

    /** A mask with an axis for the heads, and one that is the same for all of them. */
    @Test
    void masksForHeads() {
        var attention = MultiHeadAttention.grouped(8, 4, 2, KEY);
        var x = KEY.at("x").normal(2, 3, 8);
        var causal = AttentionMask.causal(3);
        var expected = attention.attend(x, x, Optional.of(causal), PASS).toFloats();
        for (var shape : List.of(new int[] {2, 3, 3}, new int[] {2, 1, 3, 3}, new int[] {2, 4, 3, 3})) {
            var mask = Optional.of(causal.expand(shape));
            assertThat(attention.attend(x, x, mask, PASS).toFloats()).isEqualTo(expected);
        }
    }

    /** The score of a turned query and key depends on their distance alone. */
    @Test
    void rotaryKnowsDistances() {
        var rotary = new Rotary();
        var q = KEY.at("q").normal(1, 6);
        var k = KEY.at("k").normal(1, 6);
        double near = rotary.turn(q, 2).times(rotary.turn(k, 5)).sum().item();
        double far = rotary.turn(q, 102).times(rotary.turn(k, 105)).sum().item();
        assertThat(far).isCloseTo(near, within(1e-4));
        assertThat(rotary.turn(q, 0).toFloats()).isEqualTo(q.toFloats());
    }

    /** As the buckets of T5: 32 of them, furthest distance 128. */
    @Test
    void bucketsOfDistances() {
        var oneWay = RelativeBias.of(2, false, KEY);
        assertThat(List.of(oneWay.bucket(-5), oneWay.bucket(0), oneWay.bucket(15), oneWay.bucket(16)))
                .containsExactly(0, 0, 15, 16);
        assertThat(List.of(oneWay.bucket(100), oneWay.bucket(127), oneWay.bucket(128), oneWay.bucket(9999)))
                .containsExactly(30, 31, 31, 31);
        var bothWays = RelativeBias.of(2, true, KEY);
        assertThat(List.of(bothWays.bucket(7), bothWays.bucket(-7), bothWays.bucket(8), bothWays.bucket(-200)))
                .containsExactly(7, 23, 8, 31);
    }

    @Test
    void sinusoidalPositions() {
        var table = SinusoidalPositions.table(3, 4).toDoubles();
        assertThat(table).startsWith(0, 1, 0, 1);
        assertThat(table[8]).isEqualTo(Math.sin(2));
        assertThat(table[11]).isEqualTo(Math.cos(2 / 100.0));
        var x = Tensor.ones(1, 3, 4);
        assertThat(new SinusoidalPositions().apply(x, PASS).minus(x).toDoubles()[8])
                .isCloseTo(Math.sin(2), within(1e-6));
    }

    @Test
    void errorsSayWhatWasExpected() {
        var attention = MultiHeadAttention.of(8, 2, KEY);
        assertThatThrownBy(() -> attention.apply(Tensor.zeros(2, 3, 7), PASS))
                .hasMessageContaining("inner axes differ, [2, 3, 7] × [8, 8]")
                .hasMessageEndingWith("in MultiHeadAttention 8, 2 heads");
        assertThatThrownBy(() -> MultiHeadAttention.of(8, 3, KEY))
                .hasMessage("MultiHeadAttention: the width divides by the heads, got 8 and 3");
        assertThatThrownBy(() -> MultiHeadAttention.grouped(8, 4, 3, KEY))
                .hasMessageStartingWith("MultiHeadAttention: 4 heads and 3 key-value heads do not fit query [8, 8]");
        assertThatThrownBy(() -> attention.attend(
                        Tensor.zeros(2, 3, 8), Tensor.zeros(2, 3, 8), Optional.of(Tensor.zeros(3)), PASS))
                .hasMessageStartingWith("attention: a mask is (m, n), (batch, m, n) or (batch, heads, m, n), got [3]");
        assertThatThrownBy(() -> LearnedPositions.of(4, 8, KEY).apply(Tensor.zeros(2, 5, 8), PASS))
                .hasMessage("LearnedPositions: needs (…, time, 8) with at most 4 places, got [2, 5, 8] from place 0");
        assertThatThrownBy(() -> new Rotary().turn(Tensor.zeros(2, 3), 0))
                .hasMessage("Rotary: needs an even width, got [2, 3]");
        assertThatThrownBy(() -> new Rotary(Rotary.Pairs.HALVES, 1)).hasMessageContaining("more than 1, got 1.0");
        assertThatThrownBy(() -> CONFIG.withDropout(2)).hasMessageContaining("from 0 to 1, got 2.0");
        assertThatThrownBy(() -> new AddNorm(LayerNorm.of(8), false, -1))
                .hasMessage("AddNorm: the dropout is from 0 to 1, got -1.0");
        var feedForward = FeedForward.of(8, 5, Activation.GELU, 0, KEY);
        assertThatThrownBy(() -> feedForward.apply(Tensor.zeros(2, 7), PASS))
                .hasMessageEndingWith(", in Linear 8 → 5, in FeedForward");
        assertThatThrownBy(() -> FeedForward.of(8, 5, Activation.GELU, 2, KEY))
                .hasMessage("FeedForward: the dropout is from 0 to 1, got 2.0");
        assertThatThrownBy(() -> TransformerConfig.of(8, 0, 4)).hasMessageContaining("heads 0");
        assertThatThrownBy(() -> new RelativeBias(Tensor.zeros(2, 4), true, 10))
                .hasMessageContaining("got [2, 4] and 10");
        assertThatThrownBy(() -> Attention.scaledDotProduct(
                        Tensor.zeros(2, 3), Tensor.zeros(2, 4), Tensor.zeros(2, 3), Optional.empty()))
                .hasMessage("attention: needs queries (…, m, d), keys (…, n, d) and values (…, n, e), "
                        + "got [2, 3], [2, 4] and [2, 3]");
    }

    private static void close(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.minus(b).abs().max().item()).isLessThan(1e-5);
    }

    abstract static class Sequences implements LayerConformance {
        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 4, 8);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 4, 8);
        }
    }

    @Nested
    class OfMultiHeadAttention extends Sequences {
        @Override
        public Layer layer(Key key) {
            return MultiHeadAttention.grouped(8, 4, 2, key)
                    .withPositions(new RelativeBias(key.at("bias").normal(6, 4), true, 4))
                    .withDropout(0.2);
        }
    }

    @Nested
    class OfFeedForward extends Sequences {
        @Override
        public Layer layer(Key key) {
            return FeedForward.of(8, 5, Activation.GELU, 0.2, key);
        }
    }

    @Nested
    class OfTransformerEncoder extends Sequences {
        @Override
        public Layer layer(Key key) {
            return TransformerEncoder.of(2, CONFIG, key).withPositions(new Rotary());
        }
    }

    @Nested
    class OfTransformerEncoderWithNormsFirst extends Sequences {
        @Override
        public Layer layer(Key key) {
            return TransformerEncoder.of(1, CONFIG.withNormFirst(), key);
        }
    }

    @Nested
    class OfSinusoidalPositions extends Sequences {
        @Override
        public Layer layer(Key key) {
            return new SinusoidalPositions();
        }
    }

    @Nested
    class OfLearnedPositions extends Sequences {
        @Override
        public Layer layer(Key key) {
            return LearnedPositions.of(6, 8, key);
        }
    }
}
