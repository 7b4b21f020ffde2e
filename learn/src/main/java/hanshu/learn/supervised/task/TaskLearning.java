package hanshu.learn.supervised.task;

import hanshu.data.Wording;
import hanshu.learn.supervised.Measured;
import hanshu.learn.supervised.Provenance;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.PictureForm;
import hanshu.learn.supervised.task.input.SeriesForm;
import hanshu.learn.supervised.task.input.TableForm;
import hanshu.learn.supervised.task.input.TextForm;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.model.Answering;
import hanshu.learn.supervised.task.model.Line;
import hanshu.learn.supervised.task.model.Marks;
import hanshu.learn.supervised.task.model.Part;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.TaskModel;
import hanshu.learn.supervised.task.model.Together;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.config.ConfigException;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Doctor;
import hanshu.train.doctor.Treatment;
import hanshu.train.metric.Digits;
import hanshu.train.metric.TemperatureScaling;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.Tunable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns a task: first the naive answer, then y = b + w·x, then, in the time that these suggest, the network. */
public final class TaskLearning {
    /** What the file says of its maker. */
    private static final String VERSION = "0.1.0";

    private static final int FEWEST_EPOCHS = 4;

    /** Rather a narrower network than fewer epochs than these. */
    private static final int ENOUGH_EPOCHS = 10;

    private static final int SOME = 5_000;

    /** Texts take longer to be written than learned from. */
    private static final int SOME_TEXTS = 200;

    private static final int[] WIDTHS = {8, 12, 16, 24, 32, 48, 64};

    /** So many steps are enough for few cases. */
    private static final int STEPS = 4_000;

    /** The same of what writes texts. */
    private static final long STEPS_OF_TEXTS = 6_000;

    private static final double MINUTES_OF_TEXTS = 90;

    private final Understood known;
    private @Nullable Line line;

    private TaskLearning(Understood known) {
        this.known = known;
    }

    /** Learns what was understood. */
    public static TaskLearning of(Understood known) {
        return new TaskLearning(known);
    }

    /** What the answer that looks at nothing achieves on unseen cases, for the first output. */
    public SequencedMap<String, OptionalDouble> naive() {
        var main = known.config().mainOutput().name();
        var answers = Plain.naive(known.train(), known.unseen());
        return Judging.metrics(
                known.forms().output(main), known.unseen().truth(main), Objects.requireNonNull(answers.get(main)));
    }

    /** What y = b + w·x achieves on unseen cases, for the first output; empty where that is a text, which no line is. */
    public SequencedMap<String, OptionalDouble> linear() {
        if (known.forms().written().isPresent()) {
            return new LinkedHashMap<>();
        }
        var function = function(known.config(), line(), none()); // calibrated as what is kept
        return metrics(function, known.config().mainOutput().name(), known.unseen());
    }

    private SequencedMap<String, OptionalDouble> metrics(String output, Part part, double[][] raw) {
        var form = known.forms().output(output);
        return Judging.metrics(form, part.truth(output), TaskFunction.units(form, raw));
    }

    private Line line() {
        var there = line;
        if (there == null) {
            there = Plain.line(known);
            line = there;
        }
        return there;
    }

    /**
     * The configuration with the time that the data ask for: the more y = b + w·x leaves wrong, the more.
     *
     * @param why is told in one line what was chosen
     * @throws hanshu.train.MemoryException if training would not fit into memory
     */
    public TaskConfig settled(Consumer<String> why) {
        var settled = chosen(why);
        new NetworkTraining(known, settled, event -> {}).requireMemory();
        return settled;
    }

    /**
     * What the training of the network suffers from. It is tried again several times, each time changed in one thing.
     *
     * @param settled the configuration of the run
     * @param progress is told what is being tried
     * @throws ConfigException when the task answers texts, or several things
     */
    public Diagnosis examine(TaskConfig settled, Consumer<Wording> progress) {
        if (!TaskPatient.canBe(known)) {
            throw new ConfigException(
                    "the doctor examines tasks that answer classes, tags or numbers, one of them; this one answers "
                            + known.config().outputs().stream()
                                    .map(output ->
                                            known.forms().output(output.name()).describe())
                                    .collect(Collectors.joining(", and ")));
        }
        return Doctor.examine(
                TaskPatient.of(known, settled), Key.of(settled.seed()).at("doctor"), progress);
    }

    /** What to set, such as "training.rate=0.02", so that a run is trained so; empty where no setting does. */
    public static Optional<String> setting(Treatment cure, TaskConfig settled) {
        return TaskPatient.setting(cure, settled);
    }

    /**
     * The network, whose settings can be searched.
     *
     * @throws ConfigException when only y = b + w·x is asked for
     */
    public Tunable<TaskConfig> tuning() {
        return new TaskTuning(known, settled(why -> {}));
    }

