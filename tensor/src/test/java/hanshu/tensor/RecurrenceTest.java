package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops of the recurrences against their definitions, and their bits at any number of threads. */
public class RecurrenceTest {
    private static final Key KEY = Key.of(1);

    private record Case(Op op, List<Tensor> tensors, Recurrence.Definition definition) {
        Tensor[] inputs() {
            return tensors.toArray(Tensor[]::new);
        }
    }

    /** Sizes around a task's rows and a vector's lanes; lengths from 0 on. */
    private static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (int[] size : new int[][] {{1, 1, 1}, {3, 5, 7}, {16, 2, 8}, {17, 3, 33}, {40, 4, 16}, {0, 2, 3}}) {
            int batch = size[0];
            int time = size[1];
            int hidden = size[2];
            var lengths = new long[batch];
            Arrays.setAll(lengths, i -> (i * 7L) % (time + 1));
            var n = Tensor.of(lengths, batch);
            for (boolean backwards : new boolean[] {false, true}) {
                var lstm = List.of(
                        normal(1, time, batch, 4 * hidden),
                        normal(2, hidden, 4 * hidden),
                        normal(3, batch, hidden),
                        normal(4, batch, hidden),
                        n);
                cases.add(new Case(new Op.Lstm(backwards), lstm, x -> LstmLoops.definition(backwards, x)));
                var gru = List.of(
                        normal(5, time, batch, 3 * hidden),
                        normal(6, hidden, 3 * hidden),
                        normal(7, 3 * hidden),
                        normal(8, batch, hidden),
                        n);
                cases.add(new Case(new Op.Gru(backwards), gru, x -> GruLoops.definition(backwards, x)));
            }
        }
        return cases;
    }

    private static Tensor normal(int number, int... shape) {
        return KEY.at(number).normal(shape).times(0.5);
    }

    @Test
    void loopsAgreeWithDefinitions() {
        for (var c : cases()) {
            var fused = valueAndSlopes(x -> Interpreter.run(c.op, x), c.inputs());
            var composed = valueAndSlopes(c.definition, c.inputs());
            for (int i = 0; i < fused.size(); i++) {
                assertThat(fused.get(i).isTracked()).isFalse();
                new Close(2e-5, 1e-5)
                        .check(
                                c.op + " " + c.tensors.getFirst().shape() + ", result " + i,
                                fused.get(i).toDoubles(),
                                composed.get(i).toDoubles());
            }
        }
    }

    /** The Hessian of an operation in F32 is that of its definition. */
    @Test
    void secondDerivativesComeFromTheDefinition() {
        for (var c : cases()) {
            if (c.tensors.getFirst().count() == 0) {
                continue;
            }
            var fused = hessianVector(x -> Interpreter.run(c.op, x), c.inputs());
            var composed = hessianVector(c.definition, c.inputs());
            for (int i = 0; i < fused.size(); i++) {
                new Close(1e-3, 1e-3)
                        .check(
                                c.op + ", H·v " + i,
                                fused.get(i).toDoubles(),
                                composed.get(i).toDoubles());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        for (var c : cases().subList(16, 20)) { // 40 rows
            var expected = valueAndSlopes(x -> Interpreter.run(c.op, x), c.inputs());
            Parallel.with(threads, () -> {
                var results = valueAndSlopes(x -> Interpreter.run(c.op, x), c.inputs());
                for (int i = 0; i < results.size(); i++) {
                    assertThat(results.get(i).toFloats())
                            .isEqualTo(expected.get(i).toFloats());
                }
            });
        }
    }

    @Test
    void errorsSayWhatWasExpected() {
        var n = Tensor.of(new long[] {1, 1}, 2);
        assertThatThrownBy(() -> Tensor.zeros(3, 2, 9)
                        .lstm(Tensor.zeros(2, 8), Tensor.zeros(2, 2), Tensor.zeros(2, 2), n, false))
                .hasMessageStartingWith("lstm: needs gates (time, batch, 4·hidden)")
                .hasMessageEndingWith("got [3, 2, 9], [2, 8], [[2, 2], [2, 2]] and [2]");
        assertThatThrownBy(
                        () -> Tensor.zeros(2, 3).gru(Tensor.zeros(2, 6), Tensor.zeros(6), Tensor.zeros(2, 2), n, false))
                .hasMessageStartingWith("gru: needs gates (time, batch, 3·hidden)");
        assertThatThrownBy(() ->
                        Tensor.zeros(3, 2, 6).gru(Tensor.zeros(2, 6), Tensor.zeros(5), Tensor.zeros(2, 2), n, false))
                .hasMessage("gru: needs a bias (3·hidden) for a weight [2, 6], got F32 [5]");
    }

    private static List<Tensor> valueAndSlopes(Recurrence.Definition f, Tensor... in) {
        var x = tracked(in);
        var y = f.of(x);
        var weights = KEY.at("weights").normal(y.shape().toArray());
        var results = new ArrayList<>(Gradients.grad(y.times(weights).sum(), variables(x)));
        results.add(y.detach());
        return results;
    }

    private static List<Tensor> hessianVector(Recurrence.Definition f, Tensor... in) {
        var x = tracked(in);
        var wrt = variables(x);
        var v = wrt.stream().map(t -> KEY.at("v").normal(t.shape().toArray())).toList();
        return Gradients.hessianVector(f.of(x).sum(), wrt, v);
    }

    private static Tensor[] tracked(Tensor... in) {
        return Arrays.stream(in)
                .map(t -> t.dtype() == DType.F32 ? t.tracked() : t)
                .toArray(Tensor[]::new);
    }

    private static List<Tensor> variables(Tensor... x) {
        return Arrays.stream(x).filter(Tensor::isTracked).toList();
    }
}
