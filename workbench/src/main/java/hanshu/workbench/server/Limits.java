package hanshu.workbench.server;

import java.time.Duration;

/**
 * How much a server takes on.
 *
 * @param body     bytes that a request may bring; more is refused with 413
 * @param headers  bytes of a request's headers together; more is refused with 431
 * @param atOnce   requests answered at the same time; one more is refused with 429
 * @param viewers  streams of events open at the same time; one more is refused with 429
 * @param writing  how long a client may take to read an answer, or an event of a stream, before it is cut off
 * @param stopping how long {@link Server#close} waits for requests under way
 */
public record Limits(long body, long headers, int atOnce, int viewers, Duration writing, Duration stopping) {
    public static final Limits DEFAULT =
            new Limits(16 << 20, 16 << 10, 256, 256, Duration.ofSeconds(20), Duration.ofSeconds(10));

    public Limits {
        if (body < 1 || headers < 1 || atOnce < 1 || viewers < 1 || !writing.isPositive() || stopping.isNegative()) {
            throw new IllegalArgumentException(
                    "limits are positive, got body %d, headers %d, at once %d, viewers %d, writing %s, stopping %s"
                            .formatted(body, headers, atOnce, viewers, writing, stopping));
        }
    }

    public Limits withBody(long bytes) {
        return new Limits(bytes, headers, atOnce, viewers, writing, stopping);
    }

    public Limits withAtOnce(int requests) {
        return new Limits(body, headers, requests, viewers, writing, stopping);
    }

    public Limits withViewers(int streams) {
        return new Limits(body, headers, atOnce, streams, writing, stopping);
    }

    public Limits withWriting(Duration patience) {
        return new Limits(body, headers, atOnce, viewers, patience, stopping);
    }

    public Limits withStopping(Duration grace) {
        return new Limits(body, headers, atOnce, viewers, writing, grace);
    }
}
