package hanshu.cli;

import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.forecast.ForecastConfig;
import hanshu.learn.supervised.language.LanguageConfig;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.nn.io.FileException;
import hanshu.train.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options that say what is to be learned: short forms of the keys of the configuration. */
final class LearningOptions {
    static final String HEADING = "%nWhat to learn:%n";

    @Option(
            names = {"-t", "--target"},
            paramLabel = "COLUMN",
            description = "The column to predict, by name or by number from 1. With --horizon also several, with commas"
                    + " between them, or all.")
    private String target = "";

    @Option(names = "--task", paramLabel = "TASK", description = "number or class; found by looking unless given.")
    private String task = "";

    @Option(
            names = "--log-target",
            description = "Learns the logarithm of the target, where the errors of large numbers may be larger.")
    private boolean logTarget;

    @Option(
            names = {"--column", "--kind"},
            paramLabel = "NAME=KIND",
            description = "What a column holds: number, category, yes/no, date, text, identifier or ignored. May be"
                    + " repeated.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--ignore", paramLabel = "COLUMN", description = "Leaves a column out. May be repeated.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "HOW",
            description =
                    "How rows are kept back for testing: stratified (the default), random, group, time, or column."
                            + " The last three go with --by.")
    private String split = "";

    @Option(
            names = "--by",
            paramLabel = "COLUMN",
            description = "The column of the group, of the time, or of the words train, validation and test.")
    private String by = "";

    @Option(
            names = "--lags",
            paramLabel = "N",
            description = "Predict the target from the N rows before it in time, as a table. Goes with --time.")
    private int lags;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The time of each row; short for --split time --by.")
    private String time = "";

    @Option(
            names = "--horizon",
            paramLabel = "N",
            description = "Forecast the N steps that follow a series, the rows of a table in time. Goes with --time, or"
                    + " the only column of dates.")
    private int horizon;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML; hanshu render prints them all.")
    private String config = "";

    private Optional<String> configText = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, as in training.epochs=50. May be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random, 0 unless given: the same seed and data give the same bits.")
    private String seed = "";

    /** The defaults, changed by the file, then by --set, then by the options that have a name of their own. */
    SupervisedConfig config() {
        var result = told(SupervisedConfig.DEFAULTS);
        result = with(result, "--target", text("target", target));
        result = with(result, "--task", text("task", task()));
        result = with(result, "--log-target", raw("logTarget", logTarget ? "true" : ""));
        result = with(result, "--column", kinds());
        result = with(result, time.isEmpty() ? "--split" : "--time", split());
        return with(result, "--seed", raw("seed", seed));
    }

    /** What is to be learned: by the settings, or by what is to be learned from. */
    RunKind kind(Console console, Source source) {
        if (horizon != 0 || configHas("horizon")) {
            return RunKind.FORECAST;
        }
        if (isTask(console, source)) {
            return RunKind.TASK;
        }
        return target.isEmpty() && LanguageRun.takes(source) ? RunKind.LANGUAGE : RunKind.TABLE;
    }

    private boolean isTask(Console console, Source source) {
        if (source.answers().isPresent()) {
            return true;
        }
        boolean set = this.set.stream().anyMatch(each -> each.matches("\\s*(inputs|outputs)\\s*[=.].*"));
        if (set || configHas("inputs") || configHas("outputs")) {
            return true;
        }
        if (source.isEmpty()) {
            return false;
        }
        var path = Path.of(source.file());
        if (Source.isStream(source.file()) || !Files.exists(path)) {
            return false; // a stream is read once, as a table
        }
        if (Files.isDirectory(path) || target.isEmpty()) {
            return Opening.takes(path);
        }
        var table = source.table(console);
        return columns.isEmpty() && table.has(target) && Opening.takes(path, table, target);
    }

    /** As {@link #config}, for a task. */
    TaskConfig taskConfig(Source source) {
        var config = taskConfig();
        return source.answers()
                .map(answers -> Opening.pairs(Path.of(source.file()), Path.of(answers), config))
                .orElse(config);
    }

    private TaskConfig taskConfig() {
        refuseTableOptions();
        var result = told(TaskConfig.DEFAULTS);
        if (!target.isEmpty()) {
            var kind = task.isEmpty() ? "" : ", kind: " + Json.quoted(task());
            var same = result.outputs().stream()
                    .filter(output -> output.name().equals(target))
                    .toList();
            result = Config.parse(
                    "outputs: {%s: {name: %s%s}}".formatted(Json.quoted(target), Json.quoted(target), kind),
                    "--target",
                    result.withOutputs(same));
        }
        return with(result, "--seed", raw("seed", seed));
    }