    private TaskConfig chosen(Consumer<String> why) {
        var options = known.config().training();
        if (known.forms().written().isPresent()) {
            return ofTexts(why);
        }
        int cases = known.trainCases();
        int batch = options.batch() > 0 ? options.batch() : batch(cases);
        double rate = options.rate() > 0 ? options.rate() : rate();
        if (options.epochs() > 0 && !known.hasOpenWidth()) {
            return known.config().withTraining(options.with(options.epochs(), options.minutes(), batch, rate));
        }
        double wrong = wrong();
        double minutes = options.minutes() > 0 ? options.minutes() : Math.clamp(100 * wrong - 4, 4, 25);
        var sized = sized(minutes * 60, options.epochs() > 0 ? options.epochs() : ENOUGH_EPOCHS);
        double seconds = known.secondsOfCase(sized) * cases;
        int epochs = options.epochs() > 0
                ? options.epochs()
                : (int) Math.clamp(minutes * 60 / seconds, FEWEST_EPOCHS, mostEpochs(batch));
        why.accept("%s of about %s on two cores, %s: y = b + w·x leaves %s wrong."
                .formatted(
                        epochs == 1 ? "one epoch" : epochs + " epochs",
                        Digits.duration(Math.max(0.001, seconds)),
                        Together.networks(known.forms(), sized, Key.of(0))
                                .describe()
                                .english(),
                        Digits.percent(wrong)));
        return sized.withTraining(options.with(epochs, minutes, batch, rate));
    }

    /** What writes texts: as many epochs as fit into the minutes, but not more steps than teach more. */
    private TaskConfig ofTexts(Consumer<String> why) {
        var config = known.config();
        var options = config.training();
        boolean isGru = config.inputs().getFirst().encoder().type() == EncoderConfig.Type.GRU;
        double rate = options.rate() > 0 ? options.rate() : isGru ? 2e-3 : 1e-3;
        int batch = options.batch() > 0 ? options.batch() : Math.clamp(known.tokens() / 200, 200, 2_000);
        double minutes = options.minutes() > 0 ? options.minutes() : MINUTES_OF_TEXTS;
        double seconds = known.secondsOfCase(config) * known.trainCases();
        int enough = Math.clamp(STEPS_OF_TEXTS * batch / known.tokens(), 20, 300);
        int epochs = options.epochs() > 0
                ? options.epochs()
                : (int) Math.clamp(minutes * 60 / seconds, FEWEST_EPOCHS, enough);
        why.accept("%d epochs of about %s on two cores, %s."
                .formatted(
                        epochs,
                        Digits.duration(Math.max(0.001, seconds)),
                        TaskModel.of(known.forms(), config, Key.of(0))
                                .describe()
                                .english()));
        return config.withTraining(options.with(epochs, minutes, batch, rate));
    }

    /** Wide enough for the number of cases, and not too wide for enough epochs. */
    private TaskConfig sized(double seconds, int epochs) {
        int cases = known.trainCases();
        int most = cases < 5_000 ? 24 : cases < 20_000 ? 32 : 64;
        var best = known.wide(WIDTHS[0]);
        for (int width : WIDTHS) {
            var wider = known.wide(width);
            boolean fits =
                    known.hasOpenWidth() && width <= most && known.secondsOfCase(wider) * cases * epochs <= seconds;
            if (!fits) {
                return best;
            }
            best = wider;
        }
        return best;
    }

    /** A sentence has many words to learn from. */
    private int batch(int cases) {
        return known.forms().first(WordForm.class).isPresent()
                ? Math.clamp(cases / 200, 8, 32)
                : Math.clamp(cases / 100, 8, 128);
    }

    /** Texts of words are soon known by heart; few cases need many epochs for enough steps. */
    private int mostEpochs(int batch) {
        boolean words = known.forms().inputs().values().stream()
                .anyMatch(form -> form instanceof TextForm text && !text.isSpelled());
        int steps = Math.ceilDiv(known.trainCases(), batch);
        return words ? 15 : Math.clamp(STEPS / steps, 30, 300);
    }

    /** What convolutions with norms can take is too much for attention, and for tokens that are rarely met. */
    private double rate() {
        return known.config().inputs().stream()
                .mapToDouble(input -> switch (input.encoder().type()) {
                    case VIT, TRANSFORMER -> 0.002;
                    case CNN, RESNET, MOBILENET ->
                        switch (known.forms().input(input.name())) {
                            case PictureForm p -> 0.008;
                            case TextForm t -> 0.002;
                            case WordForm w -> 0.003;
                            case SeriesForm s -> 0.003;
                            case TableForm t -> 0.003;
                        };
                    case RNN, LSTM, GRU, TCN, TABLE -> 0.003;
                    case AUTO -> throw new IllegalStateException("nothing was chosen for " + input.name());
                })
                .min()
                .orElseThrow();
    }

