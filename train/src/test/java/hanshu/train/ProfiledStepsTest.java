package hanshu.train;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Profile.Line;
import hanshu.tensor.Profile.Outside;
import hanshu.tensor.Stage;
import org.junit.jupiter.api.Test;

class ProfiledStepsTest {
    @Test
    void theSameBitsAndEveryStageApart() {
        var without = Exercise.bits(Exercise.training().run());
        try (var steps = new ProfiledSteps()) {
            var training = Exercise.training().listen(steps);
            assertThat(Exercise.bits(training.run())).isEqualTo(without);
            var profile = steps.profile().orElseThrow();
            assertThat(profile.steps())
                    .isEqualTo(training.rounds().getLast().step())
                    .isPositive();
            assertThat(profile.warmUp()).isZero();
            assertThat(profile.lines())
                    .extracting(Line::stage)
                    .contains(Stage.DATA, Stage.FORWARD, Stage.BACKWARD, Stage.VALIDATION)
                    .doesNotContain(Stage.OTHER);
            assertThat(profile.outside())
                    .extracting(Outside::stage)
                    .containsExactlyInAnyOrder(
                            Stage.DATA, Stage.FORWARD, Stage.BACKWARD, Stage.OPTIMISER, Stage.VALIDATION, Stage.OTHER);
        }
    }

    @Test
    void theWarmUpIsLeftOut() {
        try (var steps = new ProfiledSteps(0, 20)) {
            var training = Exercise.training().listen(steps).run();
            var profile = steps.profile().orElseThrow();
            assertThat(profile.warmUp()).isEqualTo(20);
            assertThat(profile.steps()).isEqualTo(training.rounds().getLast().step() - 20);
        }
    }

    @Test
    void oneAfterTheOther() {
        try (var steps = new ProfiledSteps(0, 20)) {
            var first = Exercise.training().listen(steps).run();
            var second = Exercise.training().listen(steps).run();
            assertThat(steps.profile().orElseThrow().steps())
                    .isEqualTo(first.rounds().getLast().step()
                            + second.rounds().getLast().step()
                            - 20);
        }
    }

    @Test
    void withoutAStepThereIsNothing() {
        try (var steps = new ProfiledSteps()) {
            assertThat(steps.profile()).isEmpty();
        }
    }
}
