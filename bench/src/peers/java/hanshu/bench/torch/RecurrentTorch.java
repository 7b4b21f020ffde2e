package hanshu.bench.torch;

import hanshu.bench.Steady;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The workloads of {@code hanshu.bench.RecurrentTable} in libtorch, called from Java. Arguments choose among them. */
public final class RecurrentTorch {
    private static final long ROWS = 32;
    private static final long STEPS = 50;
    private static final long WIDTH = 64;

    private RecurrentTorch() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        for (var hidden : new long[] {128, 512}) {
            for (var cell : new String[] {"lstm", "gru"}) {
                var workload = cell + "-" + hidden;
                if (chosen.isEmpty() || chosen.contains(workload)) {
                    measure(workload, cell.equals("lstm") ? 4 : 3, hidden);
                }
            }
        }
    }

    private static void measure(String workload, long gates, long hidden) {
        var x = torch.randn(ROWS, STEPS, WIDTH);
        var start = torch.zeros(1, ROWS, hidden);
        var theta = new TensorVector(
                parameter(hidden, gates * hidden, WIDTH),
                parameter(hidden, gates * hidden, hidden),
                parameter(hidden, gates * hidden),
                parameter(hidden, gates * hidden));
        Supplier<Tensor> shown = gates == 4
                ? () -> torch.lstm(x, new TensorVector(start, start), theta, true, 1, 0, true, false, true)
                        .get0()
                : () -> torch.gru(x, start, theta, true, 1, 0, true, false, true)
                        .get0();
        var optimiser = new Adam(theta, new AdamOptions(1e-3));
        Steady.print(workload + "-training", TorchTable.WHO, "samples/s", ROWS, TorchTable.freeing(() -> {
            optimiser.zero_grad();
            shown.get().square().mean().backward();
            optimiser.step();
        }));
        var mode = new InferenceMode(true);
        Steady.print(workload + "-inference", TorchTable.WHO, "samples/s", ROWS, TorchTable.freeing(() -> {
            if (shown.get().numel() == 0) {
                throw new IllegalStateException("libtorch shows nothing");
            }
        }));
        mode.close();
    }

    private static Tensor parameter(long hidden, long... shape) {
        var values = torch.rand(shape).mul(new Scalar(2)).sub(new Scalar(1)).div(new Scalar(Math.sqrt((double) hidden)));
        values.set_requires_grad(true);
        return values;
    }
}
