package hanshu.workbench.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told. */
public sealed interface Response {
    int status();

    /** Beside those that every answer has; one of the same name takes its place. */
    Map<String, String> headers();

    /** All at once, compressed where the client accepts it and it is worth it. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that nobody compares
    record Whole(int status, Map<String, String> headers, byte[] body, Optional<byte[]> gzip) implements Response {
        Whole(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, Optional.empty());
        }
    }

    /** A file as it lies there. */
    record File(int status, Map<String, String> headers, Path path) implements Response {}

    /** Server-sent events (HTML standard, section 9.2) behind the last one that the client has seen, until it goes. */
    record Stream(EventSource source) implements Response {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Content-Type", "text/event-stream; charset=utf-8");
        }
    }

    /** Records, maps, lists, numbers and texts as JSON. */
    static Response json(Object value) {
        return json(200, value);
    }

    static Response json(int status, Object value) {
        return of(status, "application/json", JsonMapper.shared().writeValueAsBytes(value));
    }

    static Response of(String type, byte[] body) {
        return of(200, type, body);
    }

    static Response of(int status, String type, byte[] body) {
        return new Whole(status, Map.of("Content-Type", type), body);
    }

    static Response text(String type, String body) {
        return of(type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** With its body compressed once for all who ask; whoever does not accept that gets it as it was. */
    default Response compressed() {
        return this instanceof Whole whole
                ? new Whole(whole.status(), whole.headers(), whole.body(), Optional.of(Writing.gzip(whole.body())))
                : this;
    }

    /** Done, and nothing to say. */
    static Response nothing() {
        return new Whole(204, Map.of(), new byte[0]);
    }

    /** To be saved under a name rather than shown. */
    static Response download(Path file, String type, String name) {
        return new File(
                200,
                Map.of(
                        "Content-Type",
                        type,
                        "Content-Disposition",
                        "attachment; filename=\"%s\"".formatted(name.replaceAll("[^A-Za-z0-9._-]", "_"))),
                file);
    }

    static Response events(EventSource source) {
        return new Stream(source);
    }

    static Response refusal(int status, String sentence) {
        return json(status, Map.of("error", sentence));
    }

    /** With one more header. */
    default Response with(String name, String value) {
        var more = new HashMap<>(headers());
        more.put(name, value);
        return switch (this) {
            case Whole whole -> new Whole(whole.status(), more, whole.body(), whole.gzip());
            case File file -> new File(file.status(), more, file.path());
            case Stream _ -> throw new IllegalArgumentException("a stream has the headers it has");
        };
    }
}
