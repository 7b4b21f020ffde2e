package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.tensor.Profile.Line;
import hanshu.tensor.Profiler;
import hanshu.tensor.Stage;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A profile names the layers in which operations are. */
class PlacesTest {
    private static final Key KEY = Key.of(1);

    private record Wrapped(Sequential body) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            return body.apply(x, pass);
        }
    }

    @Test
    void forwardAndBackward() {
        var model = Sequential.of(
                Linear.of(3, 4, KEY.at(0)),
                Activation.RELU,
                new Wrapped(Sequential.of(Linear.of(4, 2, KEY.at(1)), Activation.TANH)));
        var params = Params.of(model);
        var live = params.in(model);
        var gradient = new float[params.theta().length];
        try (var profiler = Profiler.start()) {
            var loss = new Mse().of(live.apply(KEY.normal(5, 3), Pass.training(KEY)), KEY.normal(5, 2));
            params.gradInto(loss, gradient);
            var lines = profiler.profile().lines();
            assertThat(lines)
                    .filteredOn(line -> line.op().equals("matMul") && line.stage() == Stage.FORWARD)
                    .extracting(Line::place)
                    .containsExactlyInAnyOrder("0 Linear 3 → 4", "2.body.0 Linear 4 → 2");
            assertThat(lines)
                    .filteredOn(line -> line.op().equals("matMul") && line.stage() == Stage.BACKWARD)
                    .extracting(Line::place)
                    .containsExactlyInAnyOrder("0 Linear 3 → 4", "2.body.0 Linear 4 → 2", "2.body.0 Linear 4 → 2");
            assertThat(lines)
                    .filteredOn(line -> line.op().equals("relu") || line.op().equals("step"))
                    .extracting(Line::place)
                    .containsExactly("1", "1");
            assertThat(lines)
                    .filteredOn(line -> line.op().equals("tanh"))
                    .extracting(Line::place)
                    .containsExactly("2.1");
        }
    }
}
