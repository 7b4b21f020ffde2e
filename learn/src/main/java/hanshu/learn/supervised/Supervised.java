package hanshu.learn.supervised;

import hanshu.data.Wording;
import hanshu.data.table.Table;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Doctor;
import hanshu.train.doctor.Treatment;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns the function of a table: first the naive answer, then y = b + w·x, then the network. The network is kept if it
 * is clearly better on rows that it did not learn from; else the simpler function is.
 */
public final class Supervised {
    /** What the file says of its maker. */
    static final String VERSION = "0.1.0";

    private final Understanding known;
    private final Encoder encoder;
    private final List<Fold> folds;
    private final int[] validationRows;
    private final double[] validationTruth;
    private final double[] testTruth;
    private final Quality quality;
    private @Nullable Fitted linearFit;

    private Supervised(Understanding known) {
        this.known = known;
        encoder = known.encoder();
        folds = known.folds();
        validationRows = Fold.validationRows(folds);
        validationTruth = encoder.truth(known.table(), validationRows);
        testTruth = encoder.truth(known.testTable(), known.testRowNumbers());
        quality = Quality.of(encoder, trainTruth());
    }

    /** Learns what was understood. */
    public static Supervised of(Understanding known) {
        return new Supervised(known);
    }

    /** The answer that looks at no column. */
    public Baseline naive() {
        var training = trainTruth();
        var naive = Naive.fit(encoder, training);
        return new Baseline(
                "naive",
                new Scores(
                        quality.metrics(training, naive.answers(encoder, training.length)),
                        quality.metrics(validationTruth, naive.answers(encoder, validationTruth.length)),
                        testTruth.length == 0
                                ? Optional.empty()
                                : Optional.of(quality.metrics(testTruth, naive.answers(encoder, testTruth.length)))));
    }

    /** y = b + w·x. */
    public Baseline linear() {
        return new Baseline("linear", scores(linearFit(), linearCertainty()));
    }

    private Certainty linearCertainty() {
        return Certainty.fit(validationTruth, linearFit().unseen());
    }

    /**
     * Trains the network, chooses, and tests.
     *
     * @param run where checkpoints and the log go; a run that was interrupted goes on
     * @param listener is told what happens
     * @throws hanshu.train.MemoryException before it starts, when the training does not fit into memory
     */
    public Learned learn(Optional<RunFolder> run, Consumer<? super Event> listener) {
        if (known.config().model() == ModelChoice.LINEAR) {
            return learned(Optional.empty());
        }
        var network = train(run, listener, Key.of(known.config().seed()).at("learn"));
        int done = network.trained().size();
        var those = done < folds.size() ? new Supervised(known.withFirst(done)) : this;
        return those.learned(Optional.of(network));
    }

    private Learned learned(Optional<NetworkLearner.Outcome> network) {
        var config = known.config();
        var linearFitted = linearFit();
        var choice = Choice.of(
                config.model(),
                linearFitted,
                network.map(NetworkLearner.Outcome::fitted),
                validationTruth,
                encoder.scale());
        var kept = choice.kept();
        var certainty = Certainty.fit(validationTruth, kept.unseen());
        var scores = scores(kept, certainty);
        var naive = naive();
        var linear = linear();
        var simple = new Baselines(
                Naive.fit(encoder, trainTruth()),
                (LinearModel) linearFitted.models().getFirst(),
                linearCertainty());
        var function = new TabularFunction(
                encoder, kept.models(), certainty, simple, provenance(Measured.of(scores, naive, linear)));
        boolean tested = testTruth.length > 0;
        var unseenTruth = tested ? testTruth : validationTruth;
        var unseenAnswers = tested
                ? answers(kept, certainty, known.testTable(), known.testRowNumbers())
                : certainty.calibrate(kept.unseen());
        var intervals = quality.intervals(unseenTruth, unseenAnswers, config.seed());
        return new Learned(
                known,
                function,
                choice,
                naive,
                linear,
                scores,
                intervals,
                network.map(NetworkLearner.Outcome::trained).orElse(List.of()),
                unseenAnswers,
                unseenTruth);
    }

    /**
     * What the training of the network suffers from. It is tried again several times, each time changed in one thing.
     *
     * @param progress is told what is being tried
     * @throws ConfigException when only y = b + w·x was asked for
     */
    public Diagnosis examine(Consumer<Wording> progress) {
        if (known.config().model() == ModelChoice.LINEAR) {
            throw new ConfigException(
                    "model: linear was asked for, which is solved and not trained; the doctor examines"
                            + " trainings of networks");
        }
        return Doctor.examine(
                TablePatient.of(known), Key.of(known.config().seed()).at("doctor"), progress);
    }

    /** What to set, such as "training.rate=0.025", so that a run is trained so; empty where no setting does. */
    public Optional<String> setting(Treatment cure) {
        return TablePatient.setting(cure, known.config());
    }

    private NetworkLearner.Outcome train(Optional<RunFolder> run, Consumer<? super Event> listener, Key key) {
        if (run.isEmpty()) {
            return train(new NetworkLearner(encoder, known.config(), Optional.empty(), listener), key);
        }
        try (var logbook = Logbook.of(run.get())) {
            return train(new NetworkLearner(encoder, known.config(), Optional.of(logbook), listener), key);
        }
    }

    private NetworkLearner.Outcome train(NetworkLearner learner, Key key) {
        learner.requireMemory(known.table(), folds, key);
        return learner.fit(known.table(), folds, key);
    }

    private Fitted linearFit() {
        var there = linearFit;
        if (there == null) {
            there = new LinearLearner(encoder).fit(known.table(), folds);
            linearFit = there;
        }
        return there;
    }

    private double[] trainTruth() {
        return encoder.truth(known.table(), Fold.learnedRows(folds));
    }

    private Scores scores(Fitted fitted, Certainty certainty) {
        var test = answers(fitted, certainty, known.testTable(), known.testRowNumbers());
        return new Scores(
                quality.metrics(trainTruth(), answers(fitted, certainty, known.table(), Fold.learnedRows(folds))),
                quality.metrics(validationTruth, certainty.calibrate(fitted.unseen())),
                testTruth.length == 0 ? Optional.empty() : Optional.of(quality.metrics(testTruth, test)));
    }

    private Answers answers(Fitted fitted, Certainty certainty, Table table, int[] rows) {
        return certainty.calibrate(
                Answers.of(fitted.models(), encoder.rows(encoder.preprocessing().apply(table, rows))));
    }

    private Provenance provenance(Measured measured) {
        return new Provenance(
                VERSION,
                known.table().name(),
                Fingerprint.of(known.table()),
                Fold.learnedRows(folds).length,
                known.config().seed(),
                quality.positive(),
                Config.render(known.config()),
                measured);
    }
}
