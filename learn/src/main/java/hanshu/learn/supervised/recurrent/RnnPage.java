package hanshu.learn.supervised.recurrent;

import static java.util.stream.Collectors.joining;

import hanshu.learn.supervised.recurrent.RnnStudy.Course;
import hanshu.learn.supervised.recurrent.RnnStudy.Result;
import hanshu.train.metric.Digits;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A study of recurrent networks as a page: what each cell learned, and what its gradients say about why. */
public record RnnPage(Result result) {
    /** The page. */
    public String html(Map<String, String> facts) {
        return ReportPage.of("Recurrent networks: " + result.config().problem().name(), lead())
                .with("What was learned", table(), losses())
                .with(
                        "Who still hears the loss",
                        new Paragraph(
                                "The chain rule goes back from the last step to the first. At each step it multiplies"
                                        + " the slope ∂L/∂h with a matrix, and in the plain cell with 1 − h², which is at most 1."
                                        + " Where the product shrinks, early steps no longer hear what was wrong at the end, and"
                                        + " nothing is learned about them. The gates of LSTM and GRU let the slope pass nearly"
                                        + " unchanged: they can learn to."),
                        slopes("‖∂L/∂hₜ‖ by time step, before learning", Course::before),
                        slopes("‖∂L/∂hₜ‖ by time step, after learning", Course::after),
                        scaled())
                .with(
                        "What clipping does",
                        new Paragraph(
                                "Where the product grows instead, a single steep place throws θ far away. Clipping"
                                        + " shortens a gradient that is longer than the limit and keeps its direction"
                                        + " (Pascanu, Mikolov & Bengio 2013). It cures what explodes; what has vanished, it cannot"
                                        + " bring back."),
                        gradients())
                .with("How it was made", KeyValues.of(settings(facts)))
                .html();
    }

    private boolean clips() {
        return result.config().clip() > 0;
    }

    private String lead() {
        var problem = result.config().problem();
        return result.courses().stream().map(this::sentence).collect(joining(" "))
                + " An answer that remembers nothing (%s) has a loss of %s."
                        .formatted(problem.naiveAnswer(), Digits.of(problem.naive()));
    }

    private String sentence(Course course) {
        var loss = course.loss().isPresent()
                ? "comes to a loss of " + Digits.of(course.loss().getAsDouble())
                : "comes to no loss";
        return course.name(clips()) + " " + loss
                + (course.diverged().isPresent()
                        ? " and diverges in step " + course.diverged().getAsLong() + "."
                        : ".");
    }

    private DataTable table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                result.config().problem().naiveAnswer(),
                Digits.of(result.config().problem().naive()),
                "",
                "",
                "",
                "",
                ""));
        for (var course : result.courses()) {
            rows.add(List.of(
                    course.name(clips()),
                    course.loss().isPresent() ? Digits.of(course.loss().getAsDouble()) : "–",
                    power(Course.reach(course.before())),
                    power(Course.reach(course.after())),
                    power(course.longest()),
                    Digits.of((long) course.gradients().size()),
                    Digits.duration(course.seconds())));
        }
        return DataTable.of(
                "Least loss on sequences that are not learned from; ‖∂L/∂h‖ of the first step as a share of the last's;"
                        + " the longest gradient before clipping",
                List.of(
                        Column.text("cell"),
                        Column.number("loss"),
                        Column.number("first/last before"),
                        Column.number("after"),
                        Column.number("longest gradient"),
                        Column.number("steps"),
                        Column.number("took")),
                rows);
    }

    /** A number that may be tiny: 3.1e-12. */
    public static String power(double value) {
        return value == 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5)
                ? Digits.of(value)
                : "%.1e".formatted(value);
    }

    private Chart losses() {
        var lines = new ArrayList<Line>();
        for (var course : result.courses()) {
            var seen =
                    course.looks().stream().filter(r -> r.score().isPresent()).toList();
            lines.add(new Line(
                    course.name(clips()),
                    seen.stream().map(r -> (double) r.step()).toList(),
                    seen.stream().map(r -> r.score().orElseThrow().loss()).toList()));
        }
        return new LineChart(
                        "Loss by step, on sequences that are not learned from", lead(), "step", "loss", true, lines)
                .chart();
    }

    private Chart slopes(String title, Function<Course, List<Double>> of) {
        var lines = result.courses().stream()
                .map(c -> Line.of(c.name(clips()), of.apply(c)))
                .toList();
        var words = result.courses().stream()
                .map(c -> "%s: the first step hears %s times what the last hears."
                        .formatted(c.name(clips()), power(Course.reach(of.apply(c)))))
                .collect(joining(" "));
        return new LineChart(title, words, "time step", "‖∂L/∂hₜ‖", true, lines).chart();
    }

    private Chart scaled() {
        var lines = result.scaled().stream()
                .map(s -> Line.of("gain " + Digits.of(s.gain()), s.slopes()))
                .toList();
        return new LineChart(
                        "The plain cell before learning, its matrix a rotation times a gain",
                        "The slope is multiplied at each step with the gain, and with 1 − h².",
                        "time step",
                        "‖∂L/∂hₜ‖",
                        true,
                        lines)
                .chart();
    }

    private Chart gradients() {
        var lines = result.courses().stream()
                .map(c -> Line.of(c.name(clips()), c.gradients()))
                .toList();
        return new LineChart("Length of the gradient by step, before clipping", words(), "step", "length", true, lines)
                .chart();
    }

    private String words() {
        return result.courses().stream()
                .map(c -> c.name(clips()) + ": the longest gradient is " + power(c.longest()) + ".")
                .collect(joining(" "));
    }

    private Map<String, String> settings(Map<String, String> facts) {
        var config = result.config();
        var settings = new LinkedHashMap<String, String>();
        settings.put("hidden", String.valueOf(config.hidden()));
        settings.put("batch", String.valueOf(config.batch()));
        settings.put("steps", "at most " + Digits.of((long) config.steps()) + " of Adam at rate " + config.rate());
        settings.put("clip", config.clip() == 0 ? "none" : String.valueOf(config.clip()));
        settings.put(
                "slopes go back",
                config.stretch() == 0 ? "to the first step" : "at most " + config.stretch() + " steps");
        settings.put("seed", String.valueOf(config.seed()));
        settings.putAll(facts);
        return settings;
    }
}
