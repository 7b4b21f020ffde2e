package hanshu.nn.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.nn.Layer;
import hanshu.nn.LayerConformance;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecurrentTest {
    private static final Key KEY = Key.of(1);
    private static final Tensor LENGTHS = Tensor.of(new long[] {2, 5, 0, 3}, 4);

    /** What stands behind the end of a row, be it NaN, changes neither values nor gradients. */
    @Test
    void paddingChangesNothing() {
        for (var network : List.of(
                Recurrent.bothWays(LstmCell::of, 2, 3, 2, KEY),
                Recurrent.bothWays(GruCell::of, 2, 3, 2, KEY),
                Recurrent.bothWays(RnnCell::of, 2, 3, 2, KEY))) {
            var x = KEY.at("x").normal(4, 5, 2);
            var present = LENGTHS.unsqueeze(1).gt(Tensor.range(5)).unsqueeze(2);
            var withZeros = present.where(x, Tensor.zeros());
            var withNaN = present.where(x, Tensor.full(Double.NaN));
            var params = Params.of(network);
            var live = params.in(network);
            var expected = live.run(withZeros, LENGTHS, Pass.evaluation()).output();
            var y = live.run(withNaN, LENGTHS, Pass.evaluation()).output();
            assertThat(y.toFloats()).isEqualTo(expected.toFloats());
            var gradient = new float[params.theta().length];
            params.gradInto(expected.square().sum(), gradient);
            var other = new float[gradient.length];
            params.gradInto(y.square().sum(), other);
            assertThat(other).isEqualTo(gradient);
        }
    }

    /** A row in a padded batch gives what it gives alone, in both directions; behind its end the output is 0. */
    @Test
    void aRowIsWhatItIsAlone() {
        var network = Recurrent.bothWays(LstmCell::of, 2, 3, 2, KEY);
        var x = KEY.at("x").normal(4, 5, 2);
        var together = network.run(x, LENGTHS, Pass.evaluation());
        for (int row = 0; row < 4; row++) {
            int length = (int) LENGTHS.toLongs()[row];
            var alone = network.run(x.slice(0, row, row + 1).slice(1, 0, length), Pass.evaluation());
            var inBatch = together.output().slice(0, row, row + 1);
            close(inBatch.slice(1, 0, length), alone.output());
            assertThat(inBatch.slice(1, length, 5).toFloats()).containsOnly(new float[6 * (5 - length)]);
            for (int i = 0; i < 4; i++) {
                close(
                        together.last().get(i).c().slice(0, row, row + 1),
                        alone.last().get(i).c());
            }
        }
    }

    @Test
    void aSequenceMayComeInPieces() {
        var network = Recurrent.of(GruCell::of, 2, 3, 2, KEY);
        var x = KEY.at("x").normal(4, 5, 2);
        var first = network.run(x.slice(1, 0, 2), Pass.evaluation());
        var second = network.run(x.slice(1, 2, 5), Optional.empty(), first.last(), Pass.evaluation());
        var whole = network.run(x, Pass.evaluation());
        close(Tensor.concat(1, first.output(), second.output()), whole.output());
        close(second.last().get(1), whole.last().get(1));
    }

    @Test
    void stepsAreTheSequence() {
        var cell = LstmCell.of(2, 3, KEY);
        var x = KEY.at("x").normal(4, 5, 2);
        var state = cell.start(4, x.dtype());
        for (int t = 0; t < 5; t++) {
            state = cell.step(x.get(1, t), state);
        }
        var run = new Recurrent<>(List.of(cell), List.of(), 0).run(x, Pass.evaluation());
        close(run.last().getFirst().h(), state.h());
        close(run.last().getFirst().c(), state.c());
    }

    @Test
    void noStepsAreNoOutput() {
        for (var network : List.of(
                Recurrent.bothWays(LstmCell::of, 2, 3, 2, KEY), Recurrent.bothWays(GruCell::of, 2, 3, 2, KEY))) {
            var y = network.apply(Tensor.zeros(4, 0, 2), Pass.evaluation());
            assertThat(y.shape()).isEqualTo(Shape.of(4, 0, 6));
            assertThat(network.apply(Tensor.zeros(0, 3, 2), Pass.evaluation()).shape())
                    .isEqualTo(Shape.of(0, 3, 6));
        }
    }

    @Test
    void dropoutIsBetweenLayersOnly() {
        var one = Recurrent.of(GruCell::of, 2, 3, KEY);
        var x = KEY.at("x").normal(4, 5, 2);
        var training = Pass.training(KEY);
        assertThat(one.withDropout(0.5).apply(x, training).toFloats())
                .isEqualTo(one.apply(x, Pass.evaluation()).toFloats());
        var two = Recurrent.of(GruCell::of, 2, 3, 2, KEY);
        assertThat(two.withDropout(0.5).apply(x, training).toFloats())
                .isNotEqualTo(two.apply(x, training).toFloats());
    }

    /** A thousand steps deep, the walk back does not overflow. */
    @Test
    void gradientsReachTheFirstStep() {
        var cell = new RnnCell(Tensor.eye(1), Tensor.eye(1), Tensor.zeros(1), hanshu.nn.Activation.IDENTITY);
        var x = Tensor.zeros(1, 1000, 1).tracked();
        var last = cell.unroll(x, cell.start(1, x.dtype()), Optional.empty(), false)
                .last();
        var slope = Gradients.grad(last.sum(), x);
        assertThat(slope.toFloats()).containsOnly(1);
    }

    @Test
    void parametersAreNamedByLayer() {
        assertThat(Params.of(Recurrent.bothWays(LstmCell::of, 2, 3, 1, KEY)).names())
                .containsExactly(
                        "forward.0.wx",
                        "forward.0.wh",
                        "forward.0.b",
                        "backward.0.wx",
                        "backward.0.wh",
                        "backward.0.b");
    }

    @Test
    void errorsSayWhatWasExpected() {
        var network = Recurrent.bothWays(LstmCell::of, 2, 3, 2, KEY);
        var x = Tensor.zeros(4, 5, 2);
        var pass = Pass.evaluation();
        assertThatThrownBy(() -> network.apply(Tensor.zeros(4, 2), pass))
                .hasMessage("needs (batch, time, in), got [4, 2], in Recurrent 2 × LstmCell 2 → 3, both ways");
        assertThatThrownBy(() -> network.run(x, Tensor.of(new long[] {1, 2}, 2), pass))
                .hasMessageStartingWith("lengths are whole numbers, one for each of 4 rows, got I64 [2]");
        assertThatThrownBy(() -> network.run(x, Tensor.of(new long[] {1, 6, 0, 0}, 4), pass))
                .hasMessageStartingWith("lengths are from 0 to the 5 steps of x, got 6");
        assertThatThrownBy(() -> network.run(x, Optional.empty(), List.of(cellState()), pass))
                .hasMessageStartingWith("needs a state for each of 4 cells, or none, got 1");
        assertThatThrownBy(() -> new LstmCell(Tensor.zeros(2, 9), Tensor.zeros(3, 12), Tensor.zeros(12)))
                .hasMessage("LstmCell: needs wx (in, 4·hidden), wh (hidden, 4·hidden) and biases (4·hidden), "
                        + "got [2, 9], [3, 12] and [12]");
        assertThatThrownBy(() ->
                        new Recurrent<>(network.forward(), network.backward().subList(0, 1), 0))
                .hasMessage("Recurrent: needs one forward cell a layer, and as many backward or none, got 2 and 1");
        assertThatThrownBy(() -> network.withDropout(1.5)).hasMessage("Recurrent: the dropout is from 0 to 1, got 1.5");
    }

    private static LstmCell.State cellState() {
        return new LstmCell.State(Tensor.zeros(4, 3), Tensor.zeros(4, 3));
    }

    private static void close(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        if (a.count() > 0) {
            assertThat(a.minus(b).abs().max().item()).isLessThan(1e-6);
        }
    }

    abstract static class Sequences implements LayerConformance {
        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 4, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 4, 6);
        }
    }

    @Nested
    class OfLstm extends Sequences {
        @Override
        public Layer layer(Key key) {
            return Recurrent.bothWays(LstmCell::of, 2, 3, 2, key).withDropout(0.3);
        }
    }

    @Nested
    class OfGru extends Sequences {
        @Override
        public Layer layer(Key key) {
            return Recurrent.of(GruCell::of, 2, 6, 2, key);
        }
    }

    @Nested
    class OfRnn extends Sequences {
        @Override
        public Layer layer(Key key) {
            return Recurrent.of(RnnCell::of, 2, 6, key);
        }
    }

    @Nested
    class OfRnnWithRelu extends Sequences {
        @Override
        public Layer layer(Key key) {
            return Recurrent.of(RnnCell::relu, 2, 6, key);
        }
    }
}
