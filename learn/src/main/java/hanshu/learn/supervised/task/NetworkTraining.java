package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.model.Answering;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.TaskBatch;
import hanshu.learn.supervised.task.model.TaskModel;
import hanshu.learn.supervised.task.model.Together;
import hanshu.learn.supervised.task.model.TokenBatches;
import hanshu.learn.supervised.translate.ScheduledSampling;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Averaging;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Group;
import hanshu.nn.optim.OneCycle;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.EarlyStopping;
import hanshu.train.Event;
import hanshu.train.MemoryNeed;
import hanshu.train.Round;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the network of a task: AdamW, whose rate rises and falls in one cycle, on pictures that change; what writes texts
 * as Transformers are.
 */
record NetworkTraining(Understood known, TaskConfig config, Consumer<? super Event> listener) {
    private static final String SMALLER = "training.batch, or the width or size of an input,";

    /** By fewer validation cases than these no epoch is chosen. */
    private static final int ENOUGH_TO_CHOOSE = 50;

    /** Steps in which the rate of what writes texts rises. */
    private static final int MOST_WARM_UP = 800;

    /**
     * A network and how its training went.
     *
     * @param bestEpoch from 1
     * @param shareWaited of the time, for batches
     */
    record Fitted(Scoring model, List<Round> rounds, int bestEpoch, double shareWaited) {}

    /** Learns; a run that was interrupted goes on. */
    Fitted fit(Optional<RunFolder> run) {
        var train = cases(learning());
        if (run.isEmpty()) {
            return fitted(training(train, learning()), train);
        }
        try (var logbook = Logbook.of(run.get())) {
            return fitted(logbook.keep("network", training(train, learning())).endWhen(logbook.finishing()), train);
        }
    }

    /**
     * Refuses what does not fit into memory: first by what a case takes, then, if a small step fits, by taking one.
     *
     * @throws hanshu.train.MemoryException if it does not fit
     */
    void requireMemory() {
        double data = known.bytes();
        if (known.forms().written().isPresent()) {
            needOfTexts(data).requireFit(SMALLER);
            return;
        }
        double step = known.bytesOfCase(config)
                * Math.min(config.training().batch(), known.train().count());
        MemoryNeed.of(0, step, data).requireFit(SMALLER);
        training(known.train(), learning()).memoryNeed((long) data).requireFit(SMALLER);
    }

    /** Of texts to be written: steps of one and of two of the longest cases say what a batch of such takes. */
    private MemoryNeed needOfTexts(double data) {
        var key = Key.of(config.seed());
        var longest =
                TokenBatches.of(known.train(), config.training().batch(), key).longest();
        var one = ofTexts(longest.first(1), key).memoryNeed((long) data);
        double each = ofTexts(longest.first(2), key).memoryNeed(0).step() - one.step();
        return MemoryNeed.of((double) one.theta(), one.step() + each * (longest.cases() - 1), data);
    }

    private static Fitted fitted(Training<? extends Scoring, TaskBatch> training, Part train) {
        training.run();
        return new Fitted(training.model(), training.rounds(), Math.max(1, training.bestEpoch()), train.shareWaited());
    }

    private Key learning() {
        return Key.of(config.seed()).at("learn");
    }

    /** What is learned from, changed each time it is seen. */
    private Part cases(Key key) {
        return known.train().learning(config.augmentation(), config.training().batch(), key.at("augment"));
    }

    /** A training from its beginning, with nothing kept. */
    Training<? extends Scoring, TaskBatch> training(Key key) {
        return training(cases(key), key);
    }

    private Training<? extends Scoring, TaskBatch> training(Part train, Key key) {
        var training = known.forms().written().isPresent() ? ofTexts(texts(train, key), key) : ofVectors(train, key);
        return training.listen(listener);
    }

    /** Batches of texts that are written. */
    TokenBatches texts(Part train, Key key) {
        return TokenBatches.of(train, config.training().batch(), key.at("batches"));
    }

