package hanshu.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice of what docs/results.md reports: all viewers are answered. How much they slow a training is measured there. */
class ViewersStudyTest {
    @Test
    void fiftyViewersOfATrainingAreAnswered() throws Exception {
        var data = Path.of("../examples/data/penguins.csv").toAbsolutePath().toString();
        try (var study = new ViewersStudy(List.of(
                data, "--target", "species", "--set", "training.epochs=100000", "--set", "training.patience=100000"))) {
            var result = study.measure(2, Duration.ofSeconds(3));
            assertThat(result.ratios()).hasSize(2);
            assertThat(result.answers()).isGreaterThan(ViewersStudy.VIEWERS);
            assertThat(result.errors()).isZero();
        }
    }
}
