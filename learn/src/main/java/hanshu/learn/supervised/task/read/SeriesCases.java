package hanshu.learn.supervised.task.read;

import hanshu.data.DataException;
import hanshu.data.series.Series;
import hanshu.data.series.SeriesSet;
import hanshu.data.series.TsFile;
import hanshu.data.table.Notice;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Hearing;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Opens files of series: {@code .ts}, where NAME_TEST.ts beside NAME_TRAIN.ts is the test. */
public final class SeriesCases {
    private static final String INPUT = "series";

    private SeriesCases() {}

    public static boolean takes(Path path) {
        return path.toString().endsWith(".ts");
    }

    public static Provided labelled(Path path, TaskConfig config) {
        var learning = cases(TsFile.read(path, config.onError()), config);
        return companion(path)
                .map(test -> Provided.of(learning, cases(TsFile.read(test, config.onError()), config)))
                .orElseGet(() -> Provided.of(learning));
    }

    private static Optional<Path> companion(Path train) {
        var name = FileNames.name(train);
        return Optional.of(train.resolveSibling(name.replace("_TRAIN", "_TEST")))
                .filter(test -> !test.equals(train) && Files.exists(test));
    }

    static Cases cases(SeriesSet set, TaskConfig config) {
        if (set.answers().isEmpty()) {
            throw new DataException(set.name() + " has no answers to learn");
        }
        var output = config.outputs().isEmpty()
                ? "class"
                : config.outputs().getFirst().column();
        return Cases.of(set.name(), input(config), given(set.series(), Optional.empty()), output, set.answers())
                .at(row -> "%s: series %d".formatted(set.name(), row + 1))
                .noticing(set.notices().stream().map(Notice::wording).toList());
    }

    private static String input(TaskConfig config) {
        return config.inputs().isEmpty() ? INPUT : config.inputs().getFirst().name();
    }

    /** Missing numbers lie on the line between their neighbours. */
    static Given given(List<Series> series, Optional<Hearing> hearing) {
        return new Given.Sequences(series.stream().map(Series::filled).toList(), hearing);
    }

    public static Cases asked(Path path, TaskConfig config, String input) {
        var set = TsFile.read(path, config.onError());
        var inputs = new LinkedHashMap<String, Given>();
        inputs.put(input, given(set.series(), Optional.empty()));
        return new Cases(
                set.name(),
                inputs,
                new LinkedHashMap<>(),
                row -> "%s: series %d".formatted(set.name(), row + 1),
                List.of());
    }
}
