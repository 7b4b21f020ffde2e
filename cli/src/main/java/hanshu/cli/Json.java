package hanshu.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results for programs: JSON in UTF-8, whatever the locale says. Loaded only when asked for. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static void print(Console console, Map<String, ?> object) {
        var bytes = (MAPPER.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8);
        console.out().write(bytes, 0, bytes.length);
        console.out().flush();
    }

    /** An object on one line. */
    static String line(Map<String, ?> object) {
        return JsonMapper.shared().writeValueAsString(object);
    }

    /** Text as a JSON string, which is a YAML string too. */
    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
