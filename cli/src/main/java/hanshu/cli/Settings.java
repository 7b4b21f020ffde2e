package hanshu.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings by key, as in {@code training.rate}, gathered into one YAML text: the parts of a key become nested keys. */
final class Settings {
    private final Map<String, Object> tree = new LinkedHashMap<>();

    /** @param yaml the value as it stands in YAML */
    Settings put(String key, String yaml) {
        var at = tree;
        var parts = key.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            at = inner(at, parts[i], key);
        }
        if (at.put(parts[parts.length - 1], yaml) instanceof Map) {
            throw new UsageException("--set %s: this key holds others, and they are set too".formatted(key));
        }
        return this;
    }

    private static Map<String, Object> inner(Map<String, Object> at, String part, String key) {
        var inner = at.computeIfAbsent(part, fresh -> new LinkedHashMap<String, Object>());
        if (inner instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // all maps in here are made one line above this one
            var own = (Map<String, Object>) map;
            return own;
        }
        throw new UsageException("--set %s: %s is set to a value itself".formatted(key, part));
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    String yaml() {
        var text = new StringBuilder();
        write(tree, "", text);
        return text.toString();
    }

    private static void write(Map<?, ?> tree, String indent, StringBuilder text) {
        tree.forEach((key, value) -> {
            text.append(indent).append(Json.quoted(String.valueOf(key))).append(':');
            if (value instanceof Map<?, ?> inner) {
                text.append('\n');
                write(inner, indent + "  ", text);
            } else {
                text.append(' ').append(value).append('\n');
            }
        });
    }
}
