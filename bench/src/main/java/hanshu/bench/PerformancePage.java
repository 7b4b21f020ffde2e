package hanshu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a table of the lines {@code workload<TAB>who<TAB>unit<TAB>value} that the programs of a run printed, the best of
 * everyone's rounds (what disturbs a round only makes it slower), and puts it between two marks of a page. Arguments: the file with the lines, and
 * the page; without a page the table is only printed.
 */
public final class PerformancePage {
    private static final String BEGIN = "<!-- workloads: written by bench/compare -->";
    private static final String END = "<!-- end of workloads -->";
    private static final String OURS = TrainingTable.WHO;
    private static final Set<String> PYTORCH = Set.of("pytorch", "libtorch");

    private PerformancePage() {}

    /** What was measured of a workload, by who ran it. */
    private record Workload(String name, String unit, Map<String, List<Double>> values) {
        List<Double> sorted(String who) {
            return values.getOrDefault(who, List.of()).stream().sorted().toList();
        }

        double best(String who) {
            return isTime() ? sorted(who).getFirst() : sorted(who).getLast();
        }

        /** The fastest of the others, as seen by what is asked: of inference the PyTorches, of all else everyone. */
        double best() {
            return values.keySet().stream()
                    .filter(who -> !who.equals(OURS) && (!isInference() || PYTORCH.contains(who)))
                    .mapToDouble(who -> isTime() ? -best(who) : best(who))
                    .max()
                    .orElse(Double.NaN);
        }

        boolean isInference() {
            return name.endsWith("-inference");
        }

        boolean isTime() {
            return unit.equals("ms");
        }

        /** How many times as fast as the best of the others. */
        double ratio() {
            return isTime() ? -best() / best(OURS) : best(OURS) / best();
        }
    }

    public static void main(String[] args) throws IOException {
        var workloads = read(Files.readAllLines(Path.of(args[0])));
        var table = table(workloads);
        System.out.println(table);
        if (args.length == 1) {
            return;
        }
        var page = Path.of(args[1]);
        var text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(page + ": expected the lines " + BEGIN + " and " + END);
        }
        Files.writeString(page, text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end));
    }

    private static List<Workload> read(List<String> lines) {
        var workloads = new LinkedHashMap<String, Workload>();
        for (var line : lines) {
            var parts = line.split("\t", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException("expected workload, who, unit and value with tabs, got: " + line);
            }
            workloads
                    .computeIfAbsent(parts[0], name -> new Workload(name, parts[2], new LinkedHashMap<>()))
                    .values
                    .computeIfAbsent(parts[1], who -> new ArrayList<>())
                    .add(Double.valueOf(parts[3]));
        }
        return workloads.values().stream()
                .filter(w -> w.values.containsKey(OURS))
                .toList();
    }

    private static String table(List<Workload> workloads) {
        var others = new LinkedHashSet<String>();
        workloads.forEach(w -> others.addAll(w.values.keySet()));
        others.remove(OURS);
        var text = new StringBuilder("| workload | unit | hanshu (least – most) |");
        others.forEach(who -> text.append(' ').append(who).append(" |"));
        text.append(" hanshu / best peer |\n| --- | --- | --- |");
        others.forEach(who -> text.append(" --- |"));
        text.append(" --- |\n");
        for (var w : workloads) {
            var ours = w.sorted(OURS);
            text.append("| %s | %s | %s (%s – %s) |"
                    .formatted(w.name, w.unit, number(w.best(OURS)), number(ours.getFirst()), number(ours.getLast())));
            for (var who : others) {
                text.append(' ')
                        .append(w.values.containsKey(who) ? number(w.best(who)) : "–")
                        .append(" |");
            }
            text.append(String.format(Locale.ROOT, " %.2f |%n", w.ratio()));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
