package hanshu.nn.rnn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.Activation;
import hanshu.nn.Pass;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recurrent networks give the outputs, last states, gradients and Hessian-vector products of PyTorch: all cells, one
 * layer and two, one direction and both, whole and packed sequences.
 */
class RecurrentVectorsTest {
    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        var close = new Close(1e-9, 1e-12);
        return tests(r -> r.check(x -> run(r, x), DType.F64, close));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(r -> r.checkSingle(x -> run(r, x)));
    }

    private static Stream<DynamicTest> tests(Consumer<Reference> check) {
        return Reference.read("recurrent.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Tensor run(Reference r, List<Tensor> x) {
        return switch (r.op()) {
            case "lstm" -> lstm(r, x);
            case "gru" -> ofOneState(r, x, 4, p -> new GruCell(p.get(0), p.get(1), p.get(2), p.get(3)));
            case "rnnTanh" -> ofOneState(r, x, 3, p -> new RnnCell(p.get(0), p.get(1), p.get(2), Activation.TANH));
            case "rnnRelu" -> ofOneState(r, x, 3, p -> new RnnCell(p.get(0), p.get(1), p.get(2), Activation.RELU));
            default -> throw new AssertionError("no network is called " + r.op());
        };
    }

    private interface OfParameters<S> {
        Cell<S> of(List<Tensor> parameters);
    }

    private static Tensor lstm(Reference r, List<Tensor> x) {
        OfParameters<LstmCell.State> cell = p -> new LstmCell(p.get(0), p.get(1), p.get(2));
        var start = new ArrayList<LstmCell.State>();
        for (int i = 0; i < x.get(1).size(0); i++) {
            start.add(new LstmCell.State(x.get(1).get(0, i), x.get(2).get(0, i)));
        }
        var run = run(r, x.getFirst(), cells(x, 3, 3, cell), start);
        var h = run.last().stream().map(LstmCell.State::h).toArray(Tensor[]::new);
        var c = run.last().stream().map(LstmCell.State::c).toArray(Tensor[]::new);
        return flat(run.output(), Tensor.stack(0, h), Tensor.stack(0, c));
    }

    private static Tensor ofOneState(Reference r, List<Tensor> x, int parameters, OfParameters<Tensor> cell) {
        var start = new ArrayList<Tensor>();
        for (int i = 0; i < x.get(1).size(0); i++) {
            start.add(x.get(1).get(0, i));
        }
        var run = run(r, x.getFirst(), cells(x, 2, parameters, cell), start);
        return flat(run.output(), Tensor.stack(0, run.last().toArray(Tensor[]::new)));
    }

    private static <S> List<Cell<S>> cells(List<Tensor> x, int from, int parameters, OfParameters<S> cell) {
        var cells = new ArrayList<Cell<S>>();
        for (int i = from; i < x.size(); i += parameters) {
            cells.add(cell.of(x.subList(i, i + parameters)));
        }
        return cells;
    }

    private static <S> Recurrent.Run<S> run(Reference r, Tensor x, List<Cell<S>> cells, List<S> start) {
        var forward = new ArrayList<Cell<S>>();
        var backward = new ArrayList<Cell<S>>();
        for (int i = 0; i < cells.size(); i++) {
            (r.flag("both") && i % 2 == 1 ? backward : forward).add(cells.get(i));
        }
        var lengths = r.has("lengths")
                ? Optional.of(Tensor.of(r.wholes("lengths"), r.wholes("lengths").length))
                : Optional.<Tensor>empty();
        return new Recurrent<>(forward, backward, 0).run(x, lengths, start, Pass.evaluation());
    }

    private static Tensor flat(Tensor... parts) {
        return Tensor.concat(
                0, Arrays.stream(parts).map(p -> p.reshape(p.count())).toArray(Tensor[]::new));
    }
}
