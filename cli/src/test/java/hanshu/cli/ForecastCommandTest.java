package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The commands on a series: a day's wave that comes round, on a rising line, higher where there is a holiday. */
class ForecastCommandTest {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final LocalDateTime START = LocalDateTime.of(2024, 3, 1, 0, 0);
    private static final int HOURS = 480;

    @TempDir
    private Path folder;

    private static String row(int t, String value) {
        return "%s,%s,%d,7".formatted(HOUR.format(START.plusHours(t)), value, holiday(t));
    }

    private static int holiday(int t) {
        return t / 24 % 5 == 3 ? 1 : 0;
    }

    private static double value(int t) {
        return 20 + 0.01 * t + 3 * Math.sin(2 * Math.PI * t / 24) + 2 * holiday(t) + 0.2 * Math.sin(t * t);
    }

    private static List<String> rows(int count) {
        var rows = new ArrayList<>(List.of("hour,load,holiday,same"));
        for (int t = 0; t < count; t++) {
            rows.add(row(t, String.format(Locale.ROOT, "%.4f", value(t))));
        }
        return rows;
    }

    private Path write(List<String> rows) throws IOException {
        return Files.write(folder.resolve("load.csv"), rows);
    }

    private Session train(Path file, String... more) {
        return learn(file, "12", "load", more);
    }

    private Session learn(Path file, String horizon, String target, String... more) {
        var words = new ArrayList<>(List.of(
                "train",
                file.toString(),
                "--horizon",
                horizon,
                "--target",
                target,
                "--quiet",
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "training.epochs=20"));
        words.addAll(List.of(more));
        return Session.of(words.toArray(String[]::new));
    }

    @Test
    void aSeriesIsLearnedForecastAndJudged() throws IOException {
        var file = write(rows(HOURS));
        var session = train(file, "--time", "hour");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(session.out())
                .startsWith("load.csv")
                .contains("Task        forecast 12 steps of load.")
                .contains("Series      480 steps, 1 hour apart, from 2024-03-01 to 2024-03-20 23:00.")
                .contains("Season of a day (24 steps): changes so far apart are alike")
                .contains("Looks back 48 steps")
                .contains("last value  a season ago  linear  rlinear")
                .contains("MSE, standardised", "MASE", "sMAPE, %", "load: MAE")
                .contains("Intervals of 90 % hold the truth in")
                .contains("that it never saw:")
                .contains("Finding     The squared error of rlinear is")
                .endsWith("predict " + run + " " + file + System.lineSeparator());
        assertThat(session.out().lines()).allMatch(line -> Text.width(line) <= Text.WIDTH || line.startsWith("Next"));

        var csv = Session.of("predict", run.toString(), file.toString())
                .result()
                .lines()
                .toList();
        assertThat(csv).hasSize(13);
        assertThat(csv.getFirst()).isEqualTo("hour,prediction,low,high");
        assertThat(csv.get(1)).startsWith("2024-03-21,");
        assertThat(csv.getLast()).startsWith("2024-03-21 11:00,");
        var cells = csv.get(7).split(",", -1);
        assertThat(Double.parseDouble(cells[1])).isCloseTo(value(HOURS + 6), within(2.0));
        assertThat(Double.parseDouble(cells[2])).isLessThan(Double.parseDouble(cells[1]));
        assertThat(Double.parseDouble(cells[3])).isGreaterThan(Double.parseDouble(cells[1]));
        assertThat(Session.of("predict", run.toString(), file.toString(), "--format", "jsonl")
                        .result())
                .startsWith("{\"hour\":\"2024-03-21\",\"prediction\":");

        assertThat(Session.of("evaluate", run.toString(), file.toString()).result())
                .contains("12 steps ahead, from each of 421 origins of " + file)
                .contains("last value", "a season ago", "rlinear", "Intervals of 90 %");
        assertThat(Session.of("inspect", run.toString()).result())
                .contains(": a forecaster")
                .contains("Reads     the last 48 steps, 1 hour apart, of load")
                .contains("Answers   the next 12 of load, with intervals that hold 90 %")
                .contains("forecaster.map.weight");
        assertThat(Session.of("inspect", run.toString(), "--json").result()).contains("\"task\" : \"forecast\"");
        assertThat(Session.of("generate", run.toString()).refusal()).contains("is no language model");

        var report = run.resolve("report.html");
        var page = Files.readString(report);
        assertThat(page)
                .contains("Forecast of load.csv", "The last forecast of the test", "Error by steps ahead", "what came")
                .doesNotContain("src=\"http");
        Files.delete(report);
        assertThat(Session.of("report", run.toString()).result()).isEqualTo(report + System.lineSeparator());
        assertThat(Files.readString(report)).isEqualTo(page);
        assertThat(ChinesePage.of(run)).contains("load.csv 的预测", "每步 1 小时", "最后的值", "季节为 一天（24 步）");

        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        assertThat(Session.of("train", "--resume", run.toString(), "--quiet").code())
                .isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
        assertThat(Session.of("runs", folder.resolve("runs").toString()).result())
                .contains("load", "rlinear", "mse");
    }

