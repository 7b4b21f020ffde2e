package hanshu.train.tune;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Optimiser;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.train.Batches;
import hanshu.train.Trainable;
import hanshu.train.run.RunException;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning-rate range test (Smith 2017, section 3.3): the rate grows from step to step, by the same factor; where the
 * loss falls most steeply, the rate is right. The loss is smoothed, as that of a batch is noisy; the test ends where it is
 * four times its least, for nothing is learned beyond.
 *
 * @param steps in their order
 * @param best where the loss falls most steeply
 * @param bound the first rate at which it rises again
 */
public record RateFinder(List<Step> steps, double best, double bound) {
    private static final int STEPS = 150;
    private static final double LEAST = 1e-6;
    private static final double MOST = 1;
    private static final double SMOOTH = 0.9;
    private static final double LOST = 4;

    /** The loss at a rate, smoothed. */
    public record Step(double rate, double loss) {}

    /**
     * Tests a training, which stays as it is.
     *
     * @throws RunException where the loss is no number at the first step
     */
    public static <M, B> RateFinder of(Trainable<M, B> trainable, Key key) {
        M like = trainable.training(key).model();
        var params = Params.of(like);
        M model = params.in(like);
        var walker = ((Optimiser.Config) new AdamW.Config(0.9, 0.999, 1e-8, 0, false)).on(params);
        var clipping = Clipping.byNorm(1);
        var gradient = new float[params.theta().length];
        var buffers = new Buffers();
        var rows = new Drawn<>(trainable.train(), trainable.batch(), key.at("rows"));
        var steps = new ArrayList<Step>();
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double rate = LEAST * Math.pow(MOST / LEAST, (double) step / (STEPS - 1));
            var pass = Pass.training(key.at("step").at(step));
            var batch = rows.next();
            double loss = buffers.step(() -> {
                var tensor = trainable.objective().loss(model, batch, pass);
                params.gradInto(tensor, gradient);
                params.applyUpdates(pass);
                return tensor.item();
            });
            mean = SMOOTH * mean + (1 - SMOOTH) * loss;
            double smoothed = mean / (1 - Math.pow(SMOOTH, step + 1));
            if (!Double.isFinite(loss) || (step > STEPS / 10 && smoothed > LOST * least)) {
                break;
            }
            least = Math.min(least, smoothed);
            steps.add(new Step(rate, smoothed));
            clipping.clip(gradient);
            walker.step(params.theta(), gradient, rate);
        }
        if (steps.isEmpty()) {
            throw new RunException(
                    "the loss is no number at the first step, whatever the rate: look in the data for values"
                            + " that are much too large, and at the settings of the network");
        }
        return of(List.copyOf(steps));
    }

    private static RateFinder of(List<Step> steps) {
        int lowest = 0;
        for (int i = 0; i < steps.size(); i++) {
            lowest = steps.get(i).loss() < steps.get(lowest).loss() ? i : lowest;
        }
        int steepest = 0;
        double fall = 0;
        int reach = 5; // steps to either side, over which the slope is taken
        int from = Math.clamp(lowest - reach, 0, STEPS / 10); // the mean of the first few is noisy
        for (int i = from + reach; i + reach <= lowest; i++) {
            double here = steps.get(i - reach).loss() - steps.get(i + reach).loss();
            if (here > fall) {
                fall = here;
                steepest = i;
            }
        }
        return new RateFinder(
                steps, steps.get(steepest).rate(), steps.get(lowest).rate());
    }

    /** Batches of rows in a new order each pass. */
    static final class Drawn<B> {
        private final Batches<B> rows;
        private final int size;
        private final Key key;
        private int[] order;
        private int next;
        private int pass;

        Drawn(Batches<B> rows, int size, Key key) {
            this.rows = rows;
            this.size = Math.min(size, rows.count());
            this.key = key;
            order = key.at(0).permutation(rows.count());
        }

        B next() {
            if (next + size > order.length) {
                order = key.at(++pass).permutation(rows.count());
                next = 0;
            }
            next += size;
            return rows.batch(order, next - size, next);
        }
    }
}
