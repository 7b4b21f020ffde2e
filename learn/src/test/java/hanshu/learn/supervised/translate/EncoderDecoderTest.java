package hanshu.learn.supervised.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.learn.supervised.generate.Beam;
import hanshu.nn.Pass;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Clipping;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
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
    private static Pairs backwards(int count) {
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
        return new Pairs(source, target);
    }

    @ParameterizedTest
    @MethodSource("models")
    void writingTokenByTokenIsWhatIsLearnedAtOnce(EncoderDecoder<?> model) {
        requireSame(model);
    }

    private static <S> void requireSame(EncoderDecoder<S> model) {
        var batch = backwards(8).batch(3, 0); // of unequal length
        var whole = model.logits(batch, Pass.evaluation());
        var state = model.begin(batch);
        for (int t = 0; t < 3; t++) {
            var step = model.read(batch.before().slice(1, t, t + 1), state);
            state = step.state();
            assertThat(step.logits().toDoubles())
                    .containsExactly(whole.get(1, t).toDoubles(), within(1e-4));
        }
        var second = model.rows(model.begin(batch), Tensor.of(new int[] {1}, 1));
        var alone = model.begin(backwards(8).batch(0)); // without padding
        var y = Tensor.of(new int[] {Pairs.START}, 1, 1);
        assertThat(model.read(y, second).logits().toDoubles())
                .containsExactly(model.read(y, alone).logits().toDoubles(), within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("models")
    void sentencesAreLearnedByHeartAndTranslated(EncoderDecoder<?> model) {
        var pairs = backwards(24);
        var config =
                TrainingConfig.of(80, 1, 0.004).withOptimiser(new Adam.Config()).withClip(Clipping.byNorm(1));
        var learned = Training.of(
                        model, (m, batch, pass) -> m.loss(batch, 0.05, pass), pairs.ofTokens(60, KEY), config, KEY)
                .run()
                .model();
        int right = 0;
        for (int i = 0; i < pairs.count(); i++) {
            var expected = Arrays.stream(pairs.target().get(i)).boxed().toList();
            right += learned.translate(pairs.source().get(i), new Beam(3, 0.6, 10))
                            .equals(expected)
                    ? 1
                    : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(22);
    }

    @Test
    void aModelThatGoesOnFromItsOwnTokensIsSurprisedOtherwise() {
        var model = GruTranslator.of(TOKENS, 16, 16, 0, KEY);
        var batch = backwards(8).batch(3, 7);
        var forced = model.logits(batch, 0, Pass.training(KEY));
        var own = model.logits(batch, 1, Pass.training(KEY));
        assertThat(own.get(1, 0).toFloats()).isEqualTo(forced.get(1, 0).toFloats());
        assertThat(own.get(1, 2).toFloats()).isNotEqualTo(forced.get(1, 2).toFloats());
        assertThat(model.logits(batch, 1, Pass.evaluation()).toFloats()).isEqualTo(forced.toFloats());
        var first = forced.get(1, 0).argmax(-1).unsqueeze(1);
        var state =
                model.read(batch.before().slice(1, 0, 1), model.begin(batch)).state();
        assertThat(own.get(1, 1).toDoubles())
                .containsExactly(model.read(first, state).logits().toDoubles(), within(1e-5));
    }

    @Test
    void batchesHoldEachPairOnceAndLittlePadding() {
        var pairs = backwards(100);
        var batches = pairs.ofTokens(40, KEY);
        int seen = 0;
        for (int i = 0; i < batches.count(); i++) {
            var batch = batches.batch(new int[] {i}, 0, 1);
            seen += batch.source().size(0);
            assertThat(batch.source().count()).isLessThanOrEqualTo(40);
            assertThat(batch.before().count()).isLessThanOrEqualTo(40);
        }
        assertThat(seen).isEqualTo(100);
    }

    @Test
    void aBatchIsPadded() {
        var pairs = new Pairs(List.of(new int[] {5, 6}, new int[] {7}), List.of(new int[] {8}, new int[] {9, 10}));
        var batch = pairs.batch(0, 1);
        assertThat(batch.source().toLongs()).containsExactly(5, 6, 3, 7, 3, 0);
        assertThat(batch.lengths().toLongs()).containsExactly(3, 2);
        assertThat(batch.before().toLongs()).containsExactly(2, 8, 0, 2, 9, 10);
        assertThat(batch.after().toLongs()).containsExactly(8, 3, 0, 9, 10, 3);
        assertThatThrownBy(() -> new Pairs(List.of(new int[1]), List.of()))
                .hasMessage("pairs: needs as many sentences to write as to read, got 0 and 1");
    }
}
