package hanshu.learn.supervised.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Pass;
import hanshu.nn.attention.TransformerConfig;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderDecoderTest {
    private static final int TOKENS = 12;
    private static final Key KEY = Key.of(6);

    static List<EncoderDecoder<?>> models() {
        var sizes = TransformerConfig.of(32, 2, 64).withNormFirst().withDropout(0);
        return List.of(TransformerTranslator.of(TOKENS, 1, sizes, KEY), GruTranslator.of(TOKENS, 32, 32, 0, KEY));
    }

    /** A language that says everything backwards. */
    private record Sentences(List<int[]> source, List<int[]> target) {
        Pairs pairs(int... numbers) {
            return Pairs.of(of(source, numbers), of(target, numbers));
        }

        private static List<int[]> of(List<int[]> all, int... numbers) {
            return Arrays.stream(numbers).mapToObj(all::get).toList();
        }
    }

    private static Sentences backwards(int count) {
        var source = new ArrayList<int[]>();
        var target = new ArrayList<int[]>();
        for (int i = 0; i < count; i++) {
            var key = KEY.at("sentences").at(i);
            var sentence = IntStream.range(0, 2 + i % 4)
                    .map(j -> Pairs.FIRST + (int) (key.randomDouble(j) * (TOKENS - Pairs.FIRST)))
                    .toArray();
            source.add(sentence);
            target.add(IntStream.range(0, sentence.length)
                    .map(j -> sentence[sentence.length - 1 - j])
                    .toArray());
        }
        return new Sentences(source, target);
    }

    @ParameterizedTest
    @MethodSource("models")
    void writingTokenByTokenIsWhatIsLearnedAtOnce(EncoderDecoder<?> model) {
        requireSame(model);
    }

    private static <S> void requireSame(EncoderDecoder<S> model) {
        var batch = backwards(8).pairs(3, 0); // of unequal length
        var whole = model.logits(batch, 0, Pass.evaluation());
        var state = model.begin(batch.source());
        for (int t = 0; t < 3; t++) {
            var step = model.read(batch.before().slice(1, t, t + 1), state);
            state = step.state();
            assertThat(step.logits().toDoubles())
                    .containsExactly(whole.get(1, t).toDoubles(), within(1e-4));
        }
        var second = model.rows(model.begin(batch.source()), Tensor.of(new int[] {1}, 1));
        var alone = model.begin(backwards(8).pairs(0).source()); // without padding
        var y = Tensor.of(new int[] {Pairs.START}, 1, 1);
        assertThat(model.read(y, second).logits().toDoubles())
                .containsExactly(model.read(y, alone).logits().toDoubles(), within(1e-4));
    }

    @Test
    void aModelThatGoesOnFromItsOwnTokensIsSurprisedOtherwise() {
        var model = GruTranslator.of(TOKENS, 16, 16, 0, KEY);
        var batch = backwards(8).pairs(3, 7);
        var forced = model.logits(batch, 0, Pass.training(KEY));
        var own = model.logits(batch, 1, Pass.training(KEY));
        assertThat(own.get(1, 0).toFloats()).isEqualTo(forced.get(1, 0).toFloats());
        assertThat(own.get(1, 2).toFloats()).isNotEqualTo(forced.get(1, 2).toFloats());
        assertThat(model.logits(batch, 1, Pass.evaluation()).toFloats()).isEqualTo(forced.toFloats());
        var first = forced.get(1, 0).argmax(-1).unsqueeze(1);
        var state = model.read(batch.before().slice(1, 0, 1), model.begin(batch.source()))
                .state();
        assertThat(own.get(1, 1).toDoubles())
                .containsExactly(model.read(first, state).logits().toDoubles(), within(1e-5));
    }

    @Test
    void aTransformerHasNoTokensOfItsOwnBeforeItHasScoredThem() {
        var sizes = TransformerConfig.of(16, 2, 32);
        var model = TransformerTranslator.of(TOKENS, 1, sizes, KEY);
        assertThatThrownBy(() -> model.logits(backwards(8).pairs(3), 0.5, Pass.training(KEY)))
                .hasMessage(
                        "a Transformer scores all tokens at once, so it has none of its own before them; a GRU has");
    }

    @Test
    void aBatchIsPadded() {
        var pairs = Pairs.of(List.of(new int[] {5, 6}, new int[] {7}), List.of(new int[] {8}, new int[] {9, 10}));
        assertThat(pairs.source().tokens().toLongs()).containsExactly(5, 6, 3, 7, 3, 0);
        assertThat(pairs.source().lengths().toLongs()).containsExactly(3, 2);
        assertThat(pairs.before().toLongs()).containsExactly(2, 8, 3, 2, 9, 10); // a 3 after which nothing counts
        assertThat(pairs.after().toLongs()).containsExactly(8, 3, 0, 9, 10, 3);
        var open = Tensor.of(new int[] {5, 6, 7, 0}, 2, 2);
        var ended = Pairs.Source.of(open, Tensor.of(new long[] {2, 1}, 2));
        assertThat(ended.tokens().toLongs()).isEqualTo(pairs.source().tokens().toLongs());
        assertThat(ended.lengths().toLongs()).isEqualTo(pairs.source().lengths().toLongs());
        assertThatThrownBy(() -> Pairs.of(List.of(new int[1]), List.of()))
                .hasMessage("pairs: needs as many sentences to write as to read, got 0 and 1");
    }
}
