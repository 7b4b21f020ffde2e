package hanshu.learn.supervised.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Pass;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.DType;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThroughTimeTest {
    private static final int BATCH = 3;
    private static final int TIME = 6;
    private static final Key KEY = Key.of(5);
    private static final Tensor X = KEY.at("x").normal(BATCH, TIME, 2);
    private static final Offset<Double> CLOSE = within(1e-5);

    @ParameterizedTest
    @EnumSource
    void aDerivationIsTheSameFunctionAsTheFastLayer(CellKind kind) {
        var layer = kind.layer(2, 4, KEY.at("cell"));
        var slow = new Recurrent<>(List.of(derivation(layer)), List.of(), 0);
        var expected = layer.run(X, Pass.evaluation()).output().toDoubles();
        assertThat(slow.run(X, Pass.evaluation()).output().toDoubles()).containsExactly(expected, CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void theChainRuleByHandIsThatOfTheEngine(CellKind kind) {
        requireSameSlopes(derivation(kind.layer(2, 4, KEY.at("cell"))));
    }

    private static <S> void requireSameSlopes(Derivation<S> cell) {
        var weights = KEY.at("weights").normal(BATCH, TIME, 4);
        var slopes = ThroughTime.slopes(
                cell, X, shown -> shown.times(weights).square().sum());
        for (int t = 0; t < TIME; t++) {
            assertThat(slopes.get(t)).isEqualTo(ofEngine(cell, weights, t), CLOSE);
        }
    }

    /** The same by differentiating through all steps that follow t, from a state that is tracked. */
    private static <S> double ofEngine(Derivation<S> cell, Tensor weights, int t) {
        var state = cell.start(BATCH, DType.F32);
        for (int i = 0; i <= t; i++) {
            state = cell.step(X.get(1, i), state);
        }
        var parts = List.copyOf(tracked(state));
        var at = joined(state, parts);
        var loss = cell.output(at).times(weights.get(1, t)).square().sum();
        for (int i = t + 1; i < TIME; i++) {
            at = cell.step(X.get(1, i), at);
            loss = loss.plus(cell.output(at).times(weights.get(1, i)).square().sum());
        }
        double squares = 0;
        for (var slope : Gradients.grad(loss, parts)) {
            squares += slope.square().sum().item();
        }
        return Math.sqrt(squares);
    }

    private static List<Tensor> tracked(Object state) {
        return state instanceof LstmCell.State s
                ? List.of(s.h().tracked(), s.c().tracked())
                : List.of(((Tensor) state).tracked());
    }

    @SuppressWarnings("unchecked") // a state is what its cell makes: one tensor, or two
    private static <S> S joined(S like, List<Tensor> parts) {
        return (S) (like instanceof LstmCell.State ? new LstmCell.State(parts.get(0), parts.get(1)) : parts.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void stretchesCarryTheStateButNotTheSlope(CellKind kind) {
        requireCarried(kind.layer(2, 4, KEY.at("cell")));
    }

    private static <S> void requireCarried(Recurrent<S> network) {
        var x = X.tracked();
        var whole = network.run(x, Pass.evaluation()).output();
        var truncated = ThroughTime.truncated(network, x, 4, Pass.evaluation()).output();
        assertThat(truncated.toDoubles()).containsExactly(whole.toDoubles(), CLOSE);

        var reach = Gradients.grad(truncated.get(1, TIME - 1).sum(), List.of(x)).getFirst();
        assertThat(norm(reach.slice(1, 0, 4))).isZero();
        assertThat(norm(reach.slice(1, 4, 5))).isPositive();
        assertThat(norm(Gradients.grad(whole.get(1, TIME - 1).sum(), List.of(x))
                        .getFirst()
                        .slice(1, 0, 1)))
                .isPositive();
    }

    private static double norm(Tensor x) {
        return Math.sqrt(x.square().sum().item());
    }

    @ParameterizedTest
    @EnumSource
    void aStretchHasAStep(CellKind kind) {
        var network = kind.layer(2, 4, KEY);
        assertThatThrownBy(() -> ThroughTime.truncated(network, X, 0, Pass.evaluation()))
                .hasMessageContaining("needs stretches of 1 step or more");
    }

    private static Derivation<?> derivation(Recurrent<?> layer) {
        return Derivation.of(layer.forward().getFirst());
    }
}
