package hanshu.train;

import hanshu.nn.Params;
import hanshu.nn.optim.Clipping;
import hanshu.tensor.Key;
import hanshu.tensor.Profiler;
import hanshu.tensor.Stage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The loop that walks θ downhill: an iteration is a step along the gradient of the loss on the next batch.
 *
 * <pre>{@code
 * var training = Training.of(
 *         model,
 *         (m, batch, pass) -> mse.of(m.apply(batch.x(), pass), batch.y()),
 *         new Examples(x, y).batches(),
 *         TrainingConfig.of(100, 32, 0.01),
 *         Key.of(1));
 * for (var step : training) {
 *     if (step.loss() < goal) break;
 * }
 * var learned = training.model();
 * }</pre>
 *
 * <p>The step that ends an epoch also validates, keeps the best θ, and ends the training when a better one has been
 * waited for too long; the last step puts the best θ in place. Iterating again goes on after the last step taken.
 *
 * <p>The order of the rows in epoch e (from 0) is {@code key.at("epoch").at(e).permutation(rows)}, the randomness of
 * step s {@code key.at("step").at(s)}. So what is learned depends on nothing but the model, the rows, the configuration
 * and the key: at any number of threads, interrupted or not. A limit of time is the exception.
 *
 * @param <M> the model
 * @param <B> what a batch is
 */
public final class Training<M, B> implements Iterable<Step> {
    private final Params params;
    private final M model;
    private final Batches<B> batches;
    private final TrainingConfig config;
    private final Key key;
    private final Key stepKey;
    private final int batchesOfEpoch;

    private final BatchGradient<M, B> gradient;
    private final Walk walk;

    private Optional<Validation<M>> validation = Optional.empty();
    private Optional<Checkpoints> checkpoints = Optional.empty();
    private Optional<Consumer<Event>> listener = Optional.empty();
    private BooleanSupplier early = () -> false;
    private String name = "";

    private boolean started;
    private boolean ended;
    private long step;
    private int epoch; // under way, from 0
    private int batch; // batches of this epoch that are done
    private int[] order = {};
    private double lossSum;
    private long lossRows;
    private double secondsBefore;
    private long startNanos;
    private final List<Round> rounds = new ArrayList<>();

    private Training(
            M model, Params params, Objective<M, B> objective, Batches<B> batches, TrainingConfig config, Key key) {
        this.params = params;
        this.model = params.frozen(model);
        this.batches = batches;
        this.config = config;
        this.key = key;
        this.stepKey = key.at("step");
        this.batchesOfEpoch = config.batchesOf(batches.count());
        this.gradient = new BatchGradient<>(params, params.in(model), objective, batches, config.parts());
        this.walk = new Walk(params, config);
        if (batchesOfEpoch == 0) {
            throw new IllegalArgumentException("training: %d rows make no whole batch of %d; take a smaller batch"
                    .formatted(batches.count(), config.batch()));
        }
    }

    /** A training of all parameters of a model, which itself stays as it is. */
    public static <M, B> Training<M, B> of(
            M model, Objective<M, B> objective, Batches<B> batches, TrainingConfig config, Key key) {
        return of(model, Params.of(model), objective, batches, config, key);
    }

    /** A training that changes the θ of {@code params}, and of it only what they learn. */
    public static <M, B> Training<M, B> of(
            M model, Params params, Objective<M, B> objective, Batches<B> batches, TrainingConfig config, Key key) {
        return new Training<>(model, params, objective, batches, config, key);
    }

    // ---- before the first step

    /** What the events call the model: in a few words, such as "mlp 8-256-256-1". */
    public Training<M, B> named(String words) {
        requireNotStarted();
        name = words;
        return this;
    }

    /** Asks for a score at the end of each epoch: of the average of θ if there is one, else of θ. */
    public Training<M, B> validate(Validation<M> by) {
        requireNotStarted();
        validation = Optional.of(by);
        return this;
    }

    /** Writes checkpoints; if there are some already, goes on from the latest. */
    public Training<M, B> checkpoint(Checkpoints into) {
        requireNotStarted();
        checkpoints = Optional.of(into);
        return this;
    }

    /** Tells what happens; a second listener hears after the first. */
    public Training<M, B> listen(Consumer<? super Event> to) {
        requireNotStarted();
        listener = Optional.of(listener.map(first -> first.andThen(to)).orElse(to::accept));
        return this;
    }

    /** Asks after each step whether to end there, as if the time were over; the best θ so far is kept. */
    public Training<M, B> endWhen(BooleanSupplier asked) {
        requireNotStarted();
        early = asked;
        return this;
    }

