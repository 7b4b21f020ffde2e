package hanshu.cli;

import hanshu.data.table.Lags;
import hanshu.data.table.Table;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.TabularFunction;
import hanshu.train.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The model file of a table's function. */
record TableModelFile(Path file, Optional<Path> run, TabularFunction function) implements Model {
    /** A table written as the training data was, unless the options say otherwise. */
    Table read(Console console, String file, Reading reading) {
        var options = function.preprocessing().reading(file, reading.options());
        return file.equals("-")
                ? Table.read("standard input", console.in(), options)
                : Table.read(Path.of(file), options);
    }

    /** As {@link #read}, block by block. */
    void readBlocks(Console console, String file, Reading reading, Consumer<Table> blocks) {
        var options = function.preprocessing().reading(file, reading.options());
        if (file.equals("-")) {
            Table.readBlocks("standard input", console.in(), options, blocks);
        } else {
            Table.readBlocks(Path.of(file), options, blocks);
        }
    }

    /** Only the columns that the training data had. */
    Table known(Table table) {
        return table.keeping(function.preprocessing().columns());
    }

    /** Set if the model predicts what comes next in a series. */
    Optional<Lags> lags() {
        return function.lags();
    }

    SupervisedConfig config() {
        return Config.parse(function.provenance().config(), "the model's configuration", SupervisedConfig.DEFAULTS);
    }
}
