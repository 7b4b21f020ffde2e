package hanshu.nn.optim;

import hanshu.nn.Params;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Momentum made orthogonal, for the matrices within a network (Jordan et al. 2024, "Muon: an optimizer for hidden layers
 * in neural networks"), as PyTorch's torch.optim.Muon. For each matrix w (in, out) of θ:
 *
 * <pre>
 *   b ← μ·b + (1 − μ)·g
 *   X ← orthogonal(b), with Nesterov: orthogonal((1 − μ)·g + μ·b)
 *   w ← (1 − rate·λ)·w − rate·√max(1, out/in) · X
 * </pre>
 *
 * <p>orthogonal takes five steps of a Newton-Schulz iteration, X ← 3.4445·X − 4.7750·(XXᵀ)X + 2.0315·(XXᵀ)²X from
 * X/‖X‖, which brings all singular values to about 1. All other parameters, vectors among them, are another optimiser's;
 * embeddings and the last layer should be, too.
 */
public final class Muon extends Remembering {
    private static final double EPSILON = 1e-7;

    /**
     * The settings.
     *
     * @param momentum μ, from 0 to less than 1
     * @param nesterov looks ahead along the momentum
     * @param weightDecay λ, zero or more
     * @param steps of the iteration, at least 1
     * @param names which matrices are Muon's, by their names in {@link Params}
     * @param rest the optimiser of all others
     */
    public record Config(
            double momentum,
            boolean nesterov,
            double weightDecay,
            int steps,
            Predicate<String> names,
            Optimiser.Config rest)
            implements Optimiser.Config {
        public Config {
            Check.share("Muon", "momentum", momentum);
            Check.atLeast("Muon", "weight decay", 0, weightDecay);
            Check.atLeast("Muon", "steps", 1, steps);
        }

        /** All matrices; 0.95 with Nesterov, weight decay 0.1, five steps. */
        public Config(Optimiser.Config rest) {
            this(0.95, true, 0.1, 5, name -> true, rest);
        }

        @Override
        public Muon on(Params params, List<Group> groups) {
            return new Muon(params, this, groups);
        }
    }

    private record Matrix(Params.Slot slot, Group group) {}

    private final Config config;
    private final Optimiser rest;
    private final List<Matrix> matrices = new ArrayList<>();
    private final float[] momentum;

    private Muon(Params params, Config config, List<Group> groups) {
        super("Muon", params);
        this.config = config;
        var names = new ArrayList<String>();
        for (var slot : params.slots()) {
            if (slot.learned() && slot.shape().rank() == 2 && config.names.test(slot.name())) {
                matrices.add(new Matrix(slot, Blocks.groupOf(slot, groups)));
                names.add(slot.name());
            }
        }
        this.rest = config.rest.on(params.learning(name -> !names.contains(name)), groups);
        this.momentum = memory.array("momentum", 0);
    }

    public static Muon of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        rest.step(theta, gradient, rate);
        for (var matrix : matrices) {
            step(matrix.slot, theta, gradient, rate * matrix.group.rateFactor(), matrix.group.decayFactor());
        }
    }

    private void step(Params.Slot slot, float[] theta, float[] gradient, double rate, double decayFactor) {
        float keep = (float) config.momentum;
        var direction = new float[slot.shape().count()];
        for (int i = 0; i < direction.length; i++) {
            float g = gradient[slot.offset() + i];
            float b = momentum[slot.offset() + i];
            b = Memory.faded(b + (1 - keep) * (g - b));
            momentum[slot.offset() + i] = b;
            direction[i] = config.nesterov ? g + keep * (b - g) : b;
        }
        int in = slot.shape().size(0);
        int out = slot.shape().size(1);
        var x = orthogonal(Tensor.of(direction, in, out)).toFloats();
        float size = (float) (rate * Math.sqrt(Math.max(1, (double) out / in)));
        float shrink = (float) (1 - rate * config.weightDecay * decayFactor);
        for (int i = 0; i < x.length; i++) {
            int at = slot.offset() + i;
            theta[at] = shrink * theta[at] - size * x[i];
        }
    }

    private Tensor orthogonal(Tensor matrix) {
        if (matrix.size(0) > matrix.size(1)) {
            return orthogonal(matrix.transpose()).transpose(); // XXᵀ is the smaller product
        }
        double length = Math.sqrt(matrix.square().sum().item());
        var x = matrix.div(Math.max(length, EPSILON));
        for (int i = 0; i < config.steps; i++) {
            var gram = x.matmul(x.transpose());
            var polynomial = gram.times(-4.7750).plus(gram.matmul(gram).times(2.0315));
            x = x.times(3.4445).plus(polynomial.matmul(x));
        }
        return x;
    }

    @Override
    public Map<String, float[]> state() {
        return Memory.joined(memory.state(), rest.state());
    }

    @Override
    public void restore(Map<String, float[]> state) {
        memory.restore(Memory.own(state));
        rest.restore(Memory.inner(state));
    }
}