    @Test
    void whatIsKnownInAdvanceStandsInTheRowsToCome() throws IOException {
        var file = write(rows(HOURS));
        var session = train(file, "--set", "known=[holiday]", "--set", "calendar=circle", "--json");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var json = JsonMapper.shared().readTree(session.out());
        assertThat(json.at("/task").asString()).isEqualTo("forecast");
        assertThat(json.at("/baselines").propertyNames()).containsExactly("last value", "a season ago", "linear");
        assertThat(json.at("/metrics/test").propertyNames()).containsExactly("mse", "mae", "smape", "mase");
        assertThat(json.at("/metrics/test/mse").asDouble())
                .isLessThan(json.at("/baselines/last value/mse").asDouble());
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(Session.of("predict", run.toString(), file.toString()).refusal())
                .isEqualTo("load.csv tells holiday of 0 of the 12 steps to come: add a row for each, with its time and"
                        + " holiday, and nothing in the other columns");
        var more = rows(HOURS);
        for (int t = HOURS; t < HOURS + 12; t++) {
            more.add(row(t, ""));
        }
        var out = Session.of("predict", run.toString(), write(more).toString()).result();
        assertThat(out.lines()).hasSize(13);
        assertThat(out).contains("\n2024-03-21 11:00,");
    }

    @Test
    void theSplitMayBeTold() throws IOException {
        var out = train(
                        write(rows(HOURS)),
                        "--set",
                        "split.validationFrom=2024-03-13",
                        "--set",
                        "split.testFrom=2024-03-16",
                        "--set",
                        "split.testTo=2024-03-19",
                        "--set",
                        "forecaster=nlinear")
                .out()
                .replaceAll("\\s+", " ");
        assertThat(out)
                .contains("from 2024-03-13 on to decide")
                .contains("from 2024-03-16 on for the")
                .contains("From each of 61 origins")
                .contains("linear nlinear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "dlinear", "nlinear", "rlinear", "lstm", "tcn", "transformer"})
    void whateverForetellsIsLearnedKeptAndAsked(String forecaster) throws IOException {
        var file = write(rows(HOURS));
        var session = train(
                file, "--set", "forecaster=" + forecaster, "--set", "training.epochs=1", "--set", "calendar=auto");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs")).toString();
        assertThat(Session.of("predict", run, file.toString()).result().lines())
                .hasSize(13)
                .element(1)
                .asString()
                .startsWith("2024-03-21,");
        assertThat(Session.of("evaluate", run, file.toString()).result()).contains(forecaster);
        boolean readsCalendar = forecaster.equals("lstm") || forecaster.equals("tcn");
        assertThat(Session.of(
                                "render",
                                file.toString(),
                                "--horizon",
                                "3",
                                "-t",
                                "load",
                                "--set",
                                "forecaster=" + forecaster)
                        .result())
                .contains("calendar: " + (readsCalendar ? "circle" : "none"));
    }

    @Test
    void theConfigurationCanBePrintedAndGivenBack() throws IOException {
        var file = write(rows(HOURS));
        var yaml = Session.of("render", file.toString(), "--horizon", "12", "--target", "load")
                .result();
        assertThat(yaml)
                .startsWith("# how many steps are foretold\nhorizon: 12\n")
                .contains("# how many steps are seen; 0 is chosen\nlookBack: 48\n")
                .contains("time: hour\n", "season: 24\n", "forecaster: rlinear\n");
        var config = Files.writeString(folder.resolve("forecast.yaml"), yaml);
        assertThat(Session.of("render", file.toString(), "--config", config.toString())
                        .result())
                .isEqualTo(yaml);
        assertThat(Session.of("render", "--horizon", "3").result()).contains("horizon: 3\n", "lookBack: 0\n");
    }

    @Test
    void whatCannotBeForecastIsNamed() throws IOException {
        var rows = rows(HOURS);
        assertThat(train(write(rows), "--lags", "3").refusal()).startsWith("--lags learns the next value");
        assertThat(train(write(rows), "--test", "x.csv").refusal())
                .startsWith("--test: a forecast is tested on the end of its series");
        assertThat(learn(write(rows), "-1", "load").refusal()).isEqualTo("--horizon: expected 1 or more, got -1");
        assertThat(learn(write(rows), "12", "laod").refusal()).contains("laod").contains("load");
        assertThat(learn(write(rows), "12", "same").refusal())
                .startsWith("load.csv: column same holds the same number at all 307 steps that are learned from");
        assertThat(train(write(rows), "--set", "split.testFrom=soon").refusal())
                .isEqualTo("load.csv: \"soon\" is no time of this series, which begins with 2024-03-01");
        assertThat(train(write(rows), "--set", "known=[load]").refusal())
                .contains("targets, seen and known: load stands there twice");
        assertThat(train(write(rows.subList(0, 40))).refusal())
                .startsWith("load.csv has 39 steps, of which 7 would be learned from (14 at least are needed)");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void disorderGapsAndMissingNumbersAreRefusedOrMended() throws IOException {
        var disorder = rows(HOURS);
        Collections.swap(disorder, 100, 101);
        assertThat(train(write(disorder)).refusal())
                .isEqualTo("load.csv:102: the time in column hour is before that of load.csv:101; correct the file, or"
                        + " let onError: skip sort the rows");
        var gap = rows(HOURS);
        gap.remove(200);
        assertThat(train(write(gap)).refusal()).startsWith("load.csv:201: 1 step is missing in column hour");
        var twice = rows(HOURS);
        twice.add(301, twice.get(300));
        assertThat(train(write(twice)).refusal()).startsWith("load.csv:302: column hour has the same time");
        var missing = rows(HOURS);
        missing.set(51, row(50, ""));
        assertThat(train(write(missing)).refusal())
                .isEqualTo(
                        "load.csv:52: the number in column load is missing; fill it in, or let onError: skip put it on"
                                + " the straight line between its neighbours");
        assertThat(folder.resolve("runs")).doesNotExist();

        var all = rows(HOURS);
        all.set(51, row(50, ""));
        all.remove(200);
        Collections.swap(all, 100, 101);
        var mended = learn(write(all), "12", "load,same", "--set", "onError=skip");
        assertThat(mended.code()).describedAs(mended.err()).isZero();
        assertThat(mended.out().replaceAll("\\s+", " "))
                .contains("Column hour goes back in time in 1 rows; the rows are sorted.")
                .contains("Column hour has 1 gaps of 1 steps, 1 hour apart")
                .contains("numbers are missing and are put on the straight line")
                .contains("column same holds the same number at all 307 steps that are learned from: left out.");
    }
}
