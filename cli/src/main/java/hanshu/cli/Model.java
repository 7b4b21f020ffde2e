package hanshu.cli;

import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.forecast.ForecastFunction;
import hanshu.learn.supervised.language.LanguageFunction;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.nn.io.ModelFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A model file as it is named on the command line, itself or by the folder of its run, and the function in it. */
sealed interface Model permits TableModelFile, Model.OfTask, Model.OfLanguage, Model.OfForecast {
    String DESCRIPTION = "A file model.safetensors, or the folder of a run.";

    /** The file itself. */
    Path file();

    /** The run that it is in, if it was named by that. */
    Optional<Path> run();

    /** A task's. */
    record OfTask(Path file, Optional<Path> run, TaskFunction function) implements Model {}

    /** A language's. */
    record OfLanguage(Path file, Optional<Path> run, LanguageFunction function) implements Model {}

    /** A forecaster. */
    record OfForecast(Path file, Optional<Path> run, ForecastFunction function) implements Model {}

    static Model load(Console console, String name) {
        var path = Path.of(name);
        if (!Files.isDirectory(path)) {
            return load(console, path);
        }
        var file = path.resolve("model.safetensors");
        if (!Files.exists(file)) {
            throw new UsageException(
                    Files.exists(path.resolve("config.yaml"))
                            ? "%s holds no model yet; %s goes on with its training"
                                    .formatted(path, console.command("train", "--resume", name))
                            : "%s is neither a model file nor the folder of a run".formatted(path));
        }
        return load(file, Optional.of(path));
    }

    /** Of a file that is perhaps a table, named where the model comes first. */
    private static Model load(Console console, Path file) {
        try {
            return load(file, Optional.empty());
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

    private static Model load(Path file, Optional<Path> run) {
        var kind = FunctionKind.in(file);
        if (kind.isEmpty()) {
            return RunKind.TABLE.model(file, run); // which says what is wrong
        }
        return RunKind.of(kind)
                .orElseThrow(() -> new ModelFileException(
                        file,
                        "holds a function of the kind \"%s\", which this version of Hanshu does not know: take a newer one"
                                .formatted(Text.safe(kind))))
                .model(file, run);
    }
}
