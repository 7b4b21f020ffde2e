package hanshu.learn.supervised.task;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.TaskBatch;
import hanshu.tensor.Key;
import hanshu.train.Batches;
import hanshu.train.Objective;
import hanshu.train.Trainable;
import hanshu.train.Training;
import hanshu.train.config.ConfigException;
import hanshu.train.tune.BatchFinder;
import hanshu.train.tune.Dimension;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tunable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The network of a task, whose settings are searched, compared by the validation cases.
 *
 * @param config settled
 */
record TaskTuning(Understood known, TaskConfig config) implements Tunable<TaskConfig> {
    private static final int LEAST_WIDTH = 8;

    /** @throws ConfigException when only y = b + w·x is asked for */
    TaskTuning {
        if (config.model() == ModelChoice.LINEAR) {
            throw new ConfigException(
                    "model: linear is solved, and has no settings to search; leave model at auto, or set it to network");
        }
    }

    private boolean writes() {
        return known.forms().written().isPresent();
    }

    @Override
    public Space space() {
        var training = config.training();
        var dimensions = new ArrayList<Dimension>(List.of(
                new Dimension.Real("training.rate", training.rate() / 20, training.rate() * 10, true),
                writes() // in tokens
                        ? new Dimension.Whole("training.batch", 200, Math.max(4_000, 2L * training.batch()), true)
                        : new Dimension.Whole(
                                "training.batch",
                                8,
                                Math.clamp(known.train().count() / 8, 16, Math.max(128, 2L * training.batch())),
                                true)));
        if (!writes()) { // which are trained by Adam without decay
            dimensions.add(new Dimension.Real("training.decay", 1e-6, 0.3, true));
        }
        config.inputs().stream().flatMap(TaskTuning::dimensions).forEach(dimensions::add);
        return new Space(dimensions);
    }

    /** Those of an input's encoder; none where its name can't be part of a key. */
    private static Stream<Dimension> dimensions(InputConfig input) {
        if (input.name().contains(".")) {
            return Stream.of();
        }
        var key = "inputs.%s.encoder.".formatted(input.name());
        var encoder = input.encoder();
        var dropout = new Dimension.Real(key + "dropout", 0, 0.5, false);
        return hasLayers(encoder.type())
                ? Stream.of(
                        width(key + "width", encoder),
                        new Dimension.Whole(key + "layers", 1, Math.max(4, encoder.layers()), false),
                        dropout)
                : Stream.of(width(key + "width", encoder), dropout);
    }

    /** Layers of convolutions make what they read smaller, and are chosen by its size. */
    private static boolean hasLayers(EncoderConfig.Type type) {
        return switch (type) {
            case RNN, LSTM, GRU, TRANSFORMER, VIT, TABLE -> true;
            case AUTO, CNN, RESNET, MOBILENET, TCN -> false;
        };
    }

    private static Dimension width(String key, EncoderConfig encoder) {
        int most = 2 * encoder.width();
        return switch (encoder.type()) {
            case TRANSFORMER, VIT -> { // what their heads divide
                int step = encoder.heads() * Math.ceilDiv(LEAST_WIDTH, encoder.heads());
                yield new Dimension.Choice(
                        key,
                        IntStream.iterate(step, width -> width <= Math.max(4 * step, most), width -> 2 * width)
                                .mapToObj(String::valueOf)
                                .toList());
            }
            case AUTO, CNN, RESNET, MOBILENET, RNN, LSTM, GRU, TCN, TABLE ->
                new Dimension.Whole(
                        key, Math.min(LEAST_WIDTH, encoder.width()), Math.max(4L * LEAST_WIDTH, most), true);
        };
    }

    @Override
    public boolean isSearchable(String key) {
        return (key.startsWith("training.") && !key.equals("training.minutes"))
                || key.startsWith("combiner.")
                || key.startsWith("augmentation.")
                || key.matches("inputs\\.[^.]+\\.encoder\\..+");
    }

    @Override
    public String searchable() {
        return "keys of training (but for minutes), augmentation, combiner and encoders, such as inputs.%s.encoder.width,"
                .formatted(config.inputs().getFirst().name());
    }

    @Override
    public Trainable<Scoring, TaskBatch> with(TaskConfig changed) {
        return new Network(known, changed, new NetworkTraining(known, changed, event -> {}));
    }

    @Override
    public int epochs() {
        return config.training().epochs();
    }

    @Override
    public int rows() {
        return known.trainCases();
    }

    @Override
    public Optional<BatchFinder> findBatch(Key key) {
        return writes() ? Optional.empty() : Tunable.super.findBatch(key); // of texts it is a number of tokens
    }

    private record Network(Understood known, TaskConfig config, NetworkTraining network)
            implements Trainable<Scoring, TaskBatch> {
        private boolean writes() {
            return known.forms().written().isPresent();
        }

        @Override
        public Training<? extends Scoring, TaskBatch> training(Key key) {
            network.requireMemory();
            return network.training(key);
        }

        @Override
        public Objective<Scoring, TaskBatch> objective() {
            return (model, batch, pass) -> NetworkTraining.loss(model, batch, pass, batch, config);
        }

        @Override
        public Batches<TaskBatch> train() {
            return writes() ? network.texts(known.train(), Key.of(config.seed())) : known.train();
        }

        @Override
        public int batch() {
            return writes() ? 1 : config.training().batch(); // a row is a whole batch
        }

        @Override
        public double rate() {
            return config.training().rate();
        }
    }
}
