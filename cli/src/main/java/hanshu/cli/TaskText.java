package hanshu.cli;

import hanshu.learn.supervised.task.TaskLearned;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.train.metric.Digits;
import hanshu.train.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the run of a task says to people, as it becomes known. */
final class TaskText {
    private static final int LABEL = 11;
    private static final int SAMPLES = 3;

    private final Console console;
    private final Style style;
    private final Paragraphs page;

    TaskText(Console console, boolean shown) {
        this.console = console;
        style = console.style();
        page = new Paragraphs(console, shown, LABEL);
    }

    void understood(Understood known) {
        page.say(style.bold(Text.safe(known.name())));
        page.say("");
        for (int i = 0; i < known.choices().size(); i++) {
            page.say(i == 0 ? "Task" : "", known.choices().get(i));
        }
        page.say(
                "Cases",
                "%s to learn from, %s to decide which epoch is kept, %s for the test (%s)."
                        .formatted(
                                Digits.of((long) known.trainCases()),
                                Digits.of((long) known.validationCases()),
                                Digits.of((long) known.testCases()),
                                known.hasOfficialTest() ? "as the data say" : "at random, in equal shares"));
        known.notices().forEach(notice -> page.say("Mind", notice.english()));
        page.say("");
    }

    void naive(Map<String, OptionalDouble> metrics) {
        var what = metrics.containsKey("bleu") ? ": what is read, copied." : ": the same answer for every case.";
        page.say("Naive", main(metrics) + what);
    }

    void linear(Map<String, OptionalDouble> metrics) {
        page.say(
                LearningText.LINEAR,
                metrics.isEmpty() ? "there is no such line that writes texts." : main(metrics) + ".");
    }

    /** How long training will take, and why. */
    void time(String why) {
        page.say("Time", why);
        page.say("");
    }

    private static String main(Map<String, OptionalDouble> metrics) {
        var words = new ArrayList<String>();
        metrics.forEach((name, value) -> words.add(name + " " + LearningText.digits(value)));
        return String.join(", ", words.subList(0, Math.min(2, words.size())));
    }

    void learned(TaskLearned learned, RunFolder folder, double seconds, String next) {
        int test = learned.known().testCases();
        page.say(
                test > 0
                        ? "On %s that it never saw:".formatted(TableText.count(test, "case"))
                        : "On %s that decided which epoch was kept, as none were kept back for a test:"
                                .formatted(TableText.count(learned.known().validationCases(), "case")));
        page.say("");
        scores(learned).forEach(page::say);
        page.say("");
        for (var sample : learned.samples(SAMPLES)) {
            page.say("Read", sample.read());
            page.say("Written", sample.written());
            page.say("True", sample.truth());
            page.say("");
        }
        if (learned.outputs().size() > 1) {
            learned.outputs().forEach(output -> page.say(output.output(), main(output.metrics()) + "."));
            page.say("");
        }
        page.say("Finding", learned.finding());
        page.say("");
        if (learned.shareWaited() > 0) {
            page.say(
                    "Reading",
                    "Training spent %s of its time in waiting for what it learns from."
                            .formatted(Digits.percent(learned.shareWaited())));
        }
        page.say("Run", "%s, %s".formatted(folder.path(), Digits.duration(seconds)));
        page.say("Report", folder.report().toString());
        var outputs = learned.function().config().outputs();
        if (outputs.size() == 1 && outputs.getFirst().kind() == OutputConfig.Kind.CLASS) {
            page.sayCommand("Doctor", console.command("doctor", folder.path().toString()));
        }
        page.sayCommand("Next", next);
    }

    private List<String> scores(TaskLearned learned) {
        var measured = learned.measured();
        var head = new ArrayList<>(List.of("", "naive", LearningText.LINEAR, "network"));
        if (learned.isBoth()) {
            head.add("together");
        }
        head.add("95 % interval of "
                + (learned.isBoth() ? "both" : learned.isNetwork() ? "the network" : LearningText.LINEAR));
        var text = TextTable.of(learned.isBoth() ? "lrrrrl" : "lrrrl").row(style::dim, head);
        measured.unseen().forEach((name, value) -> {
            var cells = new ArrayList<>(List.of(
                    name,
                    LearningText.digits(measured.naive(), name),
                    LearningText.digits(measured.linear(), name),
                    LearningText.digits(learned.network(), name)));
            if (learned.isBoth()) {
                cells.add(LearningText.digits(value));
            }
            cells.add(LearningText.interval(learned.intervals(), name));
            text.row(name.equals(learned.mainMetric()) ? style::bold : line -> line, cells);
        });
        return text.lines(2);
    }
}
