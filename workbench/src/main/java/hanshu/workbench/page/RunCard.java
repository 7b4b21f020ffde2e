package hanshu.workbench.page;

import hanshu.train.Event;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a list of runs says of each.
 *
 * @param run     its name, that of its folder
 * @param kind    table, task, language or forecast
 * @param data    the file that it learns from, without folders
 * @param target  empty until it has ended
 * @param model   of the training under way, in a few words
 * @param epoch   0 before the first has ended
 * @param metric  by which it is judged, and its score on unseen rows: empty until it has ended
 * @param seconds of training so far, or of all once it has ended
 * @param started in milliseconds since 1970
 */
record RunCard(
        String run,
        State state,
        String kind,
        String data,
        String target,
        String model,
        int epoch,
        int epochs,
        String kept,
        String metric,
        OptionalDouble score,
        double seconds,
        long started,
        boolean hasModel,
        boolean hasReport) {
    enum State {
        RUNNING,
        /** Stopped before its end: it can go on. */
        PAUSED,
        DONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RunCard of(RunFolder folder, List<Event> events) {
        var result = json(folder.result());
        var source = json(folder.path().resolve("source.json"));
        var metric = result.path("main").asString("");
        var metrics = result.path("metrics");
        var unseen = metrics.path("test").isObject() ? metrics.path("test") : metrics.path("validation");
        boolean isRunning = Worker.of(folder).isPresent();
        String model = "";
        int epoch = 0;
        int epochs = 0;
        double seconds = 0;
        for (var event : events) {
            if (event instanceof Event.RunStarted started) {
                model = started.model();
                epochs = started.epochs();
                epoch = 0;
            } else if (event instanceof Event.EpochEnded ended) {
                epoch = ended.epoch();
                epochs = ended.epochs();
            }
            seconds = event.seconds();
        }
        var score = unseen.path(metric);
        return new RunCard(
                String.valueOf(folder.path().getFileName()),
                isRunning ? State.RUNNING : result.isMissingNode() ? State.PAUSED : State.DONE,
                source.path("kind").asString(""),
                name(source.path("arguments").path(0).asString("")),
                result.path("target").asString(""),
                model,
                epoch,
                epochs,
                result.path("kept").asString(""),
                score.isNumber() ? metric : "",
                score.isNumber() ? OptionalDouble.of(score.asDouble()) : OptionalDouble.empty(),
                result.path("seconds").asDouble(seconds),
                modified(folder.config()),
                Files.exists(folder.model()),
                Files.exists(folder.report()));
    }

    private static String name(String file) {
        return file.isEmpty() ? "" : String.valueOf(Path.of(file).getFileName());
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the run; missing where it is not there yet. */
    private static JsonNode json(Path file) {
        try {
            return Files.exists(file)
                    ? JsonMapper.shared().readTree(Files.readString(file))
                    : JsonMapper.shared().missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new UncheckedIOException(
                    new IOException("%s can't be understood: %s".formatted(file, e.getOriginalMessage()), e));
        }
    }
}
