package hanshu.learn.supervised;

import hanshu.nn.io.SafeTensors;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What kind of function a model file holds: its metadata {@code hanshu.function} says it. */
public final class FunctionKind {
    /** The key in the metadata: a JSON object with the kind and the number of its format. */
    public static final String KEY = "hanshu.function";

    private FunctionKind() {}

    /**
     * Such as {@code table}; empty if the file says nothing of it.
     *
     * @throws hanshu.nn.io.ModelFileException when it is no model file at all, or damaged
     */
    public static String in(Path file) {
        try {
            return JsonMapper.shared()
                    .readTree(SafeTensors.read(file).metadata().getOrDefault(KEY, ""))
                    .path("kind")
                    .asString("");
        } catch (JacksonException e) {
            return ""; // whoever reads it next says what is wrong
        }
    }
}