    private void requireNotStarted() {
        if (started) {
            throw new IllegalStateException("training: it is under way; say this before the first step");
        }
    }

    /**
     * How much memory the training will need.
     *
     * @param data bytes that stay in memory meanwhile: the rows, for one
     */
    public MemoryNeed memoryNeed(long data) {
        long vectors = 3; // θ, its gradient, and what a checkpoint copies
        vectors += config.parts() > 1 ? 1 : 0;
        vectors += config.average().isPresent() ? 2 : 0;
        vectors += validation.isPresent() ? 1 : 0;
        long theta = Float.BYTES * (vectors * params.theta().length + 2 * walk.remembered());
        return new MemoryNeed(
                theta,
                gradient.bytesOfStep(Math.min(config.batch(), batches.count())),
                data,
                Runtime.getRuntime().maxMemory());
    }

    // ---- walking

    /** Takes all steps that are left. */
    public Training<M, B> run() {
        iterator().forEachRemaining(step -> {});
        return this;
    }

    @Override
    public Iterator<Step> iterator() {
        if (!started) {
            start();
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Step next() {
                if (ended) {
                    throw new NoSuchElementException("training: it has ended");
                }
                return takeStep();
            }
        };
    }

    /** Writes a checkpoint at once, where they are kept: before the steps that are left are put off. */
    public void save() {
        if (started && !ended) {
            checkpoints.ifPresent(c -> c.write(snapshot(c), params.slots()));
        }
    }

    private void start() {
        started = true;
        startNanos = System.nanoTime();
        var found = checkpoints.flatMap(c -> c.latest(params.slots(), this::notice));
        found.ifPresent(this::restore);
        if (ended) {
            return;
        }
        if (found.isEmpty()) {
            checkpoints.ifPresent(c -> c.write(snapshot(c), params.slots()));
        }
        if (step == 0) { // the first checkpoint comes before the first event
            tell(new Event.RunStarted(seconds(), 0, name, params.count(), config.epochs()));
        } else {
            tell(new Event.RunResumed(seconds(), step, epoch + 1, config.epochs(), Checkpoints.name(step)));
        }
    }

