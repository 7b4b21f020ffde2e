package hanshu.cli;

import hanshu.learn.supervised.language.LanguageFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The model file of a language as it is named on the command line: itself, or the folder of the run that it is in. */
record LanguageModelFile(Path file, LanguageFunction function) {
    /** Absent if what is named is no language model. */
    static Optional<LanguageModelFile> of(String name) {
        var path = Path.of(name);
        var file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        return Files.isRegularFile(file) && LanguageFunction.isIn(file)
                ? Optional.of(new LanguageModelFile(file, LanguageFunction.load(file)))
                : Optional.empty();
    }
}
