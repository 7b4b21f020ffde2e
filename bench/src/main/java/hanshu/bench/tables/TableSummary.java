package hanshu.bench.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes the table of docs/results.md of the files that {@link TableStudy} and its yardstick wrote: for each data set the
 * mean of its main metric over the seeds, and the standard deviation.
 *
 * <pre>{@code java … hanshu.bench.tables.TableSummary RESULT_FILE …}</pre>
 */
public final class TableSummary {
    private record Line(String data, int seed, String who, String metric, double value, double seconds) {
        static Line of(String text) {
            var cells = text.split("\t", -1);
            return new Line(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    cells[2],
                    cells[3],
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]));
        }
    }

    private TableSummary() {}

    public static void main(String[] files) throws IOException {
        var lines = new ArrayList<Line>();
        for (var file : files) {
            Files.readAllLines(Path.of(file)).stream().map(Line::of).forEach(lines::add);
        }
        System.out.println("| data | metric | naive | y = b + w·x | XGBoost | Hanshu | linear kept | seconds a run |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var set : DataSet.ALL) {
            var own =
                    lines.stream().filter(line -> line.data.equals(set.name())).toList();
            if (!own.isEmpty()) {
                System.out.println(row(set, own));
            }
        }
    }

    private static String row(DataSet set, List<Line> lines) {
        var metric = lines.stream().anyMatch(line -> line.metric.equals("rmse")) ? "rmse" : "accuracy";
        var main = lines.stream().filter(line -> line.metric.equals(metric)).toList();
        long linearKept =
                main.stream().filter(line -> line.who.equals("hanshu-linear")).count();
        var hanshu = main.stream().filter(line -> line.who.startsWith("hanshu")).toList();
        double seconds = hanshu.stream().mapToDouble(Line::seconds).average().orElse(Double.NaN);
        return "| %s | %s | %s | %s | %s | %s | %d of %d | %s |"
                .formatted(
                        set.name(),
                        metric.equals("accuracy") ? "accuracy, %" : metric,
                        mean(main, "naive", metric),
                        mean(main, "linear", metric),
                        mean(main, "xgboost", metric),
                        mean(hanshu, "hanshu", metric),
                        linearKept,
                        hanshu.size(),
                        Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.0f", seconds));
    }

    private static String mean(List<Line> lines, String who, String metric) {
        double scale = metric.equals("accuracy") ? 100 : 1;
        var values = lines.stream()
                .filter(line -> line.who.startsWith(who))
                .mapToDouble(line -> scale * line.value)
                .toArray();
        if (values.length == 0) {
            return "";
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1);
        var format = metric.equals("accuracy") ? "%.1f ± %.1f" : "%.3f ± %.3f";
        return String.format(Locale.ROOT, format, mean, Math.sqrt(variance));
    }
}
