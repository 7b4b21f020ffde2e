package hanshu.cli;

import hanshu.data.Wording;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Illness;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu doctor RUN}: what a training suffers from. */
@Command(
        name = "doctor",
        header = "Says what a training suffers from, by what evidence, and what to try.",
        description = {
            "  hanshu doctor runs/penguins-20260131-093000",
            "        tries the training again several times, each time changed in one thing: a smaller and a",
            "        larger rate, more epochs, a wider network, less decay, fewer rows; the run stays as it is",
            "  hanshu doctor runs/penguins-20260131-093000 --language zh",
            "        says it in Chinese"
        },
        customSynopsis = "hanshu doctor RUN [OPTIONS]")
final class DoctorCommand implements Callable<Integer> {
    private static final int LABEL = 8;

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of a run that writes no texts.")
    private String run = "";

    @Mixin
    private InLanguage spoken = new InLanguage();

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
        var language = spoken.language();
        var folder = RunFolder.open(Path.of(run));
        Consumer<Wording> progress = words -> {
            if (!quiet) {
                console.err().println(language.say("doctor: ", "诊断：") + language.say(words));
            }
        };
        var examined = switch (Source.kind(folder)) {
            case TABLE -> Run.examine(console, folder, progress);
            case TASK -> TaskRun.examine(console, folder, progress);
            case LANGUAGE -> LanguageRun.examine(console, folder, progress);
            case FORECAST -> ForecastRun.examine(console, folder, progress);
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
            Json.print(console, asMap(diagnosis, next, language));
        } else {
            show(diagnosis, next, language);
        }
        return 0;
    }

    private void show(Diagnosis diagnosis, Optional<String> next, Language language) {
        var text = new Paragraphs(console, true, LABEL);
        text.say(language.say("Finding", "结论"), finding(diagnosis, language));
        diagnosis
                .evidence()
                .forEach(e -> text.say(
                        e.speaks() ? language.say("For it", "证据") : language.say("Noted", "另见"),
                        language.say("%s: %s.", "%s：%s。").formatted(language.say(e.name()), language.say(e.found()))));
        text.say(language.say("Remedy", "办法"), language.say(diagnosis.illness().remedy()));
        next.ifPresent(command -> text.sayCommand(language.say("Try", "试试"), command));
        if (!diagnosis.trials().isEmpty()) {
            var lines = TextTable.of("lrr");
            lines.row(
                    console.style()::bold,
                    List.of(
                            language.say("the training", "训练"),
                            language.say("loss on training rows", "训练行上的损失"),
                            language.say("on unseen rows", "未见行上的损失")));
            diagnosis
                    .trials()
                    .forEach(tried -> lines.row(
                            language.say(tried.treatment().words()),
                            loss(tried.train(), language),
                            loss(tried.validation(), language)));
            text.say("");
            lines.lines(0).forEach(text::say);
        }
    }

    private static String finding(Diagnosis diagnosis, Language language) {
        return diagnosis.illness() == Illness.HEALTHY
                ? language.say("Nothing is wrong that could be found.", "没有发现问题。")
                : language.say("%s (%s)", "%s（%s）")
                        .formatted(
                                language.say(diagnosis.illness().words()),
                                diagnosis.sureness() == Sureness.SURE
                                        ? language.say("sure", "确定")
                                        : language.say("likely", "很可能"));
    }

    private static String loss(double loss, Language language) {
        return Double.isFinite(loss) ? Digits.of(loss) : language.say("diverged", "发散");
    }

    /** The same keys in every language; sentences are in the one that is asked for. */
    private static Map<String, @Nullable Object> asMap(Diagnosis diagnosis, Optional<String> next, Language language) {
        var evidence = new ArrayList<>();
        diagnosis
                .evidence()
                .forEach(e -> evidence.add(LearningJson.parts(
                        "measured", language.say(e.name()),
                        "found", language.say(e.found()),
                        "speaks for it", e.speaks())));
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
                "words", language.say(diagnosis.illness().words()),
                "evidence", evidence,
                "remedy", language.say(diagnosis.illness().remedy()),
                "next", next.orElse(""),
                "trials", trials);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
