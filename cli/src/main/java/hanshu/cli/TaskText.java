package hanshu.cli;

import hanshu.learn.supervised.task.TaskLearned;
import hanshu.learn.supervised.task.Understood;
import hanshu.train.metric.Digits;
import hanshu.train.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the run of a task says to people, as it becomes known. */
final class TaskText {
    private static final int LABEL = 11;

    private final Console console;
    private final boolean shown;

    TaskText(Console console, boolean shown) {
        this.console = console;
        this.shown = shown;
    }

    private void say(String line) {
        if (shown) {
            console.say(line);
        }
    }

    /** A paragraph after a label. */
    private void say(String label, String text) {
        var lines = Text.wrap(Text.safe(text), Text.WIDTH - LABEL - 2);
        for (int i = 0; i < lines.size(); i++) {
            var head = i == 0 ? console.style().bold(Text.left(label, LABEL)) : " ".repeat(LABEL);
            say(head + "  " + lines.get(i));
        }
    }

    void understood(Understood known) {
        say(console.style().bold(Text.safe(known.name())));
        say("");
        for (int i = 0; i < known.choices().size(); i++) {
            say(i == 0 ? "Task" : "", known.choices().get(i));
        }
        say(
                "Cases",
                "%s to learn from, %s to decide which epoch is kept, %s for the test (%s)."
                        .formatted(
                                Digits.of((long) known.trainCases()),
                                Digits.of((long) known.validationCases()),
                                Digits.of((long) known.testCases()),
                                known.hasOfficialTest() ? "as the data say" : "at random, in equal shares"));
        known.notices().forEach(notice -> say("Mind", notice));
        say("");
    }

    void naive(Map<String, OptionalDouble> metrics) {
        say("Naive", main(metrics) + ": the same answer for every case.");
    }

    void linear(Map<String, OptionalDouble> metrics) {
        say(LearningText.LINEAR, main(metrics) + ".");
    }

    /** How long training will take, and why. */
    void time(String why) {
        say("Time", why);
        say("");
    }

    private static String main(Map<String, OptionalDouble> metrics) {
        var words = new ArrayList<String>();
        metrics.forEach((name, value) -> words.add(name + " " + LearningText.digits(value)));
        return String.join(", ", words.subList(0, Math.min(2, words.size())));
    }

    void learned(TaskLearned learned, RunFolder folder, double seconds, String next) {
        int test = learned.known().testCases();
        say(
                test > 0
                        ? "On %s that it never saw:".formatted(TableText.count(test, "case"))
                        : "On %s that decided which epoch was kept, as none were kept back for a test:"
                                .formatted(TableText.count(learned.known().validationCases(), "case")));
        say("");
        scores(learned).forEach(this::say);
        say("");
        if (learned.outputs().size() > 1) {
            learned.outputs().forEach(output -> say(output.output(), main(output.metrics()) + "."));
            say("");
        }
        say("Finding", learned.finding());
        say("");
        if (learned.shareWaited() > 0) {
            say(
                    "Reading",
                    "Training spent %s of its time in waiting for what it learns from."
                            .formatted(Digits.percent(learned.shareWaited())));
        }
        say("Run", "%s, %s".formatted(folder.path(), Digits.duration(seconds)));
        say("Report", folder.report().toString());
        say(console.style().bold(Text.left("Next", LABEL)) + "  " + next);
    }

    private List<String> scores(TaskLearned learned) {
        var style = console.style();
        var measured = learned.measured();
        var text = TextTable.of("lrrrl")
                .row(style::dim, List.of("", "naive", LearningText.LINEAR, "network", "95 % interval"));
        measured.unseen()
                .forEach((name, value) -> text.row(
                        name.equals(learned.mainMetric()) ? style::bold : line -> line,
                        List.of(
                                name,
                                LearningText.digits(measured.naive(), name),
                                LearningText.digits(measured.linear(), name),
                                LearningText.digits(learned.network(), name),
                                LearningText.interval(learned.intervals(), name))));
        return text.lines(2);
    }
}
