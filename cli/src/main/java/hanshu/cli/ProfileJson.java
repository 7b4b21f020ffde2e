package hanshu.cli;

import hanshu.tensor.Limit;
import hanshu.tensor.Profile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile for programs. */
final class ProfileJson {
    private ProfileJson() {}

    static Map<String, @Nullable Object> of(Profile profile, Limit limit) {
        return LearningJson.parts(
                "steps", profile.steps(),
                "warm_up_steps", profile.warmUp(),
                "seconds", profile.seconds(),
                "profiler_seconds", profile.ownSeconds(),
                "limit", limit(limit),
                "operations",
                        profile.lines().stream()
                                .map(line -> operation(line, limit))
                                .toList(),
                "outside",
                        profile.outside().stream()
                                .map(outside -> LearningJson.parts(
                                        "stage", outside.stage().toString(),
                                        "seconds", outside.seconds(),
                                        "allocated_bytes", profile.countsAllocation() ? outside.allocated() : null))
                                .toList());
    }

    private static Map<String, @Nullable Object> limit(Limit limit) {
        return LearningJson.parts(
                "kernels", limit.kernels(),
                "threads", limit.threads(),
                "flops_per_second", limit.flops(),
                "memory",
                        limit.levels().stream()
                                .map(level -> LearningJson.parts(
                                        "bytes", level.bytes(),
                                        "copied_bytes_per_second", level.copied(),
                                        "read_bytes_per_second", level.read()))
                                .toList());
    }

    private static Map<String, @Nullable Object> operation(Profile.Line line, Limit limit) {
        return LearningJson.parts(
                "operation", line.op(),
                "stage", line.stage().toString(),
                "place", line.place(),
                "shapes", line.shapes(),
                "calls", line.calls(),
                "seconds", line.seconds(),
                "limit_seconds", line.limitSeconds(limit),
                "bound_by", line.isArithmetic(limit) ? "flops" : "memory",
                "flops", line.cost().flops(),
                "read_bytes", line.cost().read(),
                "written_bytes", line.cost().written(),
                "allocated_bytes", line.allocated());
    }
}
