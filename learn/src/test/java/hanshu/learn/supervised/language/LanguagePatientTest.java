package hanshu.learn.supervised.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.doctor.Illness;
import hanshu.train.doctor.Treatment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The doctor looks into languages. */
class LanguagePatientTest {
    private static final String[] WHO = {"the cat", "a dog", "my bird", "our fish"};
    private static final String[] DOES = {"sleeps", "eats", "plays", "looks at me"};

    private static int drawn(int i) {
        return (int) (4 * Key.of(1).randomDouble(i));
    }

    private static LanguageLearning learning(String settings) {
        List<String> lines = IntStream.range(0, 400)
                .mapToObj(i -> WHO[drawn(2 * i)] + " " + DOES[drawn(2 * i + 1)])
                .toList();
        var small = Config.parse(
                "{context: 16, layers: 1, heads: 2, width: 16, batch: 8}", "test", LanguageConfig.DEFAULTS);
        return LanguageLearning.of(lines, Config.parse(settings, "test", small));
    }

    @Test
    void aRateThatIsTooSmallIsNamedWithItsCure() {
        var learning = learning("{steps: 150, rate: 0.00003}");
        var diagnosis = learning.examine(words -> {});
        assertThat(diagnosis.illness()).isEqualTo(Illness.RATE_TOO_SMALL);
        assertThat(diagnosis.cure().flatMap(learning::setting))
                .hasValueSatisfying(setting -> assertThat(setting).startsWith("rate="));
    }

    @Test
    void tooShortATrainingIsNamed() {
        var learning = learning("{steps: 20, rate: 0.01}");
        var diagnosis = learning.examine(words -> {});
        assertThat(diagnosis.illness()).isEqualTo(Illness.TOO_SHORT);
        assertThat(diagnosis.cure().flatMap(learning::setting)).hasValue("steps=80");
    }

    @Test
    void whatHasLearnedEnoughIsNotCalledIll() {
        var diagnosis = learning("{steps: 500, rate: 0.01}").examine(words -> {});
        assertThat(diagnosis.illness()).isEqualTo(Illness.HEALTHY);
    }

    @Test
    void theNaiveAnswerIsEachTokenAsOftenAsItComes() {
        var learning = learning("{steps: 10}");
        var patient = LanguagePatient.of(learning);
        var counts = new double[learning.tokenizer().size()];
        var tokens = learning.train().tokens().toLongs();
        for (long token : tokens) {
            counts[(int) token]++;
        }
        double entropy = 0;
        for (double count : counts) {
            entropy -= count == 0 ? 0 : count / tokens.length * Math.log(count / tokens.length);
        }
        assertThat(patient.naive()).isCloseTo(entropy, within(1e-9));
        var half = patient.treated(Treatment.HALF_THE_ROWS).orElseThrow();
        assertThat(half.text().tokens().toLongs()).endsWith(tokens[tokens.length - 2], tokens[tokens.length - 1]);
    }
}