    /** What answers classes, numbers or tags. */
    Training<Scoring, TaskBatch> ofVectors(Part train, Key key) {
        var model = Together.networks(known.forms(), config, key.at("network"));
        var options = config.training();
        int batches = Math.ceilDiv(train.count(), options.batch());
        var how = how(options.batch(), batches)
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, options.decay(), false))
                .withGroups(List.of(Group.withoutDecay(name -> !name.endsWith("weight"))))
                .withSchedule(new OneCycle(Math.max(2, (long) options.epochs() * batches)))
                .withClip(Clipping.byNorm(5));
        var mixing = config.augmentation().mixing();
        return Training.of(
                        model,
                        (network, batch, pass) -> {
                            var seen = mixing.filter(mix -> pass.isTraining())
                                    .map(mix -> batch.mixed(
                                            mix, network.decoders(), pass.key().at("mix")))
                                    .orElse(batch);
                            return loss(network, seen, pass, seen, config);
                        },
                        train,
                        how,
                        key.at("training"))
                .named(model.describe().english())
                .validate(this::score);
    }

    /** As Transformers are trained (Vaswani et al. 2017, section 5.3): Adam, whose rate warms up first. */
    private Training<TaskModel, TaskBatch> ofTexts(TokenBatches train, Key key) {
        var model = TaskModel.of(known.forms(), config, key.at("network"));
        int steps = config.training().epochs() * train.count();
        int warmUp = Math.clamp(steps / 10, 1, MOST_WARM_UP);
        var how = how(1, train.count()) // a row is a whole batch
                .withOptimiser(new Adam.Config(0.9, 0.98, 1e-9, 0, false))
                .withSchedule(new Schedule.WarmUp(warmUp, new Schedule.Cosine(Math.max(1, steps - warmUp), 0.01)))
                .withClip(Clipping.byNorm(1));
        var sampling =
                ScheduledSampling.over(steps, config.mainOutput().writing().own());
        var taken = new AtomicLong();
        var validation = TokenBatches.of(known.validation(), config.training().batch(), key.at("validation"));
        return Training.of(
                        model,
                        (network, batch, pass) -> loss(
                                network.writing(text -> text.withOwn(sampling.own(taken.get()))),
                                batch,
                                pass,
                                batch,
                                config),
                        train,
                        how,
                        key.at("training"))
                .named(model.describe().english())
                .validate(Validation.of(
                        (network, batch, pass) -> loss(network, batch, pass, batch, config), validation, 1))
                .listen(event -> taken.set(event.step()));
    }

    private TrainingConfig how(int batch, int batches) {
        var options = config.training();
        var how = TrainingConfig.of(options.epochs(), batch, options.rate()).withStopping(stopping(options.patience()));
        return options.average() > 0
                ? how.withAverage(new Averaging.Exponential(Math.max(0, 1 - 1 / (options.average() * batches))))
                : how;
    }

    /** The end of the cycle, where the rate is smallest, is a better guess than what a few cases say by chance. */
    private EarlyStopping stopping(int patience) {
        return patience > 0
                ? EarlyStopping.onLoss(patience)
                : known.validationCases() < ENOUGH_TO_CHOOSE
                        ? EarlyStopping.last()
                        : EarlyStopping.onLoss(EarlyStopping.NEVER);
    }

    private Score score(Scoring model) {
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        var part = known.validation();
        var answers = Answering.answers(model, part, Answering.ONE_VIEW);
        double loss = 0;
        for (var output : config.outputs()) {
            var form = known.forms().output(output.name());
            var standard = Objects.requireNonNull(answers.get(output.name()));
            var units = TaskFunction.units(form, standard);
            var truth = part.truth(output.name());
            var name = Judging.main(form);
            metrics.put(
                    config.outputs().size() == 1 ? name : output.name() + " " + name,
                    Objects.requireNonNull(Judging.metrics(form, truth, units).get(name)));
            loss += output.weight() * Judging.toBeSmall(form, truth, units);
        }
        return new Score(loss, metrics);
    }

    /**
     * The sum of the outputs' losses, each with its weight. Of several functions the mean is taken: each learns by itself.
     *
     * @param seen what the function is shown of the batch
     */
    static Tensor loss(Scoring model, TaskBatch seen, Pass pass, TaskBatch batch, TaskConfig config) {
        if (model instanceof Together(var members, var weights)) {
            return IntStream.range(0, members.size())
                    .mapToObj(i -> loss(members.get(i), seen, pass.at(i), batch, config))
                    .reduce(Tensor::plus)
                    .orElseThrow()
                    .div(members.size());
        }
        var scores = model.scores(seen, pass);
        return config.outputs().stream()
                .map(output -> {
                    var decoder = Objects.requireNonNull(model.decoders().get(output.name()));
                    var one = decoder.loss(
                            Objects.requireNonNull(scores.get(output.name())),
                            Objects.requireNonNull(batch.targets().get(output.name())),
                            pass.isTraining());
                    return output.weight() == 1 ? one : one.times(output.weight());
                })
                .reduce(Tensor::plus)
                .orElseThrow();
    }

    /** The mean of {@link #loss} over some cases. */
    static double meanLoss(Scoring model, Part part, TaskConfig config) {
        var buffers = new Buffers();
        double sum = 0;
        for (var block : part.blocks()) {
            sum += block.count()
                    * buffers.step(() -> {
                        var batch = block.batch(part);
                        return loss(model, batch, Pass.evaluation(), batch, config)
                                .item();
                    });
        }
        return sum / part.count();
    }
}
