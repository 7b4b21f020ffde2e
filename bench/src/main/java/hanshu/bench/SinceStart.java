package hanshu.bench;

import java.time.Duration;
import java.time.Instant;

/** Measures the time since the operating system started this process. */
public final class SinceStart {
    private SinceStart() {}

    /** Prints {@code workload<TAB>who<TAB>ms<TAB>value}. */
    public static void print(String workload, String who) {
        var now = Instant.now();
        var start = ProcessHandle.current().info().startInstant().orElseThrow();
        System.out.println(
                workload + "\t" + who + "\tms\t" + Duration.between(start, now).toMillis());
    }
}
