package hanshu.learn.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.table.Table;
import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.config.ConfigException;
import hanshu.train.tune.Space;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTuningTest {
    private static final TableTuning PENGUINS = tuning("network: {members: 2, width: 16, layers: 1}");

    private static TableTuning tuning(String yaml) {
        var config = Config.parse(yaml, "test", SupervisedConfig.DEFAULTS.withTarget("species"));
        var table = Table.read(Path.of("../examples/data/penguins.csv"));
        return new TableTuning(Understanding.of(table, Optional.empty(), config));
    }

    private static long parameters(String key, String value) {
        var values = new LinkedHashMap<>(Map.of(key, value));
        return Params.of(PENGUINS.training(values, Key.of(1)).model()).count();
    }

    @Test
    void everySettingChangesWhatIsTrained() {
        assertThat(parameters("network.width", "32")).isGreaterThan(parameters("network.width", "16"));
        assertThat(parameters("network.layers", "3")).isGreaterThan(parameters("network.layers", "1"));
        assertThat(parameters("network.bins", "24")).isGreaterThan(parameters("network.bins", "4"));
    }

    @Test
    void theSpaceHoldsWhatIsSet() {
        var space = PENGUINS.space();
        PENGUINS.require(space);
        var values = PENGUINS.values(space);
        assertThat(values).containsEntry("network.width", "16").containsEntry("training.rate", "0.0025");
        assertThat(PENGUINS.config(values)).isEqualTo(PENGUINS.known().config());
    }

    @Test
    void whatWouldFailInTheMiddleOfASearchIsRefusedBefore() {
        refused("training.batch=16,32,many", "training.batch: expected a whole number, got text \"many\"");
        refused("network.dropout=0.0..1.5", "dropout: expected 0 to below 1, got 1.5");
        refused(
                "split.test=0.1..0.3",
                "split.test can't be searched: it changes what is compared; keys of network and training (but for training.folds) can");
        refused("network.widht=8..64", "unknown key network.widht; did you mean \"width\"?");
    }

    private static void refused(String search, String message) {
        assertThatThrownBy(() -> PENGUINS.require(Space.parse(List.of(search))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
