package hanshu.workbench.page;

import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.learn.supervised.task.DataSections;
import hanshu.learn.supervised.task.Opening;
import hanshu.train.report.Language;
import hanshu.train.report.SectionHtml;
import hanshu.train.report.TrainingSections;
import hanshu.train.run.FollowedLog;
import hanshu.train.run.RunFolder;
import hanshu.workbench.server.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parts of the page that come as HTML with charts in it. */
final class Panels {
    private final RunBook runs;
    private final Map<Of, Made> trainings = new ConcurrentHashMap<>();

    private record Of(Path run, Language language) {}

    /** Made once for all who look. */
    private record Made(FollowedLog.Content content, Response response) {}

    Panels(RunBook runs) {
        this.runs = runs;
    }

    /** The curves of a run as it stands. */
    Response training(RunFolder run, Language language) {
        var content = runs.events(run).content();
        return trainings
                .compute(
                        new Of(run.path(), language),
                        (key, made) -> made != null && isSame(made.content(), content)
                                ? made
                                : new Made(
                                        content,
                                        Response.text(
                                                        "text/html",
                                                        new SectionHtml(language)
                                                                .html(TrainingSections.of(content.events(), language)))
                                                .compressed()))
                .response();
    }

    private static boolean isSame(FollowedLog.Content one, FollowedLog.Content other) {
        return one.life() == other.life() && one.lines().size() == other.lines().size();
    }

    /** The columns of a table by name and kind; none of what is no table. */
    static Map<String, Object> columns(Path path) {
        if (isTask(path)) {
            return Map.of("columns", List.of());
        }
        return Map.of(
                "columns",
                Schema.of(Table.read(path)).columns().stream()
                        .map(column -> Map.of(
                                "name", column.name(), "kind", column.kind().toString()))
                        .toList());
    }

    private static boolean isTask(Path path) {
        return Files.isDirectory(path) || Opening.takes(path);
    }

    /** What a file or folder holds. */
    Response data(Path path, String target, Language language) {
        return Workbench.html(
                isTask(path) ? DataSections.of(path, language) : TableSections.of(path, target, language), language);
    }
}
