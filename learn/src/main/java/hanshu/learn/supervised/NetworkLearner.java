package hanshu.learn.supervised;

import hanshu.data.table.Table;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Averaging;
import hanshu.nn.optim.Clipping;
import hanshu.tensor.Key;
import hanshu.train.EarlyStopping;
import hanshu.train.Event;
import hanshu.train.MemoryNeed;
import hanshu.train.Round;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.run.Logbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns the network: one per fold, each with AdamW, averaged weights, and stopped by the fold's validation rows.
 *
 * @param encoder between the table and what the networks read
 * @param config without zeros
 * @param logbook of the run; without it, nothing can be resumed
 * @param listener is told what happens
 */
record NetworkLearner(
        Encoder encoder, SupervisedConfig config, Optional<Logbook> logbook, Consumer<? super Event> listener) {

    /** θ, the gradient, what a checkpoint writes, two vectors of AdamW and their copies, two of the average, the best. */
    private static final double VECTORS = 10;

    private static final String SMALLER = "network.width, network.members or training.batch";

    /**
     * A network of one fold and how its training went.
     *
     * @param network untracked, with the best weights
     * @param bestEpoch from 1
     */
    record Trained(TabularNetwork network, List<Round> rounds, int bestEpoch) {}

    /** The networks of all folds, or the first ones where it was to end early, and their answers for their validation rows. */
    record Outcome(List<Trained> trained, Fitted fitted) {}

    Outcome fit(Table table, List<Fold> folds, Key key) {
        var trained = new ArrayList<Trained>();
        var unseen = new ArrayList<Answers>();
        for (int i = 0; i < folds.size() && (i == 0 || isWanted(i)); i++) {
            var fold = folds.get(i);
            var validation = rows(table, fold.validation());
            var one =
                    train(rows(table, fold.train()), validation, encoder.truth(table, fold.validation()), i, key.at(i));
            trained.add(one);
            unseen.add(Answers.of(List.of(one.network), validation));
        }
        var networks = trained.stream().map(Trained::network).toList();
        return new Outcome(List.copyOf(trained), new Fitted(networks, Answers.concat(unseen)));
    }

    /** A run that is to end early begins no other network; those that it had begun stay its own when it is told again. */
    private boolean isWanted(int fold) {
        return logbook.filter(kept -> kept.isFinishing() && !kept.hasBegun(name(fold)))
                .isEmpty();
    }

    private static String name(int fold) {
        return "fold-" + (fold + 1);
    }

    /**
     * Refuses, before anything large is made, a training that does not fit into memory: first by arithmetic, then, if a
     * small step fits, by taking one.
     *
     * @throws hanshu.train.MemoryException if it does not fit
     */
    void requireMemory(Table table, List<Fold> folds, Key key) {
        var fold = folds.getFirst();
        int rows = fold.train().length;
        double data = (double) (rows + fold.validation().length)
                * (4.0 * encoder.numbers() + 4.0 * encoder.categoryColumns() + 8);
        double network = Float.BYTES * TabularNetwork.parameters(encoder, config.network());
        double step = Math.min(config.training().batch(), rows)
                * Float.BYTES
                * TabularNetwork.computedPerRow(encoder, config.network());
        double kept = (folds.size() - 1) * network; // the networks of the folds before
        MemoryNeed.of(VECTORS * network + kept, network + step, data).requireFit(SMALLER);
        training(rows(table, fold.train()), key)
                .memoryNeed((long) (data + kept))
                .requireFit(SMALLER);
    }

    private Trained train(TableRows train, TableRows validation, double[] truth, int fold, Key key) {
        var training = training(train, validation, truth, key)
                .named("fold %d of %d".formatted(fold + 1, config.training().folds()))
                .listen(listener);
        logbook.ifPresent(kept -> kept.keep(name(fold), training).endWhen(kept.finishing()));
        training.run();
        return new Trained(training.model(), training.rounds(), training.bestEpoch());
    }

    /** A training that is validated by rows whose truth is given. */
    Training<TabularNetwork, TableBatch> training(TableRows train, TableRows validation, double[] truth, Key key) {
        return training(train, key)
                .validate(network -> Score.of(
                        Objectives.meanLoss(Answers.of(List.of(network), validation), truth, encoder.scale())));
    }

    private Training<TabularNetwork, TableBatch> training(TableRows train, Key key) {
        var options = config.training();
        var how = TrainingConfig.of(options.epochs(), options.batch(), options.rate())
                .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, options.decay(), false))
                .withClip(Clipping.byNorm(1))
                .withStopping(EarlyStopping.onLoss(options.patience()));
        return Training.of(
                TabularNetwork.of(encoder, config.network(), key.at("network")),
                (network, batch, pass) -> Objectives.loss(network.answers(batch, pass), batch.target()),
                train,
                options.average() == 0 ? how : how.withAverage(average(train.count())),
                key.at("training"));
    }

    /** An exponential average that reaches back over the steps of so many epochs. */
    private Averaging.Config average(int rows) {
        double steps = config.training().average()
                * Math.ceilDiv(rows, config.training().batch());
        return new Averaging.Exponential(Math.max(0, 1 - 1 / steps));
    }

    TableRows rows(Table table, int[] numbers) {
        return encoder.rows(table, numbers, encoder.truth(table, numbers));
    }
}
