package hanshu.workbench.server;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client asks.
 *
 * @param method     GET, POST, …; HEAD comes as GET
 * @param path       its segments decoded, none of them empty, "." or ".."
 * @param parameters the segments that the route names
 * @param query      behind the question mark, the first of each name
 * @param headers    the first of each name, in lower case
 * @param body       empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody compares
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** A segment of the path by the name that its route gives it. */
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {%s}, only %s".formatted(name, parameters.keySet()));
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as JSON. */
    public JsonNode json() {
        return json(JsonNode.class);
    }

    /** The body as a record; a key that it does not know is an error, and so is one that is missing or null. */
    public <T> T json(Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Refusal.badRequest("the body is not the JSON that is expected here: %s%s"
                    .formatted(
                            e.getOriginalMessage(),
                            at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr())));
        }
    }

    Request with(Map<String, String> named) {
        return new Request(method, path, named, query, headers, body);
    }

    Request with(byte[] read) {
        return new Request(method, path, parameters, query, headers, read);
    }
}
