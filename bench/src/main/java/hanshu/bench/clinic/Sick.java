package hanshu.bench.clinic;

import hanshu.bench.clinic.Nets.Cnn;
import hanshu.bench.clinic.Nets.Mlp;
import hanshu.bench.clinic.Nets.Reader;
import hanshu.nn.Activation;
import hanshu.nn.Initialiser;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Sgd;
import hanshu.nn.rnn.GruCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.nn.rnn.RnnCell;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.DivergedException;
import hanshu.train.EarlyStopping;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import hanshu.train.doctor.Illness;
import hanshu.train.doctor.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * A training with a known illness. Each begins as a healthy one, of which one thing is spoiled.
 *
 * @param illness what it suffers from
 * @param learner the training
 * @param healthy what it was before it was spoiled
 */
record Sick(Illness illness, String name, Learner<? extends Layer> learner, Learner<? extends Layer> healthy) {

    /** What is spoiled must cost so much of the loss on unseen rows, or the run is not sick. */
    private static final double WORSE = 1.2;

    private static final double WORSE_OF_NAIVE = 0.03;

    /**
     * Whether it shows: its loss on unseen rows, or that of what it learned from them, is clearly higher than before it was
     * spoiled. Rows that are spoiled need not show.
     */
    boolean isSick(Key key) {
        return switch (illness) {
            case HEALTHY, DUPLICATES, LEAKAGE, LABEL_NOISE, IMBALANCE, NOTHING_LEARNED, WRONG_LOSS, VANISHING -> true;
            case SHIFT,
                    FROZEN,
                    BAD_START,
                    DEAD_UNITS,
                    UNSCALED_INPUTS,
                    SMALL_BATCH_NORM,
                    STRONG_DECAY,
                    EXPLODING,
                    RATE_TOO_LARGE,
                    RATE_TOO_SMALL,
                    TOO_SHORT,
                    TOO_SMALL,
                    OVERFIT -> {
                double before = loss(healthy, key);
                double spoiled = loss(learner, key);
                yield !(spoiled < WORSE * before) && !(spoiled < before + WORSE_OF_NAIVE * learner.naive());
            }
        };
    }

    private static <M> double loss(Learner<M> learner, Key key) {
        var training = learner.training(key);
        try {
            training.run();
        } catch (DivergedException e) {
            return Double.POSITIVE_INFINITY;
        }
        return Validation.of(learner.objective(), learner.validation(), 256)
                .score(training.model())
                .loss();
    }

    /** What is healthy: AdamW at a rate that fits, the best epoch kept. */
    private static final int EPOCHS = 40;

    private static final int BATCH = 32;
    private static final double RATE = 5e-3;
    private static final int WIDTH = 64;

