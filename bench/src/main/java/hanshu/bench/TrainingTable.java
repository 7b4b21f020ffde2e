package hanshu.bench;

import hanshu.nn.Activation;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Buffers;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.train.Examples;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.Set;

/**
 * What a user's training reaches, through the public interface: y = b + w·x with 32 rows a step, and the MLP
 * 784-256-256-10 with 64, on random data. Arguments choose among {@code line} and {@code mlp}.
 */
public final class TrainingTable {
    static final String WHO = "hanshu";
    private static final Key KEY = Key.of(1);

    private TrainingTable() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        if (chosen.isEmpty() || chosen.contains("line")) {
            steps("line", "steps/s", 1, line());
        }
        if (chosen.isEmpty() || chosen.contains("mlp")) {
            steps("mlp-sgd", "samples/s", 64, mlp(new Sgd.Config(), 0.01));
            steps("mlp-adam", "samples/s", 64, mlp(new Adam.Config(), 1e-3));
            Steady.print("mlp-inference", WHO, "samples/s", 64, inference());
        }
    }

    private static void steps(String workload, String unit, double units, Training<?, ?> training) {
        var steps = training.iterator();
        Steady.print(workload, WHO, unit, units, steps::next);
    }

    static Training<Linear, Examples> line() {
        var x = KEY.at("x").normal(3200, 1);
        var y = x.times(3).plus(2);
        var model = Linear.of(1, 1, KEY);
        return Training.of(
                model,
                (m, batch, pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y()),
                new Examples(x, y).batches(),
                TrainingConfig.of(1_000_000, 32, 0.01),
                KEY);
    }

    private static Sequential model() {
        return Sequential.of(
                Linear.of(784, 256, KEY.at(0)),
                Activation.RELU,
                Linear.of(256, 256, KEY.at(1)),
                Activation.RELU,
                Linear.of(256, 10, KEY.at(2)));
    }

    static Training<Sequential, Examples> mlp(Optimiser.Config optimiser, double rate) {
        var x = KEY.at("x").normal(6400, 784);
        var labels = KEY.at("y").uniform(0, 10, 6400).cast(DType.I64);
        return Training.of(
                model(),
                (m, batch, pass) -> new CrossEntropy().of(m.apply(batch.x(), pass), batch.y()),
                new Examples(x, labels).batches(),
                TrainingConfig.of(1_000_000, 64, rate).withOptimiser(optimiser),
                KEY);
    }

    static Runnable inference() {
        var x = KEY.at("x").normal(64, 784);
        var like = model();
        var model = Params.of(like).frozen(like);
        var buffers = new Buffers();
        return () -> buffers.step(() -> {
            model.apply(x, Pass.evaluation());
        });
    }
}
