package hanshu.learn.supervised;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.tensor.Key;
import hanshu.train.Training;
import hanshu.train.Validation;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.tune.BatchFinder;
import hanshu.train.tune.Dimension;
import hanshu.train.tune.RateFinder;
import hanshu.train.tune.Space;
import hanshu.train.tune.Tunable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network of a table, whose settings are searched: trained on the first fold and compared by its validation rows, of
 * which the test rows are no part.
 */
public record TableTuning(Understanding known) implements Tunable {
    private static final int BLOCK = 256;

    /** @throws ConfigException when only y = b + w·x is asked for */
    public TableTuning {
        if (known.config().model() == ModelChoice.LINEAR) {
            throw new ConfigException(
                    "model: linear is solved, and has no settings to search; leave model at auto, or set network");
        }
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
    public void require(Space asked) {
        for (var dimension : asked.dimensions()) {
            var key = dimension.key();
            dimension.extremes().forEach(value -> Config.with(known.config(), key, value)); // or says what is wrong
            if (!(key.startsWith("network.") || key.startsWith("training.")) || key.equals("training.folds")) {
                throw new ConfigException(
                        "%s can't be searched: it changes what is compared; keys of network and training can, but for training.folds"
                                .formatted(key));
            }
        }
    }

    @Override
    public SequencedMap<String, String> values(Space of) {
        var tree = JsonMapper.shared().<JsonNode>valueToTree(known.config());
        var values = new LinkedHashMap<String, String>();
        for (var dimension : of.dimensions()) {
            values.put(
                    dimension.key(),
                    tree.at("/" + dimension.key().replace('.', '/')).asString());
        }
        return values;
    }

    @Override
    public SupervisedConfig config(SequencedMap<String, String> values) {
        var config = known.config();
        for (var value : values.entrySet()) {
            config = Config.with(config, value.getKey(), value.getValue());
        }
        return config;
    }

    private TablePatient patient(SupervisedConfig config) {
        boolean sameInputs = config.network().bins() == known.config().network().bins();
        var understood = sameInputs ? known : known.with(config); // pieces of numbers are fitted to the rows
        return new TablePatient(
                understood, config, understood.folds().getFirst().train());
    }

    @Override
    public Training<?, ?> training(SequencedMap<String, String> values, Key key) {
        return patient(config(values)).training(key);
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

    @Override
    public int rows() {
        return known.folds().getFirst().train().length;
    }

    @Override
    public RateFinder findRate(Key key) {
        return RateFinder.of(patient(known.config()), key);
    }

    @Override
    public BatchFinder findBatch(Key key) {
        return BatchFinder.of(patient(known.config()), key);
    }
}
