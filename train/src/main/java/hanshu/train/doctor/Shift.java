package hanshu.train.doctor;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.optim.AdamW;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.metric.Auroc;
import java.util.Arrays;

/**
 * A classifier that tries to tell unseen rows from those learned from (Lopez-Paz & Oquab 2017, "Revisiting classifier
 * two-sample tests"): it learns from half of both, and is judged by the other half. Where rows are of one kind, it can
 * only guess.
 *
 * @param auroc the chance that it finds the unseen one of two rows; 0.5 is guessing
 * @param error the standard error of that when guessing (Hanley & McNeil 1982)
 */
record Shift(double auroc, double error) {
    private static final int MOST = 2_000;
    private static final int HIDDEN = 16;

    /** Standard deviations from the mean beyond which a value is as strange as it gets. */
    private static final double FAR = 5;

    record Net(Linear first, Linear second) {
        Tensor logits(Tensor x) {
            var evaluation = Pass.evaluation();
            return second.apply(first.apply(x, evaluation).relu(), evaluation);
        }
    }

    static Shift between(Rows train, Rows unseen, Key key) {
        int n = Math.min(MOST, Math.min(train.count(), 4 * unseen.count()));
        int m = Math.min(MOST, unseen.count());
        var some = key.at("train").permutation(train.count());
        var others = key.at("unseen").permutation(unseen.count());
        int columns = train.names().size();
        var x = new float[(n + m) * columns];
        var y = new long[n + m];
        for (int j = 0; j < columns; j++) {
            var column = train.column(j);
            double mean = Arrays.stream(column).average().orElse(0);
            double deviation = Math.sqrt(Arrays.stream(column)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(0));
            for (int i = 0; i < n + m; i++) {
                float v = i < n ? train.x()[some[i]][j] : unseen.x()[others[i - n]][j];
                double standard = deviation == 0 ? Math.signum(v - mean) : (v - mean) / deviation;
                x[i * columns + j] = (float) Math.clamp(standard, -FAR, FAR);
                y[i] = i < n ? 0 : 1;
            }
        }
        var all = new Examples(Tensor.of(x, n + m, columns), Tensor.of(y, n + m));
        var order = key.at("halves").permutation(n + m);
        var learned = part(all, Arrays.copyOfRange(order, 0, order.length / 2));
        var judged = part(all, Arrays.copyOfRange(order, order.length / 2, order.length));
        var net = new Net(Linear.of(columns, HIDDEN, key.at("first")), Linear.of(HIDDEN, 2, key.at("second")));
        int epochs = Math.clamp(20_000 / Math.max(1, learned.x().size(0)), 5, 60);
        var model = Training.of(
                        net,
                        (of, batch, pass) -> new CrossEntropy().of(of.logits(batch.x()), batch.y()),
                        learned.batches(),
                        TrainingConfig.of(epochs, 64, 3e-3)
                                .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, 0.1, false)),
                        key.at("training"))
                .run()
                .model();
        var probability = model.logits(judged.x()).softmax(-1).toFloats();
        var truth = judged.y().toLongs();
        var labels = Arrays.stream(truth).mapToInt(t -> (int) t).toArray();
        var chances = new double[truth.length][];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = new double[] {probability[2 * i], probability[2 * i + 1]};
        }
        double ones = Arrays.stream(truth).sum();
        double zeros = truth.length - ones;
        double error = ones == 0 || zeros == 0 ? 1 : Math.sqrt((ones + zeros + 1) / (12 * ones * zeros));
        return new Shift(Auroc.of(labels, chances).orElse(0.5), error);
    }

    private static Examples part(Examples all, int[] rows) {
        var index = Tensor.of(rows, rows.length);
        return new Examples(all.x().take(0, index), all.y().take(0, index));
    }

    /** Whether it is surely better than guessing, and by enough to matter. */
    boolean isFound() {
        return auroc > 0.65 && auroc - 4 * error > 0.5;
    }
}
