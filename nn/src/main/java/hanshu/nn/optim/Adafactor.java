package hanshu.nn.optim;

import hanshu.nn.Params;
import hanshu.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam in little memory: of a matrix's second moments only the means of rows and columns are kept (Shazeer & Stern 2018,
 * algorithms 4 and 5), as PyTorch's torch.optim.Adafactor. In step t, for each tensor w of θ, with 1 − β = t^−c:
 *
 * <pre>
 *   R ← β·R + (1 − β)·(mean of g² over each row)     C ← β·C + (1 − β)·(mean of g² over each column)
 *   V ← R·C / max(mean of R, ε₁)                     of a vector: V ← β·V + (1 − β)·g²
 *   u ← g / √max(V, ε₁²)
 *   w ← (1 − rate·λ)·w − max(RMS(w), ε₂)·min(rate, 1/√t) · u / max(1, RMS(u)/d)
 * </pre>
 */
public final class Adafactor extends Remembering {
    /** ε₁, the unit of rounding of F32. */
    private static final double EPSILON = 0x1p-23;

    /**
     * The settings.
     *
     * @param memory c, more than 0: the larger, the longer squares are remembered
     * @param leastSize ε₂, more than 0: what the size of a tensor counts at least
     * @param clipping d, more than 0: the largest root mean square of a step
     * @param weightDecay λ, zero or more
     */
    public record Config(double memory, double leastSize, double clipping, double weightDecay)
            implements Optimiser.Config {
        public Config {
            Check.moreThan("Adafactor", "memory", 0, memory);
            Check.moreThan("Adafactor", "least size", 0, leastSize);
            Check.moreThan("Adafactor", "clipping", 0, clipping);
            Check.atLeast("Adafactor", "weight decay", 0, weightDecay);
        }

        /** As in the paper: 0.8, 10⁻³, 1; no weight decay. */
        public Config() {
            this(0.8, 1e-3, 1, 0);
        }

        @Override
        public Adafactor on(Params params, List<Group> groups) {
            return new Adafactor(params, this, groups);
        }
    }

    private final Config config;
    private final Slots slots;
    private final Map<String, Integer> places = new HashMap<>();
    private final float[] squares;
    private final float[] update; // not remembered

    private Adafactor(Params params, Config config, List<Group> groups) {
        super("Adafactor", params);
        this.config = config;
        this.slots = new Slots(params, groups);
        int length = 0;
        for (var slot : params.slots()) {
            places.put(slot.name(), length);
            length += remembered(slot.shape());
        }
        this.squares = memory.array("squares", length, 0);
        this.update = new float[params.theta().length];
    }

    public static Adafactor of(Params params, Config config) {
        return config.on(params, List.of());
    }

    /** How many numbers are kept of a tensor: rows and columns of each matrix in it, else all. */
    private static int remembered(Shape shape) {
        if (shape.rank() < 2 || shape.count() == 0) {
            return shape.count();
        }
        int rows = shape.size(-2);
        int columns = shape.size(-1);
        return shape.count() / (rows * columns) * (rows + columns);
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        float ofNew = (float) Math.pow((double) t, -config.memory);
        slots.update((slot, rateFactor, decayFactor) -> {
            int from = slot.offset();
            int to = slot.end();
            if (from == to) {
                return;
            }
            double r = rate * rateFactor;
            double step = Math.min(r, 1 / Math.sqrt((double) t)) * Math.max(config.leastSize, rms(theta, from, to));
            float shrink = (float) (1 - r * config.weightDecay * decayFactor);
            normalise(slot, gradient, ofNew);
            float size = (float) (step / Math.max(1, rms(update, from, to) / config.clipping));
            for (int i = from; i < to; i++) {
                theta[i] = shrink * theta[i] - size * update[i];
            }
        });
    }

    private static double rms(float[] x, int from, int to) {
        return Math.sqrt(Slots.squares(x, from, to) / (to - from));
    }

    /** Writes u. */
    private void normalise(Params.Slot slot, float[] gradient, float ofNew) {
        int place = places.getOrDefault(slot.name(), 0);
        var shape = slot.shape();
        if (shape.rank() < 2) {
            for (int i = 0; i < shape.count(); i++) {
                float g = gradient[slot.offset() + i];
                float v = squares[place + i];
                v = Memory.faded(v + ofNew * (g * g - v));
                squares[place + i] = v;
                update[slot.offset() + i] = (float) (g / Math.sqrt(Math.max(v, EPSILON * EPSILON)));
            }
            return;
        }
        int rows = shape.size(-2);
        int columns = shape.size(-1);
        for (int from = slot.offset(); from < slot.end(); from += rows * columns) {
            factored(gradient, from, place, rows, columns, ofNew);
            place += rows + columns;
        }
    }

    private void factored(float[] gradient, int from, int place, int rows, int columns, float ofNew) {
        double ofRows = 0;
        for (int r = 0; r < rows; r++) {
            double sum = Slots.squares(gradient, from + r * columns, from + (r + 1) * columns);
            ofRows += remember(place + r, sum / columns, ofNew);
        }
        var sums = new double[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double g = gradient[from + r * columns + c];
                sums[c] += g * g;
            }
        }
        for (int c = 0; c < columns; c++) {
            remember(place + rows + c, sums[c] / rows, ofNew);
        }
        double mean = Math.max(ofRows / rows, EPSILON);
        for (int r = 0; r < rows; r++) {
            double row = squares[place + r] / mean;
            for (int c = 0; c < columns; c++) {
                int i = from + r * columns + c;
                double v = Math.max(row * squares[place + rows + c], EPSILON * EPSILON);
                update[i] = (float) (gradient[i] / Math.sqrt(v));
            }
        }
    }

    private float remember(int place, double square, float ofNew) {
        float now = squares[place];
        squares[place] = Memory.faded(now + ofNew * ((float) square - now));
        return squares[place];
    }
}
