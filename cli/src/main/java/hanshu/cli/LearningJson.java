package hanshu.cli;

import hanshu.data.table.Notice;
import hanshu.learn.supervised.Learned;
import hanshu.learn.supervised.Scores;
import hanshu.learn.supervised.TabularFunction;
import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import hanshu.train.run.RunException;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came of learning, for programs: also {@code result.json} in the folder of a run. */
final class LearningJson {
    private LearningJson() {}

    /** First the keys that never change, then what else there is to know. */
    static Map<String, @Nullable Object> of(Learned learned, RunFolder folder, double seconds) {
        var known = learned.known();
        var result = head(
                learned.function(),
                known.table().rows(),
                Optional.of(folder.path().toString()),
                folder.model().toString(),
                seconds);
        result.put(
                "baselines",
                parts(
                        "naive",
                        unseen(learned.naive().scores()),
                        "linear",
                        unseen(learned.linear().scores())));
        result.put("metrics", metrics(learned.scores()));
        result.put("kept", learned.keptNetwork() ? "network" : "linear");
        result.put(
                "split",
                parts("train", known.trainRows(), "validation", known.validationRows(), "test", known.testRows()));
        result.put("intervals", intervals(learned.scores().unseen(), learned.intervals()));
        result.put("main", learned.mainMetric());
        result.put("finding", learned.finding());
        result.put("notices", known.notices().stream().map(Notice::sentence).toList());
        result.put("report", folder.report().toString());
        return result;
    }

    /** In the order of the metrics. */
    static Map<String, @Nullable Object> intervals(Metrics metrics, Map<String, Interval> intervals) {
        var ordered = new LinkedHashMap<String, @Nullable Object>();
        metrics.asMap().keySet().forEach(name -> ordered.put(name, intervals.get(name)));
        return ordered;
    }

    /** The keys that every function has something to say to. */
    static Map<String, @Nullable Object> head(
            TabularFunction function, int rows, Optional<String> run, String model, double seconds) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("task", function.labels().isEmpty() ? "regression" : "classification");
        result.put("target", function.target());
        result.put("rows", rows);
        result.put("run", run.orElse(null));
        result.put("model", model);
        result.put("parameters", function.parameters());
        result.put("seconds", seconds);
        result.put("seed", function.provenance().seed());
        return result;
    }

    /** An object of names and values in turn. */
    static Map<String, @Nullable Object> parts(@Nullable Object... namesAndValues) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return parts;
    }

    private static Object unseen(Scores scores) {
        return scores.unseen().asMap();
    }

    private static Map<String, @Nullable Object> metrics(Scores scores) {
        return parts(
                "train", scores.train().asMap(),
                "validation", scores.validation().asMap(),
                "test", scores.test().map(Metrics::asMap).orElse(null));
    }

    /** How long a run took, as it said itself. */
    static double seconds(RunFolder folder) {
        return read(folder).path("seconds").asDouble(0);
    }

    /** The result that a run wrote. */
    static JsonNode read(RunFolder folder) {
        try {
            return JsonMapper.shared().readTree(Files.readString(folder.result()));
        } catch (IOException | JacksonException e) {
            throw new RunException("%s can't be read: %s".formatted(folder.result(), e.getMessage()));
        }
    }
}
