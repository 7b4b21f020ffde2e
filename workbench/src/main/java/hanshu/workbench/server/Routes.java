package hanshu.workbench.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which handler answers which path: {@code /runs/{run}/events} names a segment, {@code /page/{file...}} the rest. The
 * first that fits counts.
 */
public final class Routes {
    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    private Routes() {}

    public static Routes of() {
        return new Routes();
    }

    public Routes get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    public Routes delete(String pattern, Handler handler) {
        return add("DELETE", pattern, handler);
    }

    /** The same routes, each {@linkplain Handler#refusing refusing} those exceptions. */
    public Routes refusing(Predicate<RuntimeException> those) {
        var refusing = new Routes();
        routes.forEach(route -> refusing.routes.add(
                new Route(route.method(), route.pattern(), route.handler().refusing(those))));
        return refusing;
    }

    private Routes add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.substring(1).split("/", -1)), handler));
        return this;
    }

    /**
     * What the first route that fits says.
     *
     * @throws Refusal 404 where no route has the path
     */
    Response answer(Request request) {
        var segments = List.of(request.path().substring(1).split("/", -1));
        var methods = new TreeSet<String>();
        for (var route : routes) {
            var named = fit(route.pattern(), segments);
            if (named.isPresent() && route.method().equals(request.method())) {
                return route.handler().answer(request.with(named.get()));
            }
            named.ifPresent(fits -> methods.add(route.method()));
        }
        if (methods.isEmpty()) {
            throw Refusal.notFound("there is nothing at %s".formatted(request.path()));
        }
        var allowed = String.join(", ", methods);
        return Response.refusal(405, "%s takes %s, got %s".formatted(request.path(), allowed, request.method()))
                .with("Allow", allowed);
    }

    private static Optional<Map<String, String>> fit(List<String> pattern, List<String> segments) {
        var named = new HashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            var part = pattern.get(i);
            if (part.endsWith("...}") && i < segments.size()) {
                named.put(part.substring(1, part.length() - 4), String.join("/", segments.subList(i, segments.size())));
                return Optional.of(named);
            }
            if (i >= segments.size() || (!part.startsWith("{") && !part.equals(segments.get(i)))) {
                return Optional.empty();
            }
            if (part.startsWith("{")) {
                named.put(part.substring(1, part.length() - 1), segments.get(i));
            }
        }
        return pattern.size() == segments.size() ? Optional.of(named) : Optional.empty();
    }

    /** A path as it came, decoded once; what could mean another file than it seems to is refused. */
    static String path(String raw) {
        var segments = raw.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = decode(segments[i].replace("+", "%2B"));
            boolean isLast = i == segments.length - 1;
            if (segments[i].equals(".")
                    || segments[i].equals("..")
                    || (segments[i].isEmpty() && !isLast)
                    || segments[i].chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
                throw Refusal.badRequest("a path is made of names between slashes, got \"%s\"".formatted(raw));
            }
        }
        return "/" + String.join("/", segments);
    }

    static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                query.putIfAbsent(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("\"%s\" is not properly encoded".formatted(text));
        }
    }
}
