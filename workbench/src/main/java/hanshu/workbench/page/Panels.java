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
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of the page that come as HTML with charts in it. */
final class Panels {
    private static final int KEPT = 16;

    private final RunBook runs;
    private final Recent<Of, Curves> curves = new Recent<>(KEPT, Curves::new);

    private record Of(RunFolder run, Language language) {}

    Panels(RunBook runs) {
        this.runs = runs;
    }

    /** The curves of a run as it stands. */
    Response training(RunFolder run, Language language) {
        return curves.of(new Of(run, language)).now();
    }

    /** The curves of one run: drawn once for all who look, and so seldom that this takes little from a training. */
    private final class Curves {
        private static final Duration PAUSE = Duration.ofSeconds(1);

        private final Of of;
        private @Nullable Response drawn;
        private FollowedLog.@Nullable Content shown;
        private long looked = System.nanoTime() - PAUSE.toNanos();

        Curves(Of of) {
            this.of = of;
        }

        /** As they are now, or a moment later: all who wait for the next drawing get the same. */
        Response now() {
            return after(System.nanoTime());
        }

        private synchronized Response after(long asked) {
            if (drawn != null && shown != null && (looked - asked > 0 || events().isStill(shown))) {
                return drawn;
            }
            await(PAUSE.minusNanos(System.nanoTime() - looked));
            looked = System.nanoTime();
            var content = events();
            var html = new SectionHtml(of.language()).html(TrainingSections.of(content.events(), of.language()));
            drawn = Response.text("text/html", html).compressed();
            shown = content;
            return drawn;
        }

        private FollowedLog.Content events() {
            return runs.events(of.run()).now();
        }

        private static void await(Duration left) {
            try {
                Thread.sleep(left.isNegative() ? Duration.ZERO : left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal(503, "the server is stopping");
            }
        }
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
