package hanshu.train.config;

import hanshu.data.table.Nearest;
import hanshu.nn.io.FileException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Reads and writes configuration records. The defaults are a record like any other: a file names only what it changes,
 * a key that the record does not have is an error that suggests the nearest, and a value must be of the default's kind.
 * Keys are the names of the record's components; a nested one is written with dots: {@code training.rate}. A component
 * that is a Map takes any keys; one that is a List of records is given whole, each of its elements changing what the
 * record's public constant {@code DEFAULTS} says, or by the names of its elements, where they have a name: {@code
 * inputs.picture.size} changes the input of that name, or adds one.
 */
public final class Config {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.USE_NATIVE_TYPE_ID) // a step is "crop: {padding: 4}", not a tag
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private static final String NAME = "name";

    private Config() {}

    /**
     * The defaults changed by a YAML file.
     *
     * @throws FileException when the file can't be read
     * @throws ConfigException when it doesn't fit the record
     */
    public static <C extends Record> C read(Path file, C defaults) {
        try {
            return parse(Files.readString(file), file.toString(), defaults);
        } catch (IOException e) {
            throw FileException.of("read", file, e);
        }
    }

    /**
     * The defaults changed by YAML text.
     *
     * @param source what messages call the text
     * @throws ConfigException when it doesn't fit the record
     */
    public static <C extends Record> C parse(String yaml, String source, C defaults) {
        JsonNode changes;
        try {
            changes = YAML.readTree(yaml);
        } catch (JacksonException e) {
            throw new ConfigException("%s: not YAML at line %d: %s"
                    .formatted(source, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())));
        }
        if (changes.isMissingNode() || changes.isNull()) {
            return defaults;
        }
        ObjectNode merged = YAML.valueToTree(defaults);
        if (!(changes instanceof ObjectNode keys)) {
            throw new ConfigException(source + ": expected keys and values such as \"" + firstKey(merged)
                    + ": …\", got " + kind(changes));
        }
        merge(merged, keys, source, "", defaults.getClass());
        return toRecord(merged, source, defaults);
    }

    /**
     * What stands at a key, possibly with dots, of a complete configuration.
     *
     * @throws ConfigException when there is none, or it holds others
     */
    public static String value(Record config, String key) {
        JsonNode at = YAML.valueToTree(config);
        for (var part : key.split("\\.", -1)) {
            at = at instanceof ArrayNode list
                    ? element(list, part)
                            .orElseThrow(() -> new ConfigException("%s: there is no %s; known here are %s"
                                    .formatted(
                                            key,
                                            part,
                                            list.valueStream()
                                                    .map(each -> each.path(NAME).asString(""))
                                                    .collect(Collectors.joining(", ")))))
                    : at.path(part);
        }
        if (!at.isValueNode()) {
            throw new ConfigException("%s holds no single value".formatted(key));
        }
        return at.asString();
    }

    /** The defaults with one key, possibly with dots, set to a value as it stands in YAML. */
    public static <C extends Record> C with(C config, String key, String value) {
        var yaml = new StringBuilder();
        var path = key.split("\\.", -1);
        for (int depth = 0; depth < path.length; depth++) {
            yaml.append("  ".repeat(depth)).append(path[depth]).append(depth == path.length - 1 ? ": " + value : ":\n");
        }
        return parse(yaml.toString(), "--set " + key, config);
    }

    /** The whole record as YAML, defaults included. */
    public static String render(Record config) {
        return YAML.writeValueAsString(config);
    }

    private static <C extends Record> C toRecord(ObjectNode tree, String source, C defaults) {
        try {
            @SuppressWarnings("unchecked") // the class of a C makes a C
            var type = (Class<C>) defaults.getClass();
            return YAML.treeToValue(tree, type);
        } catch (JacksonException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            var message = cause instanceof JacksonException jackson ? jackson.getOriginalMessage() : cause.getMessage();
            throw new ConfigException(source + ": " + firstLine(String.valueOf(message)));
        }
    }

    private static void merge(ObjectNode into, ObjectNode changes, String source, String path, Class<?> type) {
        var known = List.copyOf(into.propertyNames());
        for (var change : changes.properties()) {
            var key = change.getKey();
            var full = path + key;
            if (!type.isRecord()) {
                into.set(key, change.getValue());
                continue;
            }
            var former = into.get(key);
            if (former == null) {
                throw new ConfigException("%s: unknown key %s%s (known here are %s)"
                        .formatted(source, full, Nearest.question(key, known), String.join(", ", known)));
            }
            var component = component(type, key).getType();
            var element = element(component(type, key));
            if (element.isPresent() && change.getValue() instanceof ArrayNode list) {
                into.set(key, elements(list, source, full, element.get()));
            } else if (element.filter(Config::isNamed).isPresent()
                    && into.get(key) instanceof ArrayNode list
                    && change.getValue() instanceof ObjectNode byName) {
                into.set(key, named(list, byName, source, full, element.get()));
            } else if (former instanceof ObjectNode inner && change.getValue() instanceof ObjectNode innerChanges) {
                merge(inner, innerChanges, source, full + ".", component);
            } else {
                into.set(key, fitting(former, change.getValue(), source + ": " + full, component));
            }
        }
    }

    /** The elements of a list of records: each changes the record that the class calls {@code DEFAULTS}. */
    private static ArrayNode elements(ArrayNode changes, String source, String path, Record defaults) {
        var elements = YAML.createArrayNode();
        for (int i = 0; i < changes.size(); i++) {
            var place = "%s[%d]".formatted(path, i);
            ObjectNode element = YAML.valueToTree(defaults);
            if (!(changes.get(i) instanceof ObjectNode keys)) {
                throw new ConfigException("%s: %s: expected keys and values such as \"%s: …\", got %s"
                        .formatted(source, place, firstKey(element), kind(changes.get(i))));
            }
            merge(element, keys, source, place + ".", defaults.getClass());
            elements.add(element);
        }
        return elements;
    }

    private static boolean isNamed(Record element) {
        return YAML.valueToTree(element).path(NAME).isString();
    }

    /** A list of named records, some of which are changed, or added, by their names. */
    private static ArrayNode named(ArrayNode former, ObjectNode changes, String source, String path, Record defaults) {
        var elements = former.deepCopy();
        for (var change : changes.properties()) {
            var name = change.getKey();
            var place = path + "." + name;
            if (!(change.getValue() instanceof ObjectNode keys)) {
                throw new ConfigException("%s: %s: expected keys and values such as \"%s: …\", got %s"
                        .formatted(source, place, firstKey(YAML.valueToTree(defaults)), kind(change.getValue())));
            }
            var element = element(elements, name).orElseGet(() -> {
                ObjectNode fresh = YAML.valueToTree(defaults);
                elements.add(fresh.put(NAME, name));
                return fresh;
            });
            merge(element, keys, source, place + ".", defaults.getClass());
        }
        return elements;
    }

    private static Optional<ObjectNode> element(ArrayNode elements, String name) {
        return elements.valueStream()
                .filter(each -> each.path(NAME).asString("").equals(name))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    /** How an element of a list begins, if the component is a list of records that have defaults. */
    private static Optional<Record> element(RecordComponent component) {
        if (component.getType() == List.class
                && component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            try {
                return Optional.of((Record) element.getField("DEFAULTS").get(null));
            } catch (ReflectiveOperationException e) {
                return Optional.empty(); // its elements are read as they are
            }
        }
        return Optional.empty();
    }

    private static RecordComponent component(Class<?> type, String key) {
        for (var component : type.getRecordComponents()) {
            if (component.getName().equals(key)) {
                return component;
            }
        }
        throw new IllegalStateException(type + " writes a key that it has no component for: " + key);
    }

    private static JsonNode fitting(JsonNode former, JsonNode value, String where, Class<?> type) {
        if (type.isEnum()) {
            return choice(value, where, type);
        }
        boolean whole = type == int.class || type == long.class;
        boolean fits = whole
                ? value.isIntegralNumber() && (type == int.class ? value.canConvertToInt() : value.canConvertToLong())
                : former.getNodeType() == value.getNodeType()
                        || (type == String.class && value.isValueNode() && !value.isNull());
        if (!fits) {
            throw new ConfigException(
                    where + ": expected " + (whole ? wholeNumber(value, type) : kind(former)) + ", got " + kind(value)
                            + (value.isValueNode() && !value.isNull() ? " \"" + value.asString() + "\"" : ""));
        }
        return type == String.class ? StringNode.valueOf(value.asString()) : value;
    }

    private static String wholeNumber(JsonNode value, Class<?> type) {
        return !value.isIntegralNumber()
                ? "a whole number"
                : type == int.class
                        ? "a whole number from -2147483648 to 2147483647"
                        : "a whole number from -9223372036854775808 to 9223372036854775807";
    }

    private static JsonNode choice(JsonNode value, String where, Class<?> type) {
        var names = java.util.Arrays.stream(type.getEnumConstants())
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .toList();
        var wanted = value.asString("").toLowerCase(Locale.ROOT);
        if (!names.contains(wanted)) {
            throw new ConfigException(where + ": expected one of " + String.join(", ", names) + ", got \""
                    + value.asString("") + "\"" + Nearest.question(wanted, names));
        }
        return StringNode.valueOf(wanted);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case JsonNodeType.NUMBER -> "a number";
            case JsonNodeType.BOOLEAN -> "true or false";
            case JsonNodeType.STRING -> "text";
            case JsonNodeType.ARRAY -> "a list";
            case JsonNodeType.OBJECT, JsonNodeType.POJO -> "keys and values";
            case JsonNodeType.NULL, JsonNodeType.MISSING -> "nothing";
            case JsonNodeType.BINARY -> "bytes";
        };
    }

    private static String firstKey(ObjectNode node) {
        return node.propertyNames().iterator().next();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
