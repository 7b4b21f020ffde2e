package hanshu.bench.tables;

import hanshu.learn.supervised.Supervised;
import hanshu.learn.supervised.Understanding;
import hanshu.train.metric.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains the default function on public tables, several seeds each, and appends a line for each run to a file:
 *
 * <pre>data TAB seed TAB who TAB metric TAB value TAB seconds</pre>
 *
 * <p>where who is naive, linear, hanshu (what was kept) or kept (its name). Runs that the file already holds are left
 * out, so that a study may be interrupted and started again.
 *
 * <pre>{@code java … hanshu.bench.tables.TableStudy DATA_FOLDER RESULT_FILE [data set …]}</pre>
 */
public final class TableStudy {
    private TableStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            throw new IllegalArgumentException("usage: TableStudy DATA_FOLDER RESULT_FILE [data set …]");
        }
        var data = Path.of(args[0]);
        var results = Path.of(args[1]);
        var sets = args.length == 2
                ? DataSet.ALL
                : Arrays.stream(args).skip(2).map(DataSet::of).toList();
        int most = sets.stream().mapToInt(DataSet::seeds).max().orElse(0);
        for (int seed = 0; seed < most; seed++) { // all sets once before any twice
            for (var set : sets) {
                if (seed < set.seeds() && !isDone(results, set, seed)) {
                    append(results, run(data, set, seed));
                }
            }
        }
        Files.readAllLines(results).forEach(System.out::println);
    }

    private static List<String> run(Path data, DataSet set, int seed) {
        long start = System.nanoTime();
        var table = set.table(data);
        var known = Understanding.of(table, set.testTable(data, table), set.config(table, seed));
        var learned = Supervised.of(known).learn(Optional.empty(), event -> {});
        double seconds = (System.nanoTime() - start) * 1e-9;
        var lines = new ArrayList<String>();
        add(lines, set, seed, "naive", learned.naive().scores().unseen(), seconds);
        add(lines, set, seed, "linear", learned.linear().scores().unseen(), seconds);
        add(
                lines,
                set,
                seed,
                learned.keptNetwork() ? "hanshu" : "hanshu-linear",
                learned.scores().unseen(),
                seconds);
        return lines;
    }

    private static void add(List<String> lines, DataSet set, int seed, String who, Metrics metrics, double seconds) {
        metrics.asMap()
                .forEach((name, value) -> lines.add(String.format(
                        Locale.ROOT,
                        "%s\t%d\t%s\t%s\t%.5f\t%.1f",
                        set.name(),
                        seed,
                        who,
                        name,
                        value.orElse(Double.NaN),
                        seconds)));
    }

    static boolean isDone(Path results, DataSet set, int seed) throws IOException {
        var prefix = set.name() + "\t" + seed + "\t";
        return Files.exists(results) && Files.readAllLines(results).stream().anyMatch(line -> line.startsWith(prefix));
    }

    static void append(Path results, List<String> lines) throws IOException {
        Files.write(results, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
