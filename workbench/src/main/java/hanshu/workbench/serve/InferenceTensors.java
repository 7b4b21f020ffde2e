package hanshu.workbench.serve;

import hanshu.workbench.server.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as the named tensors of the Open Inference Protocol, version 2 (REST), and back: a tensor is a column, the first
 * axis of its shape the rows.
 */
final class InferenceTensors {
    private static final Set<String> WHOLE =
            Set.of("INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64");
    private static final Set<String> FRACTIONS = Set.of("FP16", "FP32", "FP64");

    private InferenceTensors() {}

    /** The rows of the inputs of a request. */
    static List<ObjectNode> rows(JsonNode request) {
        if (!(request.get("inputs") instanceof ArrayNode inputs) || inputs.isEmpty()) {
            throw Refusal.badRequest("\"inputs\" is a list of tensors, each with name, shape, datatype and data");
        }
        var rows = new ArrayList<ObjectNode>();
        for (var input : inputs) {
            var name = input.path("name").asString("");
            if (name.isEmpty()) {
                throw Refusal.badRequest("each of the inputs has a \"name\"");
            }
            var shape = shape(name, input.get("shape"));
            var data = data(name, input, shape);
            if (rows.isEmpty()) {
                for (int row = 0; row < shape.getFirst(); row++) {
                    rows.add(JsonMapper.shared().createObjectNode());
                }
            } else if (rows.size() != shape.getFirst()) {
                throw Refusal.badRequest("input %s has %d rows, but those before have %d"
                        .formatted(name, shape.getFirst(), rows.size()));
            }
            if (rows.getFirst().has(name)) {
                throw Refusal.badRequest("input %s comes twice".formatted(name));
            }
            int width = data.size() / shape.getFirst();
            for (int row = 0; row < rows.size(); row++) {
                rows.get(row).set(name, value(data.subList(row * width, (row + 1) * width), shape, 1));
            }
        }
        return rows;
    }

    private static List<Integer> shape(String name, JsonNode given) {
        var shape = new ArrayList<Integer>();
        if (given instanceof ArrayNode sizes) {
            for (var size : sizes) {
                shape.add(size.isInt() ? size.asInt() : 0);
            }
        }
        if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
            throw Refusal.badRequest("input %s: its shape is a list of sizes from 1, got %s".formatted(name, given));
        }
        return shape;
    }

    /** All elements in row-major order; each is of the datatype, or null, which is missing. */
    private static List<JsonNode> data(String name, JsonNode input, List<Integer> shape) {
        var datatype = input.path("datatype").asString("");
        if (!datatype.equals("BYTES")
                && !datatype.equals("BOOL")
                && !WHOLE.contains(datatype)
                && !FRACTIONS.contains(datatype)) {
            throw Refusal.badRequest(
                    "input %s: its datatype is BYTES, BOOL, FP16 to FP64, INT8 to INT64 or UINT8 to UINT64, got \"%s\""
                            .formatted(name, datatype));
        }
        var data = new ArrayList<JsonNode>();
        flatten(input.path("data"), data);
        long expected = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (data.size() != expected) {
            throw Refusal.badRequest("input %s: its shape %s asks for %d elements, but its data has %d"
                    .formatted(name, shape, expected, data.size()));
        }
        for (var element : data) {
            if (!element.isNull() && !isOf(datatype, element)) {
                throw Refusal.badRequest("input %s: %s is not of its datatype %s".formatted(name, element, datatype));
            }
        }
        return data;
    }

    private static void flatten(JsonNode data, List<JsonNode> into) {
        if (data.isArray()) {
            data.forEach(element -> flatten(element, into));
        } else if (!data.isMissingNode()) {
            into.add(data);
        }
    }

    private static boolean isOf(String datatype, JsonNode element) {
        return switch (datatype) {
            case "BYTES" -> element.isString() || element.isObject();
            case "BOOL" -> element.isBoolean();
            default -> WHOLE.contains(datatype) ? element.isIntegralNumber() : element.isNumber();
        };
    }

    /** What stands in one row: a value, or, where there are further axes, lists of them. */
    private static JsonNode value(List<JsonNode> elements, List<Integer> shape, int axis) {
        if (elements.size() == 1) {
            return elements.getFirst();
        }
        if (axis == shape.size()) {
            throw new IllegalArgumentException("%d elements are left behind the last axis".formatted(elements.size()));
        }
        var list = JsonMapper.shared().createArrayNode();
        int width = elements.size() / shape.get(axis);
        for (int i = 0; i < shape.get(axis); i++) {
            list.add(value(elements.subList(i * width, (i + 1) * width), shape, axis + 1));
        }
        return list;
    }

    /**
     * The answers to some rows.
     *
     * @param wanted names of outputs; none is all
     */
    static List<Map<String, Object>> outputs(List<SequencedMap<String, Object>> answers, Set<String> wanted) {
        var columns = new LinkedHashMap<String, List<Object>>();
        for (var answer : answers) {
            answer.forEach((name, value) -> {
                if (value instanceof Map<?, ?> probabilities) {
                    var before = name.substring(0, name.length() - "probabilities".length());
                    probabilities.forEach(
                            (label, p) -> add(columns, before + "probability " + label, ((Double) p).floatValue()));
                } else {
                    add(columns, name, value);
                }
            });
        }
        for (var name : wanted) {
            if (!columns.containsKey(name)) {
                throw Refusal.badRequest("there is no output \"%s\": there are %s".formatted(name, columns.keySet()));
            }
        }
        return columns.entrySet().stream()
                .filter(column -> wanted.isEmpty() || wanted.contains(column.getKey()))
                .map(column -> tensor(column.getKey(), column.getValue()))
                .toList();
    }

    private static void add(Map<String, List<Object>> columns, String name, Object value) {
        columns.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private static Map<String, Object> tensor(String name, List<Object> values) {
        return switch (values.getFirst()) {
            case Number _ -> tensor(name, "FP32", List.of(values.size()), values);
            case List<?> numbers
            when numbers.stream().allMatch(Number.class::isInstance) ->
                tensor(
                        name,
                        "FP32",
                        List.of(values.size(), numbers.size()),
                        values.stream().flatMap(row -> ((List<?>) row).stream()).toList());
            default ->
                tensor(
                        name,
                        "BYTES",
                        List.of(values.size()),
                        values.stream().map(InferenceTensors::text).toList());
        };
    }

    private static String text(Object value) {
        return value instanceof List<?> words
                ? words.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : value.toString();
    }

    private static Map<String, Object> tensor(String name, String datatype, List<Integer> shape, List<?> data) {
        var tensor = new LinkedHashMap<String, Object>();
        tensor.put("name", name);
        tensor.put("shape", shape);
        tensor.put("datatype", datatype);
        tensor.put("data", data);
        return tensor;
    }
}
