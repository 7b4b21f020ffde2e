package hanshu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import hanshu.nn.Activation;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Key;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Each epoch ends with how the layers moved in its last step, which changes nothing of what is learned. */
class MovementTest {
    private static final Key KEY = Key.of(3);
    private static final double RATE = 0.1;

    @Test
    void aLayerOfPlainDescentMovesByTheRateTimesItsGradient() {
        var moved = new ArrayList<Event.LayersMoved>();
        training()
                .listen(event -> {
                    if (event instanceof Event.LayersMoved each) {
                        moved.add(each);
                    }
                })
                .run();

        assertThat(moved).hasSize(4);
        for (var each : moved) {
            assertThat(each.layers().keySet()).containsExactly("0", "2");
            each.layers().values().forEach(layer -> {
                assertThat(layer.gradient()).isPositive();
                assertThat(layer.update()).isCloseTo(RATE * layer.gradient(), withinPercentage(0.1));
                assertThat(layer.ratio()).isEqualTo(layer.update() / layer.weight());
            });
        }
    }

    @Test
    void theLengthOfAWeightIsThatBeforeTheStep() {
        var training = training();
        var weight = Params.of(training.model()).get("0.weight").square().sum().item();
        var bias = Params.of(training.model()).get("0.bias").square().sum().item();
        var first = new ArrayList<Movement>();
        training.listen(event -> {
                    if (event instanceof Event.LayersMoved each && each.epoch() == 1) {
                        first.add(each.layers().get("0"));
                    }
                })
                .run();

        assertThat(first.getFirst().weight()).isCloseTo(Math.sqrt(weight + bias), withinPercentage(0.1));
    }

    @Test
    void whoListensChangesNothing() {
        var watched = training().listen(event -> {}).run();
        var alone = training().run();
        assertThat(watched.params().theta()).containsExactly(alone.params().theta());
    }

    /** One batch an epoch. */
    private static Training<Sequential, Examples> training() {
        var x = KEY.at("x").normal(16, 3);
        var y = x.sum(1).reshape(16, 1);
        var net = Sequential.of(Linear.of(3, 5, KEY.at("first")), Activation.TANH, Linear.of(5, 1, KEY.at("second")));
        return Training.of(
                net,
                (m, batch, pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y()),
                new Examples(x, y).batches(),
                TrainingConfig.of(4, 16, RATE).withOptimiser(new Sgd.Config()),
                KEY);
    }
}
