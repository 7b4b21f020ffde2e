package hanshu.workbench.server;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may ask. The Host must be this server's own, so that no name that an attacker points here works (DNS rebinding); the
 * Origin, where a browser sends one, too, so that no other page asks in its user's name (CSRF); and where there is a token,
 * it must come with the request: in the cookie, which the first visit by the link sets, or as {@code Authorization: Bearer}.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String BEARER = "Bearer ";

    private final Binding binding;
    private final int port;

    Guard(Binding binding, int port) {
        this.binding = binding;
        this.port = port;
    }

    /**
     * Who asks, and from where.
     *
     * @throws Refusal 403 for a foreign Host or Origin
     */
    void checkPlace(HttpExchange exchange) {
        var hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOurs(hosts.getFirst())) {
            throw new Refusal(403, "this server does not go by the host %s".formatted(hosts));
        }
        for (var origin : exchange.getRequestHeaders().getOrDefault("Origin", List.of())) {
            if (!origin.equals("http://" + hosts.getFirst()) && !origin.equals("https://" + hosts.getFirst())) {
                throw new Refusal(403, "this server does not answer pages of %s".formatted(origin));
            }
        }
    }

    private boolean isOurs(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        var name = hasPort ? host.substring(0, colon) : host;
        if (binding.names().contains(name) || binding.names().contains(host)) {
            return true;
        }
        if (binding.isLocal()) {
            return (LOOPBACK.contains(name) || name.equals(binding.host()))
                    && (hasPort ? host.substring(colon + 1) : "80").equals(Integer.toString(port));
        }
        // A port may be mapped on the way, and a number can't be pointed elsewhere as a name can.
        return LOOPBACK.contains(name)
                || name.equals(binding.host())
                || name.matches("[0-9]+(\\.[0-9]+){3}|\\[[0-9A-Fa-f:.]+]")
                || machine().filter(name::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> machine() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty(); // it has no name
        }
    }

    /**
     * What a request without the token, or one that brings it in its link, gets instead of an answer.
     *
     * @throws Refusal 401 where the token is missing or wrong
     */
    Optional<Response> checkToken(HttpExchange exchange, Request request) {
        if (binding.token().isEmpty()) {
            return Optional.empty();
        }
        var token = binding.token().get();
        var link = request.query().get("token");
        if (link != null && request.method().equals("GET") && token.equalTo(link)) {
            // Away with it from the address bar, and from what is sent on as a referrer.
            return Optional.of(new Response.Whole(303, Map.of(), new byte[0])
                    .with("Location", exchange.getRequestURI().getRawPath())
                    .with("Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(cookie(), token.text())));
        }
        if (Stream.concat(bearer(exchange), cookies(exchange)).noneMatch(token::equalTo)) {
            throw new Refusal(
                    401,
                    "the token is missing or wrong: open the link that the program printed, or send"
                            + " Authorization: Bearer TOKEN");
        }
        return Optional.empty();
    }

    /** A browser does not tell the cookies of two ports apart. */
    private String cookie() {
        return "hanshu-" + port;
    }

    private static Stream<String> bearer(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Authorization", List.of()).stream()
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
    }

    private Stream<String> cookies(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(";")))
                .map(String::strip)
                .filter(value -> value.startsWith(cookie() + "="))
                .map(value -> value.substring(cookie().length() + 1));
    }
}
