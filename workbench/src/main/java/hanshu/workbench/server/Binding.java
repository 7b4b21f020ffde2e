package hanshu.workbench.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server listens and which secret opens it. Beyond this machine there is no server without a token.
 *
 * @param host  a name or an address of this machine; 0.0.0.0 is all of them
 * @param port  0 takes a free one
 * @param token that each request must show
 * @param names that it goes by too, such as that of a proxy in front of it
 */
public record Binding(String host, int port, Optional<Token> token, Set<String> names) {
    private static final String LOOPBACK = "127.0.0.1";

    public Binding {
        names = Set.copyOf(names);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
        }
        if (!address(host).isLoopbackAddress() && token.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s can be reached from other machines: that needs a token".formatted(host));
        }
    }

    /** On this machine only, open to its users. */
    public static Binding local(int port) {
        return new Binding(LOOPBACK, port, Optional.empty(), Set.of());
    }

    /** On this machine only, for who has the token. */
    public static Binding local(int port, Token token) {
        return new Binding(LOOPBACK, port, Optional.of(token), Set.of());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(address(host), port);
    }

    /** Whether only this machine can reach it. */
    public boolean isLocal() {
        return address(host).isLoopbackAddress();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no machine is called \"%s\"".formatted(host), e);
        }
    }
}
