package hanshu.bench;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.nn.rnn.Cell;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Buffers;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Profiler;
import hanshu.tensor.Stage;
import hanshu.tensor.Tensor;
import java.util.Set;

/**
 * LSTM and GRU over 50 steps, 32 rows of 64 numbers, Adam on the mean square of what they show: training and inference,
 * and the same with cells that take one step after the other. Arguments choose among {@code lstm-128}, {@code gru-128},
 * {@code lstm-512} and {@code gru-512}.
 */
public final class RecurrentTable {
    private static final int ROWS = 32;
    private static final int STEPS = 50;
    private static final int WIDTH = 64;
    private static final Key KEY = Key.of(1);

    private RecurrentTable() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        for (int hidden : new int[] {128, 512}) {
            if (chosen.isEmpty() || chosen.contains("lstm-" + hidden)) {
                measure("lstm-" + hidden, hidden, LstmCell::of);
            }
            if (chosen.isEmpty() || chosen.contains("gru-" + hidden)) {
                measure("gru-" + hidden, hidden, GruCell::of);
            }
        }
    }

    private static <S> void measure(String workload, int hidden, Cell.Maker<S> cell) {
        var training = workload + "-training";
        Steady.print(training, "hanshu", "samples/s", ROWS, training(model(cell, hidden)));
        Steady.print(workload + "-inference", "hanshu", "samples/s", ROWS, inference(model(cell, hidden)));
        Cell.Maker<S> stepping = (in, out, key) -> new Stepping<>(cell.of(in, out, key));
        Steady.print(training, "hanshu, step by step", "samples/s", ROWS, training(model(stepping, hidden)));
    }

    static <S> Recurrent<S> model(Cell.Maker<S> cell, int hidden) {
        return Recurrent.of(cell, WIDTH, hidden, KEY);
    }

    static Runnable training(Recurrent<?> model) {
        var x = KEY.at("x").normal(ROWS, STEPS, WIDTH);
        var params = Params.of(model);
        var live = params.in(model);
        var gradient = new float[params.theta().length];
        var optimiser = new Adam.Config().on(params);
        var buffers = new Buffers();
        return () -> buffers.step(() -> {
            var loss = live.apply(x, Pass.training(KEY)).square().mean();
            params.gradInto(loss, gradient);
            Profiler.in(Stage.OPTIMISER, () -> optimiser.step(params.theta(), gradient, 1e-3));
        });
    }

    static Runnable inference(Recurrent<?> like) {
        var x = KEY.at("x").normal(ROWS, STEPS, WIDTH);
        var model = Params.of(like).frozen(like);
        var buffers = new Buffers();
        return () -> buffers.step(() -> {
            model.apply(x, Pass.evaluation());
        });
    }

    /** A cell that is run one step after the other. */
    public record Stepping<S>(Cell<S> cell) implements Cell<S> {
        @Override
        public S step(Tensor x, S state) {
            return cell.step(x, state);
        }

        @Override
        public S start(int batch, DType dtype) {
            return cell.start(batch, dtype);
        }

        @Override
        public Tensor output(S state) {
            return cell.output(state);
        }

        @Override
        public S where(Tensor mask, S yes, S no) {
            return cell.where(mask, yes, no);
        }
    }
}
