package hanshu.learn.supervised.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Table;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Illness;
import hanshu.train.doctor.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor looks into forecasts. */
class ForecastPatientTest {
    private static final int STEPS = 600;

    @TempDir
    private Path folder;

    /** Two waves and some noise. */
    private ForecastLearning learning(String training) throws IOException {
        var text = new StringBuilder("day,level\n");
        for (int t = 0; t < STEPS; t++) {
            double noise = 0.2 * (Key.of(3).randomDouble(t) - 0.5);
            text.append("%d,%.4f\n".formatted(t, Math.sin(0.5 * t) + 0.5 * Math.cos(0.11 * t) + noise));
        }
        var table = Table.read(Files.writeString(folder.resolve("waves.csv"), text));
        var config = Config.parse(
                "{horizon: 4, lookBack: 24, time: day, targets: [level], training: %s}".formatted(training),
                "test",
                ForecastConfig.DEFAULTS);
        return ForecastLearning.of(table, config);
    }

    private static Diagnosis examined(ForecastLearning learning) {
        return learning.examine(words -> {});
    }

    @Test
    void aHealthyForecastIsNotCalledIll() throws IOException {
        var diagnosis = examined(learning("{}"));
        assertThat(diagnosis.illness()).isEqualTo(Illness.HEALTHY);
        assertThat(diagnosis.evidence())
                .anyMatch(evidence -> evidence.name().english().equals("learning curve"));
    }

    @Test
    void aRateThatIsTooSmallIsNamedWithItsCure() throws IOException {
        var learning = learning("{epochs: 12, rate: 0.00002}");
        var diagnosis = examined(learning);
        assertThat(diagnosis.illness()).isEqualTo(Illness.RATE_TOO_SMALL);
        assertThat(diagnosis.cure().flatMap(learning::setting))
                .hasValueSatisfying(setting -> assertThat(setting).matches("training.rate=(2.0E-4|0.002)"));
        assertThat(learning.setting(Treatment.LONGER)).hasValue("training.epochs=48");
    }

    @Test
    void theNaiveAnswerIsTheMeanOfWhatIsForetold() throws IOException {
        var learning = learning("{epochs: 1}");
        var patient = ForecastPatient.of(learning);
        var rows = new int[patient.train().count()];
        Arrays.setAll(rows, i -> i);
        var future = patient.train().batch(rows, 0, rows.length).future().toDoubles();
        double mean = Arrays.stream(future).average().orElseThrow();
        double variance = Arrays.stream(future)
                .map(y -> (y - mean) * (y - mean))
                .average()
                .orElseThrow();
        assertThat(patient.naive()).isCloseTo(variance, within(1e-4));
        var half = patient.treated(Treatment.HALF_THE_ROWS).orElseThrow();
        assertThat(half.windows().origins()).endsWith(patient.windows().origins()[rows.length - 1]);
        assertThat(half.train().count()).isEqualTo((rows.length + 1) / 2);
    }
}
