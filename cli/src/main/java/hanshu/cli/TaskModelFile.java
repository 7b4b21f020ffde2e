package hanshu.cli;

import hanshu.learn.supervised.task.TaskFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The model file of a task as it is named on the command line: itself, or the folder of the run that it is in. */
record TaskModelFile(Path file, Optional<Path> run, TaskFunction function) {

    /** Absent if what is named is no task's: whoever reads it as a table's function says what is wrong with it. */
    static Optional<TaskModelFile> of(String name) {
        var path = Path.of(name);
        var file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (!Files.isRegularFile(file) || !TaskFunction.isIn(file)) {
            return Optional.empty();
        }
        return Optional.of(new TaskModelFile(
                file, Files.isDirectory(path) ? Optional.of(path) : Optional.empty(), TaskFunction.load(file)));
    }
}
