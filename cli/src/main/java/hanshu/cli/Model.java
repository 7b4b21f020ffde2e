package hanshu.cli;

import hanshu.data.table.Lags;
import hanshu.data.table.Table;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.TabularFunction;
import hanshu.nn.io.ModelFileException;
import hanshu.train.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model file as it is named on the command line.
 *
 * @param file itself
 * @param run the folder of the run that it is in, if it was named by that
 */
record Model(Path file, Optional<Path> run, TabularFunction function) {
    static final String DESCRIPTION = "A file model.safetensors, or the folder of a run.";

    static Model load(Console console, String name) {
        var path = Path.of(name);
        if (!Files.isDirectory(path)) {
            return new Model(path, Optional.empty(), function(console, path));
        }
        var file = path.resolve("model.safetensors");
        if (!Files.exists(file)) {
            throw new UsageException(
                    Files.exists(path.resolve("config.yaml"))
                            ? "%s holds no model yet; %s goes on with its training"
                                    .formatted(path, console.command("train", "--resume", name))
                            : "%s is neither a model file nor the folder of a run".formatted(path));
        }
        return new Model(file, Optional.of(path), TabularFunction.load(file));
    }

    /** Of a file that is perhaps a table, named where the model comes first. */
    private static TabularFunction function(Console console, Path file) {
        try {
            return TabularFunction.load(file);
        } catch (ModelFileException e) {
            if (file.toString().endsWith(".safetensors")) {
                throw e;
            }
            throw new UsageException(
                    "%s; MODEL, which comes first, is a file model.safetensors or the folder of a run, and %s makes one"
                            .formatted(
                                    e.getMessage(), console.command("train", file.toString(), "--target", "COLUMN")));
        }
    }

    /** A table written as the training data was, unless the options say otherwise. */
    Table read(Console console, String file, Reading reading) {
        var options = function.preprocessing().reading(reading.options());
        return file.equals("-")
                ? Table.read("standard input", console.in(), options)
                : Table.read(Path.of(file), options);
    }

    /** As {@link #read}, block by block. */
    void readBlocks(Console console, String file, Reading reading, Consumer<Table> blocks) {
        var options = function.preprocessing().reading(reading.options());
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
        var config = config();
        return config.split().lags() == 0
                ? Optional.empty()
                : Optional.of(new Lags(
                        config.split().by(), config.target(), config.split().lags()));
    }

    SupervisedConfig config() {
        return Config.parse(function.provenance().config(), "the model's configuration", SupervisedConfig.DEFAULTS);
    }
}