    private Step takeStep() {
        if (order.length == 0) {
            batches.startEpoch(epoch);
            order = key.at("epoch").at(epoch).permutation(batches.count());
        }
        int from = batch * config.batch();
        int to = Math.min(from + config.batch(), order.length);
        double rate = config.rate() * walk.rateFactor(step);
        double loss = gradient.compute(order, from, to, stepKey.at(step));
        double norm = Profiler.in(
                Stage.OPTIMISER,
                () -> config.clip()
                        .map(c -> c.clip(gradient.array()))
                        .orElseGet(() -> Clipping.norm(gradient.array())));
        step++;
        batch++;
        var taken = new Step(epoch + 1, step, batch, batchesOfEpoch, loss, rate, norm);
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            ended = true;
            walk.keepBest();
            throw new DivergedException(
                    taken,
                    gradient.firstBad(order, from, to, stepKey.at(step - 1)),
                    walk.best().epoch());
        }
        var moved = Profiler.in(Stage.OPTIMISER, () -> move(taken));
        lossSum += loss * (to - from);
        lossRows += to - from;
        if (listener.isPresent()) {
            tell(new Event.StepEnded(seconds(), step, epoch + 1, config.epochs(), batch, batchesOfEpoch, loss, rate));
            moved.ifPresent(layers -> tell(new Event.LayersMoved(seconds(), step, epoch + 1, layers)));
        }
        goOn(taken);
        return taken;
    }

    /** Takes the step; how the layers moved by it, where someone listens and the epoch ends. */
    private Optional<SequencedMap<String, Movement>> move(Step taken) {
        boolean isTold = listener.isPresent() && taken.endsEpoch();
        var before = isTold ? params.copyTheta() : new float[0];
        walk.step(gradient.array(), taken.rate());
        return isTold
                ? Optional.of(Movement.byLayer(params.slots(), before, params.theta(), gradient.array()))
                : Optional.empty();
    }

    /** What there is to do between two steps. */
    private void goOn(Step taken) {
        boolean epochEnds = batch == batchesOfEpoch;
        boolean validates = config.validateEvery() == 0 ? epochEnds : step % config.validateEvery() == 0;
        if (epochEnds || validates) {
            endRound(taken, validates);
        }
        if (epochEnds) {
            epoch++;
            batch = 0;
            order = new int[0];
            lossSum = 0;
            lossRows = 0;
        }
        var best = walk.best();
        if (best.isOverdue()) {
            tell(new Event.EarlyStopped(
                    seconds(),
                    step,
                    taken.epoch(),
                    best.epoch(),
                    config.stopping().patience()));
            end(taken);
        } else if (epoch == config.epochs()) {
            end(taken);
        } else if (seconds() >= config.maxSeconds().orElse(Double.POSITIVE_INFINITY)) {
            notice("the time is over: stopped after %.1f s in epoch %d; a faster machine would have come further"
                    .formatted(seconds(), taken.epoch()));
            end(taken);
        } else if (early.getAsBoolean()) {
            notice("ended early, as it was asked, in epoch %d of %d".formatted(taken.epoch(), config.epochs()));
            end(taken);
        } else {
            checkpoints.filter(c -> c.isDue(step)).ifPresent(c -> c.write(snapshot(c), params.slots()));
        }
    }

    private void endRound(Step taken, boolean validates) {
        double trainLoss = lossSum / lossRows;
        var score = validation
                .filter(v -> validates)
                .map(v -> walk.withAverage(() -> Profiler.in(Stage.VALIDATION, () -> v.score(model))));
        rounds.add(new Round(taken.epoch(), step, trainLoss, score, taken.rate()));
        if (taken.endsEpoch()) {
            tell(new Event.EpochEnded(
                    seconds(),
                    step,
                    taken.epoch(),
                    config.epochs(),
                    trainLoss,
                    score.map(s -> OptionalDouble.of(s.loss())).orElse(OptionalDouble.empty()),
                    score.map(Score::metrics).orElse(Map.of()),
                    taken.rate()));
        } else {
            score.ifPresent(s -> tell(new Event.Validated(seconds(), step, taken.epoch(), s.loss(), s.metrics())));
        }
        if (walk.endRound(trainLoss, score, taken.epoch())) {
            tell(new Event.BestSaved(
                    seconds(),
                    step,
                    taken.epoch(),
                    config.stopping().score(),
                    walk.best().value().orElseThrow()));
        }
    }

    private void end(Step last) {
        ended = true;
        walk.keepBest();
        var best = walk.best();
        tell(new Event.RunEnded(seconds(), step, last.epoch(), best.exists() ? best.epoch() : last.epoch()));
        checkpoints.ifPresent(c -> c.writeDone(snapshot(c), params.slots()));
    }

    // ---- going on from a checkpoint

    private Checkpoint snapshot(Checkpoints into) {
        var best = walk.best();
        var standing = new Standing(
                step,
                epoch,
                batch,
                lossSum,
                lossRows,
                seconds(),
                best.value(),
                best.epoch(),
                best.waited(),
                walk.scheduleState(),
                rounds,
                ended);
        return new Checkpoint(
                belongsTo(), standing, into.journalPosition(), walk.layouts(ended), ended ? Map.of() : walk.vectors());
    }

    /** What must be the same for a position among the batches to mean the same. */
    private SequencedMap<String, String> belongsTo() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("key", Long.toHexString(key.bits()));
        facts.put("rows", Integer.toString(batches.count()));
        facts.put("batch", Integer.toString(config.batch()));
        return facts;
    }

    private void restore(Checkpoint found) {
        if (!found.belongsTo().equals(belongsTo())) {
            throw new CheckpointException("the checkpoint is that of another training, with %s; this one has %s"
                    .formatted(found.belongsTo(), belongsTo()));
        }
        var standing = found.standing();
        ended = standing.ended();
        step = standing.step();
        epoch = standing.epoch();
        batch = standing.batch();
        lossSum = standing.lossSum();
        lossRows = standing.lossRows();
        secondsBefore = standing.seconds();
        rounds.addAll(standing.rounds());
        walk.restore(found);
    }

    // ---- asking

    /** The model, for predicting: with the θ of the last step while training is under way, with the best after its end. */
    public M model() {
        return model;
    }

    public Params params() {
        return params;
    }

    /** What was achieved on the way. */
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }

    /** The epoch, from 1, of the best score so far; 0 before the first. */
    public int bestEpoch() {
        return walk.best().epoch();
    }

    /** The steps taken, those before an interruption included. */
    public long steps() {
        return step;
    }

    public boolean hasEnded() {
        return ended;
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startNanos) * 1e-9;
    }

    private void notice(String text) {
        tell(new Event.Notice(seconds(), step, text));
    }

    private void tell(Event event) {
        listener.ifPresent(l -> l.accept(event));
    }
}
