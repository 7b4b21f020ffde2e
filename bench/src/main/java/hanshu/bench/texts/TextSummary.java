package hanshu.bench.texts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes the table of docs/results.md of the lines that {@link TextStudy} wrote: accuracies in percent, the mean of folds. */
final class TextSummary {
    private record Line(String data, String who, String what, double value, double seconds) {
        static Line of(String text) {
            var cells = text.split("\t", -1);
            return new Line(cells[0], cells[2], cells[3], Double.parseDouble(cells[4]), Double.parseDouble(cells[5]));
        }
    }

    private TextSummary() {}

    static void print(List<String> results) {
        var lines = results.stream().map(Line::of).toList();
        System.out.println("| data | naive | y = b + w·x | network | the function kept | published | CPU seconds |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (var set : TextData.ALL) {
            var own = lines.stream()
                    .filter(line -> line.data.equals(set.name()) && line.what.equals("accuracy"))
                    .toList();
            if (!own.isEmpty()) {
                System.out.println(row(set, own));
            }
        }
    }

    private static String row(TextData set, List<Line> lines) {
        var kept = lines.stream().filter(line -> line.who.startsWith("kept")).toList();
        var which = kept.stream()
                .map(line -> line.who.substring("kept ".length()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| %s%s | %s | %s | %s | **%s** (%s) | %s | %s |"
                .formatted(
                        set.name(),
                        set.folds() == 1 ? "" : ", %d of %d folds".formatted(kept.size(), set.folds()),
                        mean(lines, "naive"),
                        mean(lines, "linear"),
                        mean(lines, "network"),
                        mean(lines, "kept"),
                        which,
                        set.published(),
                        String.format(
                                Locale.ROOT,
                                "%.0f",
                                kept.stream()
                                        .mapToDouble(Line::seconds)
                                        .average()
                                        .orElse(Double.NaN)));
    }

    private static String mean(List<Line> lines, String who) {
        return String.format(
                Locale.ROOT,
                "%.1f",
                100
                        * lines.stream()
                                .filter(line -> line.who.startsWith(who))
                                .mapToDouble(Line::value)
                                .average()
                                .orElse(Double.NaN));
    }
}
