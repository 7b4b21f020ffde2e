package hanshu.train;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Averaging;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Plateau;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.run.EventLog;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A training with something of everything that has a state: dropout, Adam, a schedule, clipping, an average, early
 * stopping. As a program it runs in a folder, and prints a line a step, so that another process can kill it anywhere.
 */
final class Exercise {
    private static final Key KEY = Key.of(4);
    private static final int EPOCHS = 12;

    private Exercise() {}

    static Training<Layer, Examples> training() {
        var x = KEY.at("x").normal(70, 3);
        var y = x.sin().sum(new int[] {1}, true); // (rows, 1)
        Layer model = Sequential.of(
                Linear.of(3, 20, KEY.at(0)), Activation.TANH, new Dropout(0.1), Linear.of(20, 1, KEY.at(1)));
        Objective<Layer, Examples> objective = (m, batch, pass) -> new Mse().of(m.apply(batch.x(), pass), batch.y());
        var unseen = new Examples(x.slice(0, 50, 70), y.slice(0, 50, 70));
        var config = TrainingConfig.of(EPOCHS, 8, 0.02)
                .withOptimiser(new Adam.Config())
                .withClip(Clipping.byNorm(1))
                .withAverage(new Averaging.Exponential(0.9))
                .withSchedule(new Schedule.WarmUp(5, new Plateau(0.5, 0)))
                .withParts(2)
                .withStopping(EarlyStopping.onLoss(5));
        return Training.of(model, objective, new Examples(x.slice(0, 0, 50), y.slice(0, 0, 50)).batches(), config, KEY)
                .named("exercise")
                .validate(Validation.of(objective, unseen.batches(), 20));
    }

    static Checkpoints checkpoints(Path folder) {
        return Checkpoints.in(folder.resolve("exercise")).everySteps(3);
    }

    /** The bits of θ. */
    static String bits(Training<?, ?> training) {
        var bytes = java.nio.ByteBuffer.allocate(4 * training.params().theta().length);
        bytes.asFloatBuffer().put(training.params().theta());
        return HexFormat.of().formatHex(bytes.array());
    }

    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        try (var log = EventLog.append(folder.resolve("metrics.jsonl"))) {
            var training =
                    training().checkpoint(checkpoints(folder).cutting(log)).listen(log);
            for (var step : training) {
                System.out.println("step " + step.step());
            }
            System.out.println(bits(training));
        }
    }
}
