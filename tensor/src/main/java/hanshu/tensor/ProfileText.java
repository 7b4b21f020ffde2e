package hanshu.tensor;

import hanshu.tensor.Profile.Line;
import hanshu.tensor.Profile.Outside;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link Profile} as a table for people. */
final class ProfileText {
    /** Lines that are shown one by one: as many as make up this share of the operations' time, but not more than so many. */
    private static final double SHOWN = 0.98;

    private static final int MOST = 40;

    private final Profile profile;
    private final Limit limit;
    private final long steps;
    private final StringBuilder text = new StringBuilder();
    private double sum;

    private ProfileText(Profile profile, Limit limit) {
        this.profile = profile;
        this.limit = limit;
        this.steps = Math.max(1, profile.steps());
    }

    static String of(Profile profile, Limit limit) {
        return new ProfileText(profile, limit).table();
    }

    private String table() {
        head();
        column("By operation", "");
        for (var group : groups()) {
            row(group.getFirst().op() + ", " + group.getFirst().stage(), group, "", true);
        }
        double inOperations = sum;
        rest();
        sum = 0;
        text.append('\n');
        column("By place", "where and on which shapes");
        int shown = 0;
        for (var line : profile.lines()) {
            if (shown == MOST || sum >= SHOWN * inOperations) {
                break;
            }
            shown++;
            row(line.op() + ", " + line.stage(), List.of(line), (line.place() + "  " + line.shapes()).strip(), true);
        }
        var others = profile.lines().subList(shown, profile.lines().size());
        if (!others.isEmpty()) {
            row("%d more".formatted(others.size()), others, "", false);
        }
        memory();
        return text.toString();
    }

    private void head() {
        text.append("Profile  ");
        if (profile.steps() == 0) {
            text.append("%s in all".formatted(time(profile.seconds())));
        } else {
            text.append("%s of %s each, %s"
                    .formatted(
                            count(profile.steps(), "step"),
                            time(profile.seconds() / steps),
                            profile.warmUp() == 0
                                    ? "no warm-up left out"
                                    : "after %s of warm-up".formatted(count(profile.warmUp(), "step"))));
        }
        text.append("; to look took %s more%n".formatted(time(profile.ownSeconds() / steps)));
        text.append("Limit    %s%n%n".formatted(limit));
    }

    private void column(String first, String last) {
        text.append(row(
                first,
                profile.steps() == 0 ? "µs" : "µs/step",
                "share",
                "sum",
                profile.steps() == 0 ? "calls" : "calls/step",
                "GFLOP/s",
                "GB/s",
                "of limit",
                "allocated",
                last));
    }

    private void row(String name, List<Line> lines, String where, boolean withLimit) {
        double seconds = lines.stream().mapToDouble(Line::seconds).sum();
        var cost = lines.stream().map(Line::cost).reduce(Cost.NONE, Cost::plus);
        sum += seconds;
        text.append(row(
                name,
                micros(seconds),
                percent(seconds / profile.seconds()),
                percent(sum / profile.seconds()),
                digits((double) lines.stream().mapToLong(Line::calls).sum() / steps),
                cost.flops() == 0 ? "" : digits(cost.flops() / seconds * 1e-9),
                cost.bytes() == 0 ? "" : digits(cost.bytes() / seconds * 1e-9),
                withLimit && cost.bytes() > 0 ? ofLimit(lines, seconds) : "",
                allocated(lines.stream().mapToLong(Line::allocated).sum()),
                where));
    }

    /** The share of the limit that was reached, and what binds most of the time. */
    private String ofLimit(List<Line> lines, double seconds) {
        double least = 0;
        double arithmetic = 0;
        for (var line : lines) {
            double limitSeconds = line.limitSeconds(limit);
            least += limitSeconds;
            arithmetic += line.isArithmetic(limit) ? limitSeconds : 0;
        }
        return "%3.0f %% %s".formatted(100 * least / seconds, arithmetic > least / 2 ? "flops" : "memory");
    }

    /** The same operation in the same stage, wherever; the longest first. */
    private List<List<Line>> groups() {
        Collection<List<Line>> groups = profile.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.op() + line.stage(), LinkedHashMap::new, Collectors.toList()))
                .values();
        return groups.stream()
                .sorted(Comparator.comparingDouble((List<Line> lines) ->
                                lines.stream().mapToDouble(Line::seconds).sum())
                        .reversed())
                .toList();
    }

    private void rest() {
        for (var outside : profile.outside()) {
            sum += outside.seconds();
            text.append(row(
                    "outside operations, " + outside.stage(),
                    micros(outside.seconds()),
                    percent(outside.seconds() / profile.seconds()),
                    percent(sum / profile.seconds()),
                    "",
                    "",
                    "",
                    "",
                    allocated(outside.allocated()),
                    what(outside)));
        }
    }

    private static String what(Outside outside) {
        return switch (outside.stage()) {
            case DATA -> "making batches";
            case FORWARD -> "graph, layers' own code, random numbers";
            case BACKWARD -> "walking back, adding to θ's gradient";
            case OPTIMISER -> "loops over θ";
            case VALIDATION -> "answers and their scores";
            case OTHER -> "the loop, listeners, checkpoints";
        };
    }

    private void memory() {
        double touched = (double) profile.cost().bytes() / steps;
        text.append("%nMemory   %s touches %s in operations"
                .formatted(profile.steps() == 0 ? "it" : "a step", bytes(touched)));
        if (profile.countsAllocation()) {
            double allocated = (double) profile.allocated() / steps;
            text.append(" and allocates %s, %s of that".formatted(bytes(allocated), percent(allocated / touched)));
        } else {
            text.append("; without the module jdk.management nobody counts what it allocates");
        }
        text.append(String.format("%n"));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-30s %10s %7s %7s %10s %8s %7s  %-12s %9s  %s", cells)
                        .stripTrailing()
                + System.lineSeparator();
    }

    private String micros(double seconds) {
        boolean isShort = profile.seconds() / steps < 1e-4;
        return String.format(Locale.ROOT, isShort ? "%,.3f" : "%,.1f", seconds / steps * 1e6);
    }

    private String allocated(long bytes) {
        return profile.countsAllocation() ? bytes((double) bytes / steps) : "";
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }

    /** Three significant digits, all of those before the point. */
    static String digits(double value) {
        return String.format(Locale.ROOT, value >= 99.95 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.2f", value);
    }

    private static String time(double seconds) {
        return seconds < 1e-3 ? digits(seconds * 1e6) + " µs" : digits(seconds * 1e3) + " ms";
    }

    static String bytes(double bytes) {
        if (bytes < 1000) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        return bytes < 1e6 ? digits(bytes * 1e-3) + " kB" : digits(bytes * 1e-6) + " MB";
    }
}
