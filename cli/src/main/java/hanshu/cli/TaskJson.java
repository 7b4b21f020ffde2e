package hanshu.cli;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.TaskLearned;
import hanshu.train.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of learning a task, for programs: also {@code result.json} in the folder of a run. */
final class TaskJson {
    private TaskJson() {}

    static Map<String, @Nullable Object> of(TaskLearned learned, RunFolder folder, double seconds) {
        var known = learned.known();
        var function = learned.function();
        var measured = learned.measured();
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("task", "task");
        result.put("target", String.join(", ", function.outputs().keySet()));
        result.put("rows", known.trainCases() + known.validationCases() + known.testCases());
        result.put("run", folder.path().toString());
        result.put("model", folder.model().toString());
        result.put("parameters", function.parameters());
        result.put("seconds", seconds);
        result.put("waited", learned.shareWaited());
        result.put("seed", function.config().seed());
        result.put("baselines", LearningJson.parts("naive", measured.naive(), "linear", measured.linear()));
        result.put(
                "metrics",
                LearningJson.parts(
                        "train", measured.train(),
                        "validation", measured.validation(),
                        "test", measured.test().orElse(null)));
        result.put("kept", learned.isBoth() ? "both" : learned.isNetwork() ? "network" : "linear");
        result.put(
                "split",
                LearningJson.parts(
                        "train", known.trainCases(), "validation", known.validationCases(), "test", known.testCases()));
        result.put("intervals", learned.intervals());
        var outputs = new LinkedHashMap<String, Object>();
        learned.outputs().forEach(output -> outputs.put(output.output(), output.metrics()));
        result.put("outputs", outputs);
        if (!learned.confusion().isEmpty()) {
            result.put("confusion", learned.confusion());
        }
        result.put("choices", known.choices());
        result.put("main", learned.mainMetric());
        result.put("finding", learned.finding());
        result.put("notices", known.notices().stream().map(Wording::english).toList());
        result.put("report", folder.report().toString());
        return result;
    }
}
