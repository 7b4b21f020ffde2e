package hanshu.nn.io;

import java.nio.file.Path;

/** A file that is not, or no longer, a model file. The message is one line that names the file and what is wrong. */
public final class ModelFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ModelFileException(Path file, String problem) {
        super(file + " " + problem);
    }
}
