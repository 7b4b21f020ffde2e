package hanshu.bench.texts;

import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.Understood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains the default function on public texts, names and recordings, and appends lines for each run to a file:
 *
 * <pre>data TAB fold TAB who TAB what TAB value TAB seconds</pre>
 *
 * <p>where who is naive, linear, network or kept, and what a metric on the test; of the kept one also how often each class
 * was taken for each. Seconds are those of the processor. Runs that the file already holds are left out, so that a study
 * may be interrupted and started again. At the end it prints the table of docs/results.md.
 *
 * <pre>{@code java … hanshu.bench.texts.TextStudy DATA_FOLDER RESULT_FILE [data set …]}</pre>
 */
public final class TextStudy {
    private TextStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("usage: TextStudy DATA_FOLDER RESULT_FILE [data set …]");
        }
        var data = Path.of(args[0]);
        var results = Path.of(args[1]);
        var sets = args.length == 2
                ? TextData.ALL
                : Arrays.stream(args).skip(2).map(TextData::of).toList();
        for (var set : sets) {
            for (int fold = 0; fold < set.folds(); fold++) {
                var begin = set.name() + "\t" + fold + "\t";
                if (!Files.exists(results)
                        || Files.readAllLines(results).stream().noneMatch(line -> line.startsWith(begin))) {
                    Files.write(results, run(set, fold, data), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        }
        TextSummary.print(Files.readAllLines(results));
    }

    private static List<String> run(TextData set, int fold, Path data) {
        double start = cpuSeconds();
        var learning = TaskLearning.of(Understood.of(set.provided(data, fold), set.config()));
        var learned = learning.learn(learning.settled(System.err::println), Optional.empty(), event -> {});
        System.err.println(learned.finding());
        double seconds = cpuSeconds() - start;
        var lines = new ArrayList<String>();
        add(lines, set, fold, "naive", learned.measured().naive(), seconds);
        add(lines, set, fold, "linear", learned.measured().linear(), seconds);
        add(lines, set, fold, "network", learned.network(), seconds);
        var kept = learned.isBoth() ? "kept both" : learned.isNetwork() ? "kept network" : "kept linear";
        add(lines, set, fold, kept, learned.measured().unseen(), seconds);
        learned.confusion()
                .forEach((truth, answers) -> answers.forEach(
                        (answer, count) -> lines.add(line(set, fold, kept, truth + " → " + answer, count, seconds))));
        return lines;
    }

    private static void add(
            List<String> lines,
            TextData set,
            int fold,
            String who,
            Map<String, OptionalDouble> metrics,
            double seconds) {
        metrics.forEach((name, value) -> lines.add(line(set, fold, who, name, value.orElse(Double.NaN), seconds)));
    }

    private static String line(TextData set, int fold, String who, String what, double value, double seconds) {
        return String.format(Locale.ROOT, "%s\t%d\t%s\t%s\t%.5f\t%.0f", set.name(), fold, who, what, value, seconds);
    }

    /** Those of this process. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() * 1e-3;
    }
}
