package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.TaskBatch;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.doctor.Patient;
import hanshu.train.doctor.Rows;
import hanshu.train.doctor.Treatment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The training of a task that answers a class, several classes, tags or numbers as a patient, on no more than {@link
 * #MOST_CASES} cases, so that it can be tried again and again.
 *
 * @param config of the run, settled, or changed in one thing
 * @param cases how many are learned from: the first ones
 */
record TaskPatient(Understood known, TaskConfig config, int cases) implements Patient<Scoring, TaskBatch> {
    /** Cases that are learned from, at most. */
    static final int MOST_CASES = 4_000;

    /** How often the place of the best number is narrowed down, by a third each. */
    private static final int NARROWED = 40;

    static TaskPatient of(Understood known, TaskConfig settled) {
        return new TaskPatient(
                known, settled, Math.min(MOST_CASES, known.train().count()));
    }

    /** Whether such a task can be examined. */
    static boolean canBe(Understood known) {
        return known.config().outputs().size() == 1
                && switch (form(known)) {
                    case OutputForm.OneClass _, OutputForm.Classes _, OutputForm.Numbers _, TagForm _ -> true;
                    default -> false;
                };
    }

    private static OutputForm form(Understood known) {
        return known.forms().output(known.config().mainOutput().name());
    }

    private Part some() {
        return known.train().only(Arrays.copyOf(known.train().rows(), cases));
    }

    @Override
    public Training<Scoring, TaskBatch> training(Key key) {
        var part = some().learning(config.augmentation(), config.training().batch(), key.at("augment"));
        return new NetworkTraining(known, config, event -> {}).ofVectors(part, key);
    }

    @Override
    public Optional<TaskPatient> treated(Treatment treatment) {
        return switch (treatment) {
            case NONE -> Optional.of(this);
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE, LONGER ->
                Optional.of(walking(treatment));
            case WIDER -> Optional.of(wider());
            case NO_DECAY -> config.training().decay() > 0 ? Optional.of(withoutDecay()) : Optional.empty();
            case HALF_THE_ROWS -> Optional.of(new TaskPatient(known, config, (cases + 1) / 2));
            case THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty(); // so it is trained anyway
        };
    }

    /** What to set so that a run is trained so; empty where no setting does. */
    static Optional<String> setting(Treatment cure, TaskConfig config) {
        var t = config.training();
        return switch (cure) {
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE ->
                Optional.of("training.rate=" + (float) (cure.rate() * t.rate()));
            case LONGER -> Optional.of("training.epochs=" + cure.epochs() * t.epochs());
            case NO_DECAY -> Optional.of("training.decay=0");
            case WIDER, HALF_THE_ROWS, NONE, THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty();
        };
    }

    private TaskPatient walking(Treatment treatment) {
        var t = config.training();
        var changed = t.with(treatment.epochs() * t.epochs(), t.minutes(), t.batch(), treatment.rate() * t.rate());
        return new TaskPatient(known, config.withTraining(changed), cases);
    }

    private TaskPatient withoutDecay() {
        var t = config.training();
        return new TaskPatient(
                known,
                config.withTraining(new TaskConfig.TrainingOptions(
                        t.epochs(),
                        t.minutes(),
                        t.batch(),
                        t.rate(),
                        0,
                        t.smoothing(),
                        t.average(),
                        t.networks(),
                        t.patience())),
                cases);
    }

    private TaskPatient wider() {
        var inputs = config.inputs().stream()
                .map(input -> {
                    var e = input.encoder();
                    return input.with(new EncoderConfig(
                            e.type(), 4 * e.width(), e.layers(), e.heads(), e.bothWays(), e.dropout()));
                })
                .toList();
        return new TaskPatient(known, config.withInputs(inputs), cases);
    }

    // ---- what the doctor asks

    @Override
    public Objective<Scoring, TaskBatch> objective() {
        return (network, batch, pass) -> NetworkTraining.loss(network, batch, pass, batch, config);
    }

    @Override
    public Part train() {
        return some();
    }

    @Override
    public Part validation() {
        return known.validation();
    }

    @Override
    public Part test() {
        return known.test().map(Part::learned).orElse(known.validation());
    }

    @Override
    public int batch() {
        return config.training().batch();
    }

    @Override
    public double rate() {
        return config.training().rate();
    }

    @Override
    public double naive() {
        var output = config.mainOutput();
        var truths = some().truth(output.name());
        return switch (form(known)) {
            case OutputForm.OneClass form -> Rows.entropy(labels(some()), form.width());
            case OutputForm.Classes form ->
                IntStream.range(0, form.width())
                        .mapToDouble(c -> Rows.entropy(column(truths, c), 2))
                        .average()
                        .orElse(0);
            case OutputForm.Numbers form ->
                IntStream.range(0, form.width())
                        .mapToDouble(
                                c -> naive(column(truths, c), form.deviation().get(c), output.loss()))
                        .average()
                        .orElse(0);
            case TagForm form ->
                Rows.entropy(
                        Arrays.stream(truths)
                                .flatMapToDouble(Arrays::stream)
                                .filter(tag -> tag >= 0 && tag < form.width()) // all that were learned
                                .toArray(),
                        form.width());
            default ->
                throw new IllegalStateException(
                        "the doctor does not examine " + form(known).describe());
        };
    }

    private static double[] column(double[][] truths, int column) {
        return Arrays.stream(truths).mapToDouble(truth -> truth[column]).toArray();
    }

    /** The loss of the best number that is the same for all, of standardised numbers; it lies between least and most. */
    private static double naive(double[] truths, double deviation, OutputConfig.LossKind kind) {
        DoubleUnaryOperator loss = answer -> Arrays.stream(truths)
                .map(truth -> Math.abs(truth - answer) / deviation)
                .map(off -> switch (kind) {
                    case MAE -> off;
                    case HUBER -> off < 1 ? off * off / 2 : off - 0.5;
                    case AUTO, MSE, CROSS_ENTROPY -> off * off;
                })
                .average()
                .orElse(0);
        double low = Arrays.stream(truths).min().orElse(0);
        double high = Arrays.stream(truths).max().orElse(0);
        for (int i = 0; i < NARROWED; i++) { // it is convex
            double third = (high - low) / 3;
            if (loss.applyAsDouble(low + third) < loss.applyAsDouble(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return loss.applyAsDouble(low);
    }

    @Override
    public Tensor answers(Scoring network, TaskBatch batch) {
        var output = config.mainOutput().name();
        return Objects.requireNonNull(network.scores(batch, Pass.evaluation()).get(output))
                .values();
    }

    /** Only the labels, where a case has one: what is read is not always numbers side by side. */
    @Override
    public Optional<Rows> trainRows() {
        return rows(some());
    }

    @Override
    public Optional<Rows> unseenRows() {
        return rows(validation());
    }

    private Optional<Rows> rows(Part part) {
        if (!(form(known) instanceof OutputForm.OneClass form)) {
            return Optional.empty();
        }
        var labels = labels(part);
        return Optional.of(new Rows(List.of(), new float[labels.length][0], labels, form.width()));
    }

    private double[] labels(Part part) {
        return Arrays.stream(part.truth(config.mainOutput().name()))
                .mapToDouble(truth -> truth[0])
                .toArray();
    }

    @Override
    public Optional<double[]> slopesByTime(Scoring network, TaskBatch batch) {
        var series = batch.inputs().entrySet().stream()
                .filter(input -> input.getValue() instanceof Value.Steps)
                .findFirst();
        if (series.isEmpty() || !(series.get().getValue() instanceof Value.Steps(var steps, var lengths))) {
            return Optional.empty();
        }
        var x = steps.tracked(); // (batch, time, channels)
        var inputs = new LinkedHashMap<>(batch.inputs());
        inputs.put(series.get().getKey(), new Value.Steps(x, lengths));
        var tracked = new TaskBatch(inputs, batch.targets(), batch.cases());
        var slope = Gradients.grad(objective().loss(network, tracked, Pass.evaluation()), x);
        return Optional.of(slope.square().sum(2).sqrt().mean(0).toDoubles());
    }
}