    /** As {@link #config}, for a series. */
    ForecastConfig forecastConfig() {
        if (lags > 0) {
            throw new UsageException(
                    "--lags learns the next value from a table of the values before it, --horizon a forecast of"
                            + " several steps; leave out one of them (a forecast looks back --set lookBack=N steps)");
        }
        if (logTarget
                || !columns.isEmpty()
                || !ignored.isEmpty()
                || !split.isEmpty()
                || !by.isEmpty()
                || !task.isEmpty()) {
            throw new UsageException("--log-target, --column, --ignore, --split, --by and --task are for tables; with"
                    + " --horizon, hanshu render shows the settings of a forecast");
        }
        if (horizon < 0) {
            throw new UsageException("--horizon: expected 1 or more, got " + horizon);
        }
        var result = told(ForecastConfig.DEFAULTS);
        result = with(result, "--horizon", raw("horizon", horizon == 0 ? "" : String.valueOf(horizon)));
        result = with(result, "--time", text("time", time));
        result = with(result, "--target", raw("targets", targets()));
        return with(result, "--seed", raw("seed", seed));
    }

    /** As a list in YAML. */
    private String targets() {
        if (target.isEmpty()) {
            return "";
        }
        return target.equals("all")
                ? "[]"
                : Arrays.stream(target.split(",", -1))
                        .map(name -> Json.quoted(name.strip()))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Whether the settings in the file begin a line with a key. */
    private boolean configHas(String key) {
        return configText().lines().anyMatch(line -> line.startsWith(key + ":"));
    }

    /** The settings in the file, none where none is named. They are read once: a pipe gives them only once. */
    private String configText() {
        if (configText.isEmpty() && !config.isEmpty()) {
            try {
                configText = Optional.of(Files.readString(Path.of(config)));
            } catch (IOException e) {
                throw FileException.of("read", Path.of(config), e);
            }
        }
        return configText.orElse("");
    }

    /** The defaults, changed by the file, then by --set. */
    private <C extends Record> C told(C defaults) {
        return with(Config.parse(configText(), config, defaults), "--set", settings());
    }

    /** As {@link #config}, for a language. */
    LanguageConfig languageConfig() {
        refuseTableOptions();
        var result = told(LanguageConfig.DEFAULTS);
        return with(result, "--seed", raw("seed", seed));
    }

    private void refuseTableOptions() {
        if (logTarget || !columns.isEmpty() || !ignored.isEmpty() || !split.isEmpty() || !time.isEmpty() || lags > 0) {
            throw new UsageException("--log-target, --column, --ignore, --split, --time and --lags are for tables;"
                    + " hanshu render shows the settings of other data");
        }
    }

    private static <C extends Record> C with(C config, String option, Settings settings) {
        return settings.isEmpty() ? config : Config.parse(settings.yaml(), option, config);
    }

    private static Settings text(String key, String value) {
        return raw(key, value.isEmpty() ? "" : Json.quoted(value));
    }

    private static Settings raw(String key, String value) {
        return value.isEmpty() ? new Settings() : new Settings().put(key, value);
    }

    private Settings settings() {
        var settings = new Settings();
        for (var each : set) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--set: expected KEY=VALUE, got \"%s\"".formatted(each));
            }
            settings.put(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip());
        }
        return settings;
    }

    private String task() {
        return switch (task) {
            case "regression" -> "number";
            case "classification" -> "class";
            default -> task;
        };
    }

    /** A name may hold an equals sign or a dot; a kind holds neither. */
    private Settings kinds() {
        var yaml = new StringBuilder();
        for (var each : columns) {
            int equals = each.lastIndexOf('=');
            if (equals < 1) {
                throw new UsageException("--column: expected NAME=KIND, got \"%s\"".formatted(each));
            }
            add(yaml, each.substring(0, equals), each.substring(equals + 1));
        }
        ignored.forEach(name -> add(yaml, name, "ignored"));
        return raw("columns", yaml.isEmpty() ? "" : "{" + yaml + "}");
    }

    private static void add(StringBuilder yaml, String name, String kind) {
        yaml.append(yaml.isEmpty() ? "" : ", ")
                .append(Json.quoted(name))
                .append(": ")
                .append(Json.quoted(kind));
    }

    private Settings split() {
        if (!time.isEmpty() && !(by.isEmpty() && (split.isEmpty() || split.equals("time")))) {
            throw new UsageException("--time is short for --split time --by; leave out the others");
        }
        if (lags > 0 && time.isEmpty() && !split.equals("time")) {
            throw new UsageException("--lags goes with --time COLUMN, which orders the rows");
        }
        var settings = new Settings();
        var how = time.isEmpty() ? split : "time";
        var column = time.isEmpty() ? by : time;
        if (!how.isEmpty()) {
            settings.put("split.kind", Json.quoted(how));
        }
        if (!column.isEmpty()) {
            settings.put("split.by", Json.quoted(column));
        }
        if (lags != 0) {
            settings.put("split.lags", String.valueOf(lags));
        }
        return settings;
    }
}
