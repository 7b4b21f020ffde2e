package hanshu.learn.supervised;

import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What kind of function a model file holds, and in which format: its metadata {@code hanshu.function} says it. */
public final class FunctionKind {
    /** The key in the metadata: a JSON object with the kind and the number of its format. */
    public static final String KEY = "hanshu.function";

    private FunctionKind() {}

    /**
     * Such as {@code table}; empty if the file says nothing of it.
     *
     * @throws ModelFileException when it is no model file at all, or damaged
     */
    public static String in(Path file) {
        try {
            return said(SafeTensors.read(file).metadata()).path("kind").asString("");
        } catch (JacksonException e) {
            return ""; // whoever reads it next says what is wrong
        }
    }

    /**
     * Requires the kind and the format that the reader knows. It is asked before anything else is read: a record of
     * another format has other fields, which is no damage.
     *
     * @throws ModelFileException when the file says nothing of it, or something else
     */
    public static void require(Path file, Map<String, String> metadata, String kind, int format) {
        if (!metadata.containsKey(KEY)) {
            throw new ModelFileException(
                    file, "is a safetensors file, but not a model of Hanshu: its metadata has no " + KEY);
        }
        JsonNode said;
        try {
            said = said(metadata);
        } catch (JacksonException e) {
            throw new ModelFileException(file, "is damaged: its %s is not JSON".formatted(KEY));
        }
        var itsKind = said.path("kind").asString("");
        int its = said.path("format").asInt(0);
        if (itsKind.isEmpty() || its < 1) {
            throw new ModelFileException(file, "is damaged: its %s has no kind and format".formatted(KEY));
        }
        if (!itsKind.equals(kind)) {
            throw new ModelFileException(
                    file,
                    "holds a function of the kind \"%s\", but one of the kind \"%s\" is expected"
                            .formatted(itsKind, kind));
        }
        if (its != format) {
            throw new ModelFileException(
                    file,
                    "is of format %d of the kind \"%s\", and this version of Hanshu reads format %d: %s"
                            .formatted(
                                    its,
                                    kind,
                                    format,
                                    its > format
                                            ? "take a newer Hanshu, or learn it again with this one"
                                            : "learn it again, or take the Hanshu that wrote it"));
        }
    }

    /** What stands under {@link #KEY} where there is no more to say. */
    public static String said(String kind, int format) {
        return "{\"kind\":\"%s\",\"format\":%d}".formatted(kind, format);
    }

    private static JsonNode said(Map<String, String> metadata) {
        return JsonMapper.shared().readTree(metadata.getOrDefault(KEY, ""));
    }
}
