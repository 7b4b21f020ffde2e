package hanshu.bench;

import hanshu.nn.rnn.Cell;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.HashSet;
import java.util.List;

/**
 * LSTM and GRU over 50 steps, 32 rows of 64 numbers, Adam on the mean square of what they show: training and inference.
 * Arguments choose among {@code lstm-128}, {@code gru-128}, {@code lstm-512} and {@code gru-512}; with {@code
 * step-by-step} the same too with cells that take one step after the other.
 */
public final class RecurrentTable {
    private static final int ROWS = 32;
    private static final int STEPS = 50;
    private static final int WIDTH = 64;
    private static final Key KEY = Key.of(1);

    private RecurrentTable() {}

    public static void main(String[] args) {
        var chosen = new HashSet<>(List.of(args));
        boolean stepByStep = chosen.remove("step-by-step");
        for (int hidden : new int[] {128, 512}) {
            if (chosen.isEmpty() || chosen.contains("lstm-" + hidden)) {
                measure("lstm-" + hidden, hidden, LstmCell::of, stepByStep);
            }
            if (chosen.isEmpty() || chosen.contains("gru-" + hidden)) {
                measure("gru-" + hidden, hidden, GruCell::of, stepByStep);
            }
        }
    }

    private static <S> void measure(String workload, int hidden, Cell.Maker<S> cell, boolean stepByStep) {
        Steady.print(workload, TrainingTable.WHO, "samples/s", ROWS, training(model(cell, hidden)));
        Steady.print(workload + "-inference", TrainingTable.WHO, "samples/s", ROWS, inference(model(cell, hidden)));
        if (stepByStep) {
            Cell.Maker<S> stepping = (in, out, key) -> new Stepping<>(cell.of(in, out, key));
            var who = TrainingTable.WHO + " step by step";
            Steady.print(workload, who, "samples/s", ROWS, training(model(stepping, hidden)));
        }
    }

    static <S> Recurrent<S> model(Cell.Maker<S> cell, int hidden) {
        return Recurrent.of(cell, WIDTH, hidden, KEY);
    }

    static Runnable training(Recurrent<?> model) {
        return Sequences.training(model, KEY.at("x").normal(ROWS, STEPS, WIDTH));
    }

    static Runnable inference(Recurrent<?> model) {
        return Sequences.inference(model, KEY.at("x").normal(ROWS, STEPS, WIDTH));
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