    /** The share of what could be right that y = b + w·x has wrong, on the validation cases. */
    private double wrong() {
        var fitted = line();
        var main = known.config().mainOutput().name();
        var raw = Objects.requireNonNull(Answering.answers(fitted, known.validation(), Answering.ONE_VIEW)
                .get(main));
        var metrics = metrics(main, known.validation(), raw);
        var score = switch (known.forms().output(main)) {
            case OutputForm.OneClass c -> metrics.get("accuracy");
            case OutputForm.Classes c -> metrics.get("f1");
            case OutputForm.Numbers n -> metrics.get("r2");
            case TagForm tags -> metrics.get(Judging.main(tags));
            case TextOutput t -> throw new IllegalStateException("no line writes texts");
        };
        return 1 - Math.clamp(Objects.requireNonNull(score).orElse(0), 0, 1);
    }

    /**
     * Trains the network and tests it.
     *
     * @param settled as of {@link #settled}
     * @param run where checkpoints and the log go; a run that was interrupted goes on
     * @param listener is told what happens
     */
    public TaskLearned learn(TaskConfig settled, Optional<RunFolder> run, Consumer<? super Event> listener) {
        var fitted = new NetworkTraining(known, settled, listener).fit(run);
        var main = settled.mainOutput().name();
        var form = known.forms().output(main);
        var network = function(settled, fitted.model(), none());
        boolean writes = known.forms().written().isPresent();
        var kept = writes ? Kept.ALONE : kept(settled, fitted.model());
        var better = writes ? network : function(settled, Together.of(fitted.model(), line(), kept.share()), none());
        var unseen = better.answers(known.unseen());
        var learnedFrom = some(known.train(), writes ? SOME_TEXTS : SOME);
        var validation = writes && known.test().isPresent() ? some(known.validation(), SOME_TEXTS) : known.validation();
        var measured = new Measured(
                metrics(better, main, learnedFrom),
                metrics(better, main, validation),
                known.test()
                        .map(part -> Judging.metrics(form, part.truth(main), Objects.requireNonNull(unseen.get(main)))),
                naive(),
                linear());
        return new TaskLearned(
                known,
                function(settled, better.model(), measured),
                kept,
                measured,
                kept.isNetwork()
                        ? Judging.metrics(form, known.unseen().truth(main), Objects.requireNonNull(unseen.get(main)))
                        : metrics(network, main, known.unseen()),
                unseen,
                fitted.bestEpoch(),
                fitted.shareWaited());
    }

    private TaskFunction function(TaskConfig config, Scoring model, Measured measured) {
        return new TaskFunction(known.forms(), config, model, certainty(model, config), provenance(config, measured));
    }

    private Kept kept(TaskConfig config, Scoring network) {
        var main = config.mainOutput().name();
        var form = known.forms().output(main);
        var truth = known.validation().truth(main);
        var ofLine = validated(line(), config);
        var ofNetwork = validated(network, config);
        var better = Kept.of(config.model(), form, truth, ofLine, ofNetwork);
        return config.model() == ModelChoice.AUTO && known.forms().readTexts()
                ? better.orBoth(form, truth, ofLine, ofNetwork)
                : better;
    }

    /** What a function answers to the validation cases, not calibrated, for the first output. */
    private double[][] validated(Scoring model, TaskConfig config) {
        var main = config.mainOutput().name();
        var answers = Answering.answers(
                model, known.validation(), config.augmentation().testTime());
        return TaskFunction.units(known.forms().output(main), Objects.requireNonNull(answers.get(main)));
    }

    private static double[][] answers(TaskFunction function, String output, Part part) {
        return Objects.requireNonNull(function.answers(part).get(output));
    }

    private SequencedMap<String, OptionalDouble> metrics(TaskFunction function, String output, Part part) {
        return Judging.metrics(known.forms().output(output), part.truth(output), answers(function, output, part));
    }

    private static Measured none() {
        return new Measured(Map.of(), Map.of(), Optional.empty(), Map.of(), Map.of());
    }

    /** Some of many cases tell as well how good the function is on what it learned from. */
    private static Part some(Part part, int most) {
        int step = Math.max(1, part.count() / most);
        return part.only(IntStream.range(0, part.count())
                .filter(i -> i % step == 0)
                .map(i -> part.rows()[i])
                .toArray());
    }

    private Map<String, TemperatureScaling> certainty(Scoring model, TaskConfig config) {
        var part = known.validation();
        var scalings = new LinkedHashMap<String, TemperatureScaling>();
        if (known.forms().written().isPresent()) {
            return scalings;
        }
        Answering.answers(model, part, config.augmentation().testTime()).forEach((name, answers) -> {
            if (known.forms().output(name) instanceof OutputForm.OneClass) {
                var labels = Judging.labels(part.truth(name));
                scalings.put(name, TemperatureScaling.fit(labels, TaskFunction.logits(answers)));
            }
        });
        return scalings;
    }

    private Provenance provenance(TaskConfig config, Measured measured) {
        return new Provenance(
                VERSION,
                known.name(),
                Marks.sha256(known.train()),
                known.trainCases() + known.validationCases(),
                config.seed(),
                1,
                TaskFunction.yaml(config),
                measured);
    }
}
