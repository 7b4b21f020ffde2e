package hanshu.train.doctor;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.DivergedException;
import hanshu.train.Movement;
import hanshu.train.Step;
import hanshu.train.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A training that was tried, and what it came to.
 *
 * @param treatment what was changed of it
 * @param patient the training, changed so
 * @param model what it kept; not the training, whose buffers are large
 * @param firstModel a copy of what it began with
 * @param steps that it took
 * @param layers how each parameter moved, at moments of the training
 * @param diverged where it left what numbers can say
 * @param start the loss on training rows before the first step
 * @param train the loss on training rows of the model it kept, evaluating
 * @param validation the same of rows that it did not learn from
 */
record Trial<M, B>(
        Treatment treatment,
        Patient<M, B> patient,
        M model,
        M firstModel,
        List<Step> steps,
        List<Moment> layers,
        Optional<DivergedException> diverged,
        double start,
        double train,
        double validation) {

    /** Rows that losses are measured on, at most. */
    private static final int MOST_ROWS = 2_000;

    private static final int BLOCK = 256;

    /** How often in a training the layers are looked at. */
    private static final int MOMENTS = 8;

    /** How a parameter moved in a step; its gradient is that of the first rows. */
    record Moment(long step, String parameter, Movement movement) {}

    static <M, B> Trial<M, B> of(Treatment treatment, Patient<M, B> patient, Key key) {
        var training = patient.training(key);
        var params = training.params();
        M like = training.model();
        M firstModel = Params.of(like).frozen(like);
        double start = loss(patient, firstModel, patient.train());
        var steps = new ArrayList<Step>();
        var moments = new ArrayList<Moment>();
        Optional<DivergedException> diverged = Optional.empty();
        long next = 1;
        try {
            var iterator = training.iterator();
            while (iterator.hasNext()) {
                boolean looks = steps.size() + 1 == next;
                var before = looks ? params.copyTheta() : new float[0];
                var gradient = looks ? gradient(patient, like, params) : new float[0];
                var step = iterator.next();
                steps.add(step);
                if (looks) {
                    moments.addAll(moments(step.step(), params, before, gradient));
                    next += Math.max(1, next * 2 / MOMENTS + 1);
                }
            }
        } catch (DivergedException e) {
            diverged = Optional.of(e);
        }
        return new Trial<>(
                treatment,
                patient,
                training.model(),
                firstModel,
                List.copyOf(steps),
                List.copyOf(moments),
                diverged,
                start,
                loss(patient, training.model(), patient.train()),
                loss(patient, training.model(), patient.validation()));
    }

    /** The loss of the first rows, evaluating; infinite where it is no number. */
    private static <M, B> double loss(Patient<M, B> patient, M model, Batches<B> rows) {
        double loss = Validation.of(patient.objective(), first(rows), BLOCK)
                .score(model)
                .loss();
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    /** The loss of the model it kept on some of these rows, evaluating. */
    double loss(Batches<B> rows) {
        return loss(patient, model, rows);
    }

    private static <B> Batches<B> first(Batches<B> all) {
        return new Batches<>() {
            @Override
            public int count() {
                return Math.min(MOST_ROWS, all.count());
            }

            @Override
            public B batch(int[] rows, int from, int to) {
                return all.batch(rows, from, to);
            }
        };
    }

    /** The first training rows, to look at what the model makes of them. */
    static <M, B> B probe(Patient<M, B> patient) {
        return first(patient, BLOCK);
    }

    /** As many as a step has, within bounds: gradients of more might not fit into memory. */
    static <M, B> B fewer(Patient<M, B> patient) {
        return first(patient, Math.clamp(patient.batch(), 32, BLOCK));
    }

    private static <M, B> B first(Patient<M, B> patient, int most) {
        int n = Math.min(most, patient.train().count());
        var rows = new int[n];
        Arrays.setAll(rows, i -> i);
        return patient.train().batch(rows, 0, n);
    }

    private static <M, B> float[] gradient(Patient<M, B> patient, M like, Params params) {
        var gradient = new float[params.theta().length];
        new Buffers().step(() -> {
            params.gradInto(patient.objective().loss(params.in(like), fewer(patient), Pass.evaluation()), gradient);
            return 0;
        });
        return gradient;
    }

    private static List<Moment> moments(long step, Params params, float[] before, float[] gradient) {
        var after = params.theta();
        var moved = new float[after.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = after[i] - before[i];
        }
        return params.slots().stream()
                .map(slot -> new Moment(
                        step,
                        slot.name(),
                        new Movement(length(gradient, slot), length(before, slot), length(moved, slot))))
                .toList();
    }

    private static double length(float[] values, Params.Slot slot) {
        double sum = 0;
        for (int i = slot.offset(); i < slot.end(); i++) {
            sum += (double) values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    /** The loss on the first training rows with what tracks it: its graph and gradients can be asked for. */
    Tensor trackedLoss(M of) {
        var params = Params.of(of);
        return patient.objective().loss(params.in(of), probe(patient), Pass.evaluation());
    }

    /** How much of the naive loss is explained on training rows: 1 for all, 0 for nothing. */
    double explainedOfTraining() {
        return 1 - train / patient.naive();
    }

    double explainedOfUnseen() {
        return 1 - validation / patient.naive();
    }

    /** The gradient's greatest length over its usual one: the median over the steps. */
    double burst() {
        var lengths = steps.stream().mapToDouble(Step::gradientNorm).sorted().toArray();
        if (lengths.length == 0) {
            return 1;
        }
        double most = lengths[lengths.length - 1];
        return Double.isNaN(most) ? Double.POSITIVE_INFINITY : most / Math.max(1e-30, lengths[lengths.length / 2]);
    }

    /** How much of its length a usual step changes of a weight: the median over weights and the moments looked at. */
    double pace() {
        var shares = layers.stream()
                .map(Moment::movement)
                .filter(moved -> moved.weight() > 0 && moved.update() > 0)
                .mapToDouble(Movement::ratio)
                .sorted()
                .toArray();
        return shares.length == 0 ? 0 : shares[shares.length / 2];
    }

    /** The last moment that was looked at. */
    List<Moment> lastMoment() {
        long last = layers.stream().mapToLong(Moment::step).max().orElse(0);
        return layers.stream().filter(moment -> moment.step() == last).toList();
    }

    boolean hasDiverged() {
        return diverged.isPresent() || !Double.isFinite(train) || !Double.isFinite(validation);
    }
}
