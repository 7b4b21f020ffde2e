package hanshu.train.tune;

import hanshu.data.Wording;
import hanshu.tensor.Key;
import hanshu.train.Trainable;
import hanshu.train.Training;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A training whose settings can be searched.
 *
 * @param <C> its configuration
 */
public interface Tunable<C extends Record> extends Trainee {
    /** As it is set, with nothing left to choose. */
    C config();

    /** What is searched where nothing else is said: around what is set. */
    Space space();

    /** Whether a key can be searched: it does not change what is compared. */
    boolean isSearchable(String key);

    /** Which keys can be searched, in words: "keys of network". */
    String searchable();

    /** What is trained with a configuration. */
    Trainable<?, ?> with(C config);

    /** How often it is looked at with validation, at most: at the end of each epoch. */
    int epochs();

    /** What lies between two looks at validation. */
    default Wording stretches() {
        return Wording.of("epochs", "轮");
    }

    /** What is trained as it is set. */
    default Trainable<?, ?> asSet() {
        return with(config());
    }

    /** How many rows are learned from. */
    default int rows() {
        return asSet().train().count();
    }

    /**
     * Refuses keys that can't be searched: that are unknown, or change what is compared.
     *
     * @throws ConfigException that says why
     */
    default void require(Space asked) {
        for (var dimension : asked.dimensions()) {
            var key = dimension.key();
            dimension.extremes().forEach(value -> Config.with(config(), key, value)); // or says what is wrong
            Config.value(config(), key);
            if (!isSearchable(key)) {
                throw new ConfigException(
                        "%s can't be searched: it changes what is compared; %s can".formatted(key, searchable()));
            }
        }
    }

    /** What is set now, for the keys of a space. */
    default SequencedMap<String, String> values(Space of) {
        var values = new LinkedHashMap<String, String>();
        of.dimensions().forEach(dimension -> values.put(dimension.key(), Config.value(config(), dimension.key())));
        return values;
    }

    /** The configuration with some values changed, complete. */
    default C config(SequencedMap<String, String> values) {
        var config = config();
        for (var value : values.entrySet()) {
            config = Config.with(config, value.getKey(), value.getValue());
        }
        return config;
    }

    @Override
    default Training<?, ?> training(SequencedMap<String, String> values, Key key) {
        return with(config(values)).training(key);
    }

    default RateFinder findRate(Key key) {
        return RateFinder.of(asSet(), key);
    }

    /** Empty where no batch is a number of rows. */
    default Optional<BatchFinder> findBatch(Key key) {
        return Optional.of(BatchFinder.of(asSet(), key));
    }
}
