package hanshu.workbench.page;

import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.TabularFunction;
import hanshu.learn.supervised.forecast.ForecastFunction;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.run.RunFolder;
import hanshu.workbench.serve.Batching;
import hanshu.workbench.serve.Served;
import hanshu.workbench.serve.ServedSeries;
import hanshu.workbench.serve.ServedTable;
import hanshu.workbench.serve.ServedTask;
import hanshu.workbench.server.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The models of runs, ready to be asked: the last few that were. */
final class Models implements AutoCloseable {
    private static final int KEPT = 4;

    /** A model as it was when it was read; another training may write another one. */
    private record Kept(FileTime written, Asked model) {}

    /** A task's inputs are known by its configuration, a table's by its columns. */
    private record Asked(Served served, List<InputConfig> inputs) {}

    private final SequencedMap<Path, Kept> models = new LinkedHashMap<>();

    /** The answers to rows, as {@code hanshu serve} gives them. */
    List<SequencedMap<String, Object>> answers(RunFolder run, JsonNode rows) {
        return of(run).served().answer(objects(rows));
    }

    /** What goes on in the model while it answers the first row. */
    List<Section> inside(RunFolder run, JsonNode rows, Language language) {
        return of(run).served().inside(objects(rows), language);
    }

    private static List<ObjectNode> objects(JsonNode rows) {
        var objects = new ArrayList<ObjectNode>();
        for (var row : rows.isArray() ? rows.values() : List.of(rows)) {
            if (!(row instanceof ObjectNode object)) {
                throw Refusal.badRequest("an object with a key for each column is expected, or a list of them");
            }
            objects.add(object);
        }
        if (objects.isEmpty()) {
            throw Refusal.badRequest("no rows came: an object, or a list of objects, is expected");
        }
        return objects;
    }

    private synchronized Asked of(RunFolder run) {
        var file = run.model();
        if (!Files.exists(file)) {
            throw new Refusal(409, "%s holds no model yet".formatted(run.path().getFileName()));
        }
        var written = written(file);
        var kept = models.remove(file);
        if (kept != null && !kept.written().equals(written)) {
            kept.model().served().close();
            kept = null;
        }
        if (kept == null) {
            kept = new Kept(written, read(file));
        }
        models.putLast(file, kept);
        if (models.size() > KEPT) {
            models.pollFirstEntry().getValue().model().served().close();
        }
        return kept.model();
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asked read(Path file) {
        return switch (FunctionKind.in(file)) {
            case "task" -> {
                var function = TaskFunction.load(file);
                yield new Asked(
                        new ServedTask(function, Optional.empty(), Batching.DEFAULT, rows -> {}),
                        function.config().inputs());
            }
            case "forecast" -> new Asked(ServedSeries.of(ForecastFunction.load(file), rows -> {}), List.of());
            case "language" -> throw new Refusal(409, "a language model goes on with a text: hanshu generate does it");
            default -> {
                var function = TabularFunction.load(file);
                yield new Asked(
                        function.lags()
                                .<Served>map(lags -> ServedSeries.of(function, lags, rows -> {}))
                                .orElseGet(() -> new ServedTable(function, true, Batching.DEFAULT, rows -> {})),
                        List.of());
            }
        };
    }

    /** What a form asks for: the columns of the model, and of a table the first row of its data as an example. */
    Map<String, Object> form(RunFolder run, List<String> arguments) {
        var asked = of(run);
        var form = new LinkedHashMap<String, Object>();
        form.put("series", asked.served() instanceof ServedSeries);
        form.put("isTask", asked.served() instanceof ServedTask);
        form.put("outputs", asked.served().outputs());
        form.put(
                "inputs",
                asked.inputs().stream().anyMatch(input -> input.kind() != InputConfig.Kind.TABLE)
                        ? SampleForm.of(asked.inputs())
                        : SampleForm.of(asked.served(), arguments));
        return form;
    }

    @Override
    public synchronized void close() {
        models.values().forEach(kept -> kept.model().served().close());
        models.clear();
    }
}
