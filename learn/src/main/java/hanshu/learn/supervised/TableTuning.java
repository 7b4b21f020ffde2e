package hanshu.learn.supervised;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.tensor.Key;
import hanshu.train.Trainable;
import hanshu.train.Validation;
import hanshu.train.config.ConfigException;
import hanshu.train.tune.Dimension;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tunable;
import java.util.List;
import java.util.SequencedMap;

/**
 * The network of a table, whose settings are searched: trained on the first fold and compared by its validation rows, of
 * which the test rows are no part.
 */
public record TableTuning(Understanding known) implements Tunable<SupervisedConfig> {
    private static final int BLOCK = 256;

    /** @throws ConfigException when only y = b + w·x is asked for */
    public TableTuning {
        if (known.config().model() == ModelChoice.LINEAR) {
            throw new ConfigException(
                    "model: linear is solved, and has no settings to search; leave model at auto, or set network");
        }
    }

    @Override
    public SupervisedConfig config() {
        return known.config();
    }

    @Override
    public Space space() {
        var network = known.config().network();
        var training = known.config().training();
        return new Space(List.of(
                new Dimension.Real("training.rate", training.rate() / 20, training.rate() * 10, true),
                new Dimension.Whole(
                        "training.batch", 8, Math.clamp(rows() / 8, 16, Math.max(256, 2L * training.batch())), true),
                new Dimension.Real("training.decay", 1e-6, 0.3, true),
                new Dimension.Whole("network.width", 16, Math.max(256, 2L * network.width()), true),
                new Dimension.Whole("network.layers", 1, 4, false),
                new Dimension.Real("network.dropout", 0, 0.5, false)));
    }

    @Override
    public boolean isSearchable(String key) {
        return (key.startsWith("network.") || key.startsWith("training.")) && !key.equals("training.folds");
    }

    @Override
    public String searchable() {
        return "keys of network and training (but for training.folds)";
    }

    @Override
    public Trainable<?, ?> with(SupervisedConfig config) {
        return patient(config);
    }

    private TablePatient patient(SupervisedConfig config) {
        boolean sameInputs = config.network().bins() == known.config().network().bins();
        var understood = sameInputs ? known : known.with(config); // pieces of numbers are fitted to the rows
        return new TablePatient(
                understood, config, understood.folds().getFirst().train());
    }

    /** The loss on the test rows, or where there are none on the validation rows, of a training with these values. */
    public double testLoss(SequencedMap<String, String> values, Key key) {
        var patient = patient(config(values));
        var learned = patient.training(key).run().model();
        return Validation.of(patient.objective(), patient.test(), BLOCK)
                .score(learned)
                .loss();
    }

    @Override
    public int epochs() {
        return known.config().training().epochs();
    }
}
