package hanshu.cli;

import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Illness;
import hanshu.train.metric.Digits;
import hanshu.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu doctor RUN}: what a training suffers from. */
@Command(
        name = "doctor",
        header = "Says what a training suffers from, by what evidence, and what to try.",
        description = {
            "  hanshu doctor runs/penguins-20260131-093000",
            "        tries the training again several times, each time changed in one thing: a smaller and a",
            "        larger rate, more epochs, a wider network, less decay, fewer rows; the run stays as it is"
        },
        customSynopsis = "hanshu doctor RUN [OPTIONS]")
final class DoctorCommand implements Callable<Integer> {
    private static final int LABEL = 8;

    private final Console console;

    @Parameters(
            paramLabel = "RUN",
            description = "The folder of a run on a table, or of a task that answers one class.")
    private String run = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var folder = RunFolder.open(Path.of(run));
        Consumer<String> progress = words -> {
            if (!quiet) {
                console.err().println("doctor: " + words);
            }
        };
        var examined = switch (Source.kind(folder)) {
            case TABLE -> Run.examine(console, folder, progress);
            case TASK -> TaskRun.examine(console, folder, progress);
            case LANGUAGE, FORECAST ->
                throw new UsageException(
                        "%s is a run of the kind \"%s\"; the doctor examines runs on tables, and tasks that answer one class"
                                .formatted(folder.path(), Source.kind(folder)));
        };
        var diagnosis = examined.diagnosis();
        var next = diagnosis
                .cure()
                .flatMap(examined.setting())
                .map(setting -> console.command(
                        "train",
                        examined.source().file(),
                        "--config",
                        folder.config().toString(),
                        "--set",
                        setting));
        if (json) {
            Json.print(console, asMap(diagnosis, next));
        } else {
            show(diagnosis, next);
        }
        return 0;
    }

    private void show(Diagnosis diagnosis, Optional<String> next) {
        var text = new Paragraphs(console, true, LABEL);
        text.say("Finding", finding(diagnosis));
        diagnosis.evidence().forEach(e -> text.say(e.speaks() ? "For it" : "Noted", e.name() + ": " + e.found() + "."));
        text.say("Remedy", diagnosis.illness().remedy());
        next.ifPresent(command -> text.sayCommand("Try", command));
        if (!diagnosis.trials().isEmpty()) {
            var lines = TextTable.of("lrr");
            lines.row(console.style()::bold, List.of("the training", "loss on training rows", "on unseen rows"));
            diagnosis
                    .trials()
                    .forEach(tried ->
                            lines.row(tried.treatment().words(), loss(tried.train()), loss(tried.validation())));
            text.say("");
            lines.lines(0).forEach(text::say);
        }
    }

    private static String finding(Diagnosis diagnosis) {
        return diagnosis.illness() == Illness.HEALTHY
                ? "Nothing is wrong that could be found."
                : "%s (%s)"
                        .formatted(
                                diagnosis.illness().words(), diagnosis.sureness() == Sureness.SURE ? "sure" : "likely");
    }

    private static String loss(double loss) {
        return Double.isFinite(loss) ? Digits.of(loss) : "diverged";
    }

    private static Map<String, @Nullable Object> asMap(Diagnosis diagnosis, Optional<String> next) {
        var evidence = new ArrayList<>();
        diagnosis
                .evidence()
                .forEach(e -> evidence.add(
                        LearningJson.parts("measured", e.name(), "found", e.found(), "speaks for it", e.speaks())));
        var trials = new ArrayList<>();
        diagnosis
                .trials()
                .forEach(tried -> trials.add(LearningJson.parts(
                        "treatment", lower(tried.treatment()),
                        "loss on training rows", tried.train(),
                        "loss on unseen rows", tried.validation())));
        return LearningJson.parts(
                "finding", lower(diagnosis.illness()),
                "sure", diagnosis.sureness() == Sureness.SURE,
                "words", diagnosis.illness().words(),
                "evidence", evidence,
                "remedy", diagnosis.illness().remedy(),
                "next", next.orElse(""),
                "trials", trials);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
