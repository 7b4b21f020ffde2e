package hanshu.data.text;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes {@code tokenizer.json}, the format of Hugging Face tokenizers: each part by its type and its fields. */
final class TokenizerFile {
    private static final String VERSION = "version";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TokenizerFile() {}

    static TokenizerParts read(Path file) {
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file + " can't be read as a tokenizer.json: " + e.getMessage(), e);
        }
    }

    static TokenizerParts parse(String name, String json) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode root) || !(root.get("model") instanceof ObjectNode model)) {
                throw new DataException(name + " is no tokenizer.json: it has no \"model\"");
            }
            root.remove(VERSION);
            if (!model.has("type")) {
                model.put("type", kind(model)); // as older files leave it out
            }
            return JSON.treeToValue(root, TokenizerParts.class);
        } catch (InvalidTypeIdException e) {
            throw new DataException(
                    "%s asks for \"%s\" in %s, which is not known here".formatted(name, e.getTypeId(), place(e)), e);
        } catch (UnrecognizedPropertyException e) {
            throw new DataException(
                    "%s has \"%s\" in %s, which is not known here".formatted(name, e.getPropertyName(), place(e)), e);
        } catch (JacksonException e) {
            throw new DataException(
                    "%s is no tokenizer.json: %s in %s".formatted(name, e.getOriginalMessage(), place(e)), e);
        }
    }

    private static String kind(ObjectNode model) {
        return model.has("merges")
                ? "BPE"
                : model.has("max_input_chars_per_word") ? "WordPiece" : model.has("unk_id") ? "Unigram" : "WordLevel";
    }

    private static String place(JacksonException e) {
        var names = e.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : String.valueOf(step.getIndex()))
                .toList();
        return names.isEmpty() ? "it" : String.join(".", names);
    }

    static String json(TokenizerParts parts) {
        var root = JSON.createObjectNode().put(VERSION, "1.0");
        root.setAll((ObjectNode) JSON.valueToTree(parts));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    static void write(TokenizerParts parts, Path file) {
        try {
            Files.writeString(file, json(parts));
        } catch (IOException e) {
            throw new DataException(file + " can't be written: " + e.getMessage(), e);
        }
    }
}
