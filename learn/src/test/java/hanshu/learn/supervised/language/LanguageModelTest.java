package hanshu.learn.supervised.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.learn.supervised.generate.Continuation;
import hanshu.learn.supervised.generate.Sampling;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageModelTest {
    private static final int TOKENS = 7;
    private static final int CONTEXT = 8;
    private static final Key KEY = Key.of(4);

    static List<LanguageModel<?>> models() {
        return List.of(
                Gpt.of(new Gpt.Config(TOKENS, CONTEXT, 2, 2, 16, 0, true), KEY),
                Gpt.of(new Gpt.Config(TOKENS, CONTEXT, 1, 2, 16, 0, false), KEY),
                LstmLanguageModel.of(TOKENS, CONTEXT, 16, 16, 2, 0, KEY));
    }

    @ParameterizedTest
    @MethodSource("models")
    void readingTokenByTokenIsReadingAtOnce(LanguageModel<?> model) {
        requireSame(model);
    }

    private static <S> void requireSame(LanguageModel<S> model) {
        var text = Tensor.of(new int[] {1, 4, 2, 6, 0, 3, 3, 5, 2, 2, 1, 0}, 2, 6);
        var whole = model.logits(text, Pass.evaluation());
        var state = model.start(2);
        for (int t = 0; t < 6; t++) {
            var step = model.read(text.slice(1, t, t + 1), state);
            state = step.state();
            assertThat(step.logits().toDoubles())
                    .containsExactly(whole.get(1, t).toDoubles(), within(1e-5));
        }
        var atOnce = model.read(text, model.start(2)).state();
        var swapped = model.rows(atOnce, Tensor.of(new int[] {1, 0, 1}, 3));
        var next = model.read(Tensor.of(new int[] {2, 2, 2}, 3, 1), swapped).logits();
        var straight = model.read(Tensor.of(new int[] {2, 2}, 2, 1), state).logits();
        assertThat(next.get(0, 0).toDoubles())
                .containsExactly(straight.get(0, 1).toDoubles(), within(1e-5));
        assertThat(next.get(0, 1).toDoubles())
                .containsExactly(straight.get(0, 0).toDoubles(), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatComesLaterIsNotSeen(LanguageModel<?> model) {
        var one = model.logits(Tensor.of(new int[] {1, 4, 2, 6}, 1, 4), Pass.evaluation());
        var other = model.logits(Tensor.of(new int[] {1, 4, 2, 0}, 1, 4), Pass.evaluation());
        assertThat(one.slice(1, 0, 3).toFloats()).isEqualTo(other.slice(1, 0, 3).toFloats());
        assertThat(one.get(1, 3).toFloats()).isNotEqualTo(other.get(1, 3).toFloats());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aTextThatRepeatsIsLearnedAndGoesOnBeyondTheContext(LanguageModel<?> model) {
        var tokens = new int[400];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i % TOKENS;
        }
        var text = RunningText.of(tokens, CONTEXT);
        var config =
                TrainingConfig.of(1, 8, 0.02).withOptimiser(new AdamW.Config()).withClip(Clipping.byNorm(1));
        var learned = learn(model, text, config);
        assertThat(LanguageModel.perplexity(learned, text).value()).isLessThan(1.2);
        var said = new ArrayList<Integer>();
        said(learned).forEachRemaining(said::add);
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i)).isEqualTo((3 + i) % TOKENS);
        }
        assertThat(said).hasSize(3 * CONTEXT);
    }

    private static <M extends LanguageModel<?>> M learn(M model, RunningText text, TrainingConfig config) {
        return Training.of(model, LanguageModel::loss, text.anywhere(8 * 120, KEY), config, KEY)
                .run()
                .model();
    }

    private static <S> Continuation<S> said(LanguageModel<S> model) {
        return Continuation.of(model, model.start(1), new int[] {0, 1, 2}, Sampling.greedy(), KEY)
                .upTo(3 * CONTEXT);
    }

    @Test
    void tiedWeightsAreOneParameter() {
        var tied = Gpt.of(Gpt.Config.small(65), KEY);
        var untied = Gpt.of(new Gpt.Config(65, 64, 4, 4, 128, 0, false), KEY);
        assertThat(Params.of(untied).count() - Params.of(tied).count()).isEqualTo(65 * 128);
        var table = tied.tokens().table();
        assertThat(Math.sqrt(table.square().mean().item())).isEqualTo(0.02, within(0.001));
        var added = tied.blocks().layers().getFirst().feedForward().second();
        assertThat(Math.sqrt(added.weight().square().mean().item())).isEqualTo(0.02 / Math.sqrt(8), within(0.001));
        assertThat(added.bias()).isEmpty();
    }

    @Test
    void windowsMoveOnByOne() {
        var text = RunningText.of(new int[] {0, 1, 2, 3, 4, 5, 6}, 3);
        var inOrder = text.inOrder();
        assertThat(inOrder.count()).isEqualTo(2);
        var batch = inOrder.batch(new int[] {1, 0}, 0, 2);
        assertThat(batch.x().toLongs()).containsExactly(3, 4, 5, 0, 1, 2);
        assertThat(batch.y().toLongs()).containsExactly(4, 5, 6, 1, 2, 3);
        var rows = new int[200];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        var anywhere = text.anywhere(200, KEY).batch(rows, 0, 200);
        assertThat(anywhere.x().get(1, 0).toLongs()).contains(0, 1, 2, 3).doesNotContain(4);
        assertThat(anywhere.y().minus(anywhere.x()).toLongs()).containsOnly(1);
        assertThatThrownBy(() -> RunningText.of(new int[3], 3))
                .hasMessage("running text: windows of 3 tokens, 1 or more, need a text that is longer, got 3 tokens");
    }

    @Test
    void perplexityIsThatOfAllWindows() {
        var text = RunningText.of(new int[] {0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4}, CONTEXT);
        var model = Gpt.of(new Gpt.Config(TOKENS, CONTEXT, 1, 2, 16, 0, true), KEY);
        var loss = LanguageModel.loss(model, text.inOrder().batch(new int[] {0}, 0, 1), Pass.evaluation());
        var perplexity = LanguageModel.perplexity(model, text);
        assertThat(perplexity.tokens()).isEqualTo(CONTEXT);
        assertThat(perplexity.mean()).isEqualTo(loss.item(), within(1e-6));
        assertThat(perplexity.value()).isEqualTo(Math.exp(loss.item()), within(1e-4));
    }
}