    private static TrainingConfig config(int epochs, double rate) {
        return TrainingConfig.of(epochs, BATCH, rate)
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, 0.01, false))
                .withStopping(EarlyStopping.onLoss(EarlyStopping.NEVER));
    }

    private static BinaryOperator<Tensor> loss(Samples of) {
        return of.classes() > 0 ? new CrossEntropy()::of : new Mse()::of;
    }

    private static int answers(Samples of) {
        return of.classes() > 0 ? of.classes() : of.y().size(1);
    }

    private static Learner<Mlp> mlp(Samples of, TrainingConfig config, Learner.Maker<Mlp> maker) {
        var learner = Learner.of(maker, Layer::apply, loss(of), of.train(), of.unseen(), of.classes(), config);
        return learner.ofTable(of.columns());
    }

    private static Learner<Mlp> mlp(Samples of, int width, int depth, TrainingConfig config) {
        return mlp(of, config, maker(of, width, depth));
    }

    private static Learner.Maker<Mlp> maker(Samples of, int width, int depth) {
        return (factor, key) ->
                Mlp.of(of.features(), Math.max(1, (int) (factor * width)), depth, answers(of), true, key);
    }

    private static Learner<Mlp> healthy(Samples of) {
        return mlp(of, WIDTH, 2, config(EPOCHS, RATE));
    }

    /** All that can be made of one table. */
    static List<Sick> of(Samples table, Key key) {
        var all = new ArrayList<Sick>();
        var healthy = healthy(table);
        all.add(new Sick(Illness.HEALTHY, table.name(), healthy, healthy));
        all.add(new Sick(
                Illness.TOO_SMALL,
                table.name(),
                mlp(table, table.features() > 2 ? 1 : 2, 1, config(150, 2e-2)),
                healthy));
        all.add(new Sick(Illness.RATE_TOO_SMALL, table.name(), mlp(table, WIDTH, 2, config(20, 2e-5)), healthy));
        all.add(new Sick(
                Illness.RATE_TOO_LARGE,
                table.name(),
                mlp(table, WIDTH, 2, config(EPOCHS, 2).withOptimiser(new Adam.Config())),
                healthy));
        all.add(new Sick(Illness.DEAD_UNITS, table.name(), dead(table), healthy));
        all.add(new Sick(Illness.BAD_START, table.name(), badStart(table, key.bits() % 2 == 0), healthy));
        all.add(new Sick(Illness.UNSCALED_INPUTS, table.name(), unscaled(table), healthy));
        all.add(new Sick(Illness.OVERFIT, table.name(), overfit(table), healthy));
        all.add(new Sick(Illness.LEAKAGE, table.name(), leaking(table, key.at("leak")), healthy));
        all.add(new Sick(Illness.SHIFT, table.name(), shifted(table), healthy));
        all.add(new Sick(Illness.FROZEN, table.name(), frozen(table), healthy));
        all.add(new Sick(Illness.WRONG_LOSS, table.name(), wrongLoss(table, key), healthy));
        all.add(new Sick(
                Illness.STRONG_DECAY,
                table.name(),
                mlp(table, WIDTH, 2, config(EPOCHS, RATE).withOptimiser(new Sgd.Config(0.9, 0, false, 0.3))),
                healthy));
        all.add(new Sick(Illness.TOO_SHORT, table.name(), mlp(table, WIDTH, 2, config(1, RATE)), healthy));
        all.add(new Sick(Illness.DUPLICATES, table.name(), doubled(table, key.at("doubled")), healthy));
        if (table.classes() > 0) {
            all.add(new Sick(Illness.LABEL_NOISE, table.name(), noisy(table, key.at("noise")), healthy));
            all.add(new Sick(Illness.IMBALANCE, table.name(), imbalanced(table, key.at("imbalance")), healthy));
        }
        return all;
    }

    /** Those of sequences and of pictures. */
    static List<Sick> ofSequencesAndPictures(Key key) {
        var sum = Samples.markedSum(900, 20, key.at("sum"));
        var first = Samples.firstSign(900, 60, key.at("first"));
        var stripes = Samples.stripes(900, key.at("stripes"));
        return List.of(
                new Sick(Illness.HEALTHY, sum.name(), gru(sum), gru(sum)),
                new Sick(Illness.EXPLODING, sum.name(), exploding(sum), gru(sum)),
                new Sick(Illness.VANISHING, first.name(), rnn(first), gru(first)),
                new Sick(Illness.HEALTHY, stripes.name(), cnn(stripes, 32), cnn(stripes, 32)),
                new Sick(Illness.SMALL_BATCH_NORM, stripes.name(), cnn(stripes, 1), cnn(stripes, 32)));
    }

    private static Learner<Mlp> dead(Samples table) {
        return mlp(
                table,
                config(EPOCHS, RATE),
                (factor, key) -> Mlp.of(table.features(), (int) (factor * WIDTH), 2, answers(table), true, key)
                        .with(layer -> layer.weight().size(1) == answers(table)
                                ? layer
                                : new Linear(layer.weight(), layer.bias().map(bias -> bias.minus(6)))));
    }

    private static Learner<Mlp> badStart(Samples table, boolean alike) {
        return mlp(
                table,
                config(EPOCHS, RATE),
                (factor, key) -> Mlp.of(table.features(), (int) (factor * WIDTH), 2, answers(table), true, key)
                        .with(layer ->
                                alike ? alike(layer) : new Linear(layer.weight().times(40), layer.bias())));
    }

    /** All units begin the same. */
    private static Linear alike(Linear layer) {
        return new Linear(
                Tensor.full(0.05, layer.weight().shape().toArray()),
                layer.bias().map(bias -> Tensor.zeros(bias.size(0))));
    }

    private static Learner<Mlp> unscaled(Samples table) {
        int features = table.features();
        var scale = IntStream.range(0, features)
                .mapToDouble(j -> j % 2 == 0 ? 1000 : 0.01)
                .toArray();
        var shift = IntStream.range(0, features)
                .mapToDouble(j -> j % 2 == 0 ? 3000 : 0)
                .toArray();
        var x = table.x().times(Samples.floats(scale, features)).plus(Samples.floats(shift, features));
        return mlp(table.withX(x), WIDTH, 2, config(EPOCHS, RATE));
    }

    private static Learner<Mlp> overfit(Samples table) {
        var few = table.learning(Math.clamp(15L * table.features(), 30, 60));
        return mlp(
                few,
                4 * WIDTH,
                3,
                config(250, 2e-3).withOptimiser(new Adam.Config()).withStopping(EarlyStopping.last()));
    }

    private static Learner<Mlp> leaking(Samples table, Key key) {
        int rows = table.x().size(0);
        var answer = table.y().cast(DType.F32).reshape(rows, 1);
        var noise = key.normal(rows, 1).times(0.02);
        return healthy(table.withX(Tensor.concat(1, table.x(), answer.plus(noise))));
    }

    private static Learner<Mlp> shifted(Samples table) {
        int rows = table.x().size(0);
        int unseen = rows - table.learned();
        var move = Tensor.concat(
                0, Tensor.zeros(table.learned(), table.features()), Tensor.full(1.2, unseen, table.features()));
        return healthy(table.withX(table.x().times(move.times(0.2).plus(1)).plus(move)));
    }

    private static Learner<Mlp> frozen(Samples table) {
        return mlp(table, WIDTH, 2, config(EPOCHS, RATE)).learning(name -> name.startsWith("layers.2"));
    }

    private static Learner<Mlp> wrongLoss(Samples table, Key key) {
        boolean classes = table.classes() > 0;
        if (classes && key.bits() % 2 == 0) {
            int rows = table.y().size(0);
            var asNumber = table.withY(table.y().cast(DType.F32).reshape(rows, 1));
            return Learner.of(
                            (factor, k) -> Mlp.of(table.features(), (int) (factor * WIDTH), 2, 1, true, k),
                            (Mlp model, Tensor x, Pass pass) -> model.apply(x, pass),
                            new Mse()::of,
                            asNumber.train(),
                            asNumber.unseen(),
                            table.classes(),
                            config(EPOCHS, RATE))
                    .ofTable(table.columns());
        }
        var ending = classes ? Mlp.Ending.SOFTMAX : Mlp.Ending.TANH;
        return mlp(
                table,
                config(EPOCHS, RATE),
                (factor, k) -> Mlp.of(table.features(), (int) (factor * WIDTH), 2, answers(table), true, k)
                        .ending(ending));
    }

    /** A fifth of the unseen rows are learned from too. */
    private static Learner<Mlp> doubled(Samples table, Key key) {
        int rows = table.x().size(0);
        int unseen = rows - table.learned();
        var some = key.permutation(unseen);
        var order = IntStream.concat(
                        IntStream.range(0, unseen / 5).map(i -> table.learned() + some[i]), IntStream.range(0, rows))
                .toArray();
        return healthy(table.pick(order, table.learned() + unseen / 5));
    }

    /** A quarter of the labels are any other, learned from or not, and the last epoch is kept. */
    private static Learner<Mlp> noisy(Samples table, Key key) {
        var random = new SplittableRandom(key.bits());
        var labels = table.y().toLongs();
        for (int i = 0; i < labels.length; i++) {
            if (random.nextDouble() < 0.25) {
                labels[i] = (labels[i] + 1 + random.nextInt(table.classes() - 1)) % table.classes();
            }
        }
        var spoiled = table.withY(Tensor.of(labels, labels.length));
        return mlp(spoiled, WIDTH, 2, config(EPOCHS, RATE).withStopping(EarlyStopping.last()));
    }

    /** Of the last class one row in fifteen is left, and most of those look like one of another class. */
    private static Learner<Mlp> imbalanced(Samples table, Key key) {
        int rare = table.classes() - 1;
        var labels = table.y().toLongs();
        var random = new SplittableRandom(key.bits());
        var kept = IntStream.range(0, labels.length)
                .filter(i -> labels[i] < rare || random.nextDouble() < 1.0 / 15)
                .toArray();
        var others = IntStream.of(kept).filter(i -> labels[i] < rare).toArray();
        int learned = (int) IntStream.of(kept).filter(i -> i < table.learned()).count();
        var looks = IntStream.of(kept)
                .map(i -> labels[i] == rare && random.nextDouble() < 0.75 ? others[random.nextInt(others.length)] : i)
                .toArray();
        var x = table.x().take(0, Tensor.of(looks, looks.length));
        var noise = key.at("noise").normal(looks.length, table.features()).times(0.05);
        return healthy(table.pick(kept, learned).withX(x.plus(noise)));
    }

    private static Learner<Reader<Tensor>> gru(Samples of) {
        return Learner.of(
                (factor, key) -> new Reader<>(
                        Recurrent.of(GruCell::of, of.features(), (int) (factor * 24), key.at("gru")),
                        Linear.of((int) (factor * 24), answers(of), key.at("head"))),
                (model, x, pass) -> model.apply(x, pass),
                loss(of),
                of.train(),
                of.unseen(),
                of.classes(),
                config(EPOCHS, RATE));
    }

    private static Learner<Reader<Tensor>> rnn(Samples of) {
        return Learner.of(
                (factor, key) -> new Reader<>(
                        Recurrent.of(RnnCell::of, of.features(), (int) (factor * 24), key.at("rnn")),
                        Linear.of((int) (factor * 24), answers(of), key.at("head"))),
                (model, x, pass) -> model.apply(x, pass),
                loss(of),
                of.train(),
                of.unseen(),
                of.classes(),
                config(EPOCHS / 2, 2e-3));
    }

    /** Recurrent weights that make every state grow, and plain gradient descent. */
    private static Learner<Reader<Tensor>> exploding(Samples of) {
        return Learner.of(
                (factor, key) -> {
                    int hidden = (int) (factor * 24);
                    var cell = RnnCell.of(of.features(), hidden, key.at("rnn"));
                    var wh = Initialiser.orthogonal(1.5).draw(key.at("wh"), hidden, hidden, hidden, hidden);
                    return new Reader<>(
                            new Recurrent<>(
                                    List.of(new RnnCell(cell.wx(), wh, Tensor.zeros(hidden), Activation.RELU)),
                                    List.of(),
                                    0),
                            Linear.of(hidden, answers(of), key.at("head")));
                },
                (model, x, pass) -> model.apply(x, pass),
                loss(of),
                of.train(),
                of.unseen(),
                of.classes(),
                config(EPOCHS, 0.05).withOptimiser(new Sgd.Config()));
    }

    private static Learner<Cnn> cnn(Samples of, int batch) {
        var config = TrainingConfig.of(12, batch, 1e-2)
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, 0.01, false))
                .withStopping(EarlyStopping.onLoss(EarlyStopping.NEVER));
        return Learner.of(
                (factor, key) -> Cnn.of((int) (factor * 8), of.classes(), key),
                (model, x, pass) -> model.apply(x, pass),
                loss(of),
                of.train(),
                of.unseen(),
                of.classes(),
                config);
    }

    static Optional<Illness> named(String word) {
        return Arrays.stream(Illness.values())
                .filter(illness -> illness.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
