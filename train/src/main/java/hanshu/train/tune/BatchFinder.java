package hanshu.train.tune;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.train.DivergedException;
import hanshu.train.Trainable;

/**
 * The gradient noise scale (McCandlish, Kaplan & Amodei 2018, appendix A.1): with {@code |G|²} the squared length of the
 * true gradient and {@code tr Σ} the variance of a row's, both estimated from the gradients of small and of large batches,
 * {@code B = tr Σ / |G|²} is the batch at which noise and signal are equal. Much smaller ones need more steps, much larger
 * ones more rows, for the same.
 *
 * @param noiseScale B
 * @param epochs that were trained before it was measured: it grows as the loss falls
 */
public record BatchFinder(double noiseScale, int epochs) {
    private static final int SMALL = 8;
    private static final int DRAWN = 40;
    private static final int EPOCHS = 3;
    private static final int LEAST = 16;
    private static final int MOST = 1024;

    /** Measures a training, which stays as it is, after a few epochs; where it diverges, at its start. */
    public static <M, B> BatchFinder of(Trainable<M, B> trainable, Key key) {
        var training = trainable.training(key);
        try {
            for (var step : training) {
                if (step.epoch() == EPOCHS && step.endsEpoch()) {
                    break;
                }
            }
            return of(trainable, training.model(), EPOCHS, key);
        } catch (DivergedException e) {
            return of(trainable, trainable.training(key).model(), 0, key);
        }
    }

    private static <M, B> BatchFinder of(Trainable<M, B> trainable, M like, int epochs, Key key) {
        var params = Params.of(like);
        M model = params.in(like);
        int large = Math.max(2 * SMALL, Math.min(16 * SMALL, trainable.train().count() / 2));
        double small2 = meanSquare(trainable, params, model, SMALL, key.at("small"));
        double large2 = meanSquare(trainable, params, model, large, key.at("large"));
        double signal = (large * large2 - SMALL * small2) / (large - SMALL);
        double noise = (small2 - large2) / (1.0 / SMALL - 1.0 / large);
        return new BatchFinder(signal <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, noise / signal), epochs);
    }

    /** The mean of the squared lengths of gradients. */
    private static <M, B> double meanSquare(Trainable<M, B> trainable, Params params, M model, int size, Key key) {
        var rows = new RateFinder.Drawn<>(trainable.train(), size, key);
        var gradient = new float[params.theta().length];
        var buffers = new Buffers();
        double sum = 0;
        for (int i = 0; i < DRAWN; i++) {
            var batch = rows.next();
            buffers.step(() -> {
                params.gradInto(trainable.objective().loss(model, batch, Pass.evaluation()), gradient);
                return 0;
            });
            for (float each : gradient) {
                sum += (double) each * each;
            }
        }
        return sum / DRAWN;
    }

    /** The nearest power of two that a training of so many rows can take. */
    public int suggested(int rows) {
        double most = Math.clamp(rows / 10.0, LEAST, MOST);
        double power = Math.round(Math.log(Math.max(1, noiseScale)) / Math.log(2));
        return (int) Math.pow(2, Math.floor(Math.log(Math.clamp(Math.pow(2, power), LEAST, most)) / Math.log(2)));
    }
}
