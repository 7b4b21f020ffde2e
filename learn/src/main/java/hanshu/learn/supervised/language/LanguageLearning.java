package hanshu.learn.supervised.language;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.text.Tokenizer;
import hanshu.nn.Params;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Group;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.Batches;
import hanshu.train.Event;
import hanshu.train.Examples;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Doctor;
import hanshu.train.doctor.Treatment;
import hanshu.train.metric.Perplexity;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import hanshu.train.tune.Tunable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Learns what comes next in a text:
 *
 * <pre>{@code
 * var learning = LanguageLearning.of(TextFile.of(Path.of("shakespeare.txt")), LanguageConfig.DEFAULTS);
 * var function = learning.learn(Optional.empty(), event -> {});
 * function.continued("To be", 200, Sampling.atTemperature(0.8), Key.of(1), System.out::print);
 * }</pre>
 *
 * <p>The beginning of the text is learned from, what follows decides which steps are kept, and the end is tested on.
 */
public final class LanguageLearning {
    private static final int FEWEST = 8; // tokens of a context
    static final int VALIDATIONS = 8;

    private final LanguageConfig config;
    private final Tokenizer tokenizer;
    private final RunningText train;
    private final RunningText validation;
    private final RunningText test;

    private LanguageLearning(
            LanguageConfig config, Tokenizer tokenizer, RunningText train, RunningText validation, RunningText test) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /**
     * Of the lines of a text. The tokenizer knows only the part that is learned from.
     *
     * @throws DataException if the text is too short
     */
    public static LanguageLearning of(List<String> lines, LanguageConfig asked) {
        var text = String.join("\n", lines) + "\n";
        int tested = place(text, 1 - asked.test());
        int validated = place(text, 1 - asked.test() - asked.validation());
        var parts = List.of(text.substring(0, validated), text.substring(validated, tested), text.substring(tested));
        var tokenizer = asked.tokenizer()
                .train(() -> parts.getFirst().lines().map(line -> line + "\n").iterator(), asked.vocabulary(), 1);
        var tokens = parts.stream().map(part -> numbers(tokenizer, part)).toList();
        int shortest = tokens.stream().mapToInt(part -> part.length).min().orElseThrow();
        if (shortest <= FEWEST) {
            throw new DataException(
                    "a text of %,d characters is too short to learn a language from: its last %d %% are tested on, and must have more than %d tokens"
                            .formatted(text.length(), Math.round(100 * asked.test()), FEWEST));
        }
        var config = asked.settled(tokens.getFirst().length, shortest - 1);
        var texts = tokens.stream()
                .map(part -> RunningText.of(part, config.context()))
                .toList();
        return new LanguageLearning(config, tokenizer, texts.get(0), texts.get(1), texts.get(2));
    }

    /** Where a part begins, not between the halves of a character. */
    private static int place(String text, double share) {
        int at = (int) Math.round(share * text.length());
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** Line by line: each with the end of the line. */
    static int[] numbers(Tokenizer tokenizer, String text) {
        return Arrays.stream(text.split("(?<=\n)"))
                .flatMapToInt(line -> IntStream.of(tokenizer.plain(line).ids()))
                .toArray();
    }

    /** With nothing left to choose. */
    public LanguageConfig config() {
        return config;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** How many tokens are learned from, decide which steps are kept, and are tested on. */
    public List<Integer> tokens() {
        return List.of(count(train), count(validation), count(test));
    }

    private static int count(RunningText text) {
        return text.tokens().count();
    }

    /** The network before it has learned. */
    public LanguageModel<?> model() {
        return config.model(tokenizer.size());
    }

    /** Of the test, where each token is as probable as it is frequent in what was learned from (one more for each). */
    public Perplexity naive() {
        var counts = new double[tokenizer.size()];
        Arrays.fill(counts, 1);
        for (long token : train.tokens().toLongs()) {
            counts[(int) token]++;
        }
        double all = Arrays.stream(counts).sum();
        double loss = 0;
        for (long token : test.tokens().toLongs()) {
            loss -= Math.log(counts[(int) token] / all);
        }
        return new Perplexity(loss, count(test));
    }

    /**
     * Trains the network and tests it.
     *
     * @param run where checkpoints and the log go; a run that was interrupted goes on
     */
    public LanguageFunction learn(Optional<RunFolder> run, Consumer<? super Event> listener) {
        if (run.isEmpty()) {
            return learned(training(key()).listen(listener));
        }
        try (var logbook = Logbook.of(run.get())) {
            return learned(
                    logbook.keep("network", training(key()).listen(listener)).endWhen(logbook.finishing()));
        }
    }

    private LanguageFunction learned(Training<LanguageModel<?>, Examples> training) {
        var model = training.run().model();
        return new LanguageFunction(tokenizer, model, config, LanguageModel.perplexity(model, test));
    }

    private Training<LanguageModel<?>, Examples> training(Key key) {
        return training(train, key);
    }

    /** A training on some text. */
    Training<LanguageModel<?>, Examples> training(RunningText text, Key key) {
        var model = model();
        int steps = config.steps();
        int warmUp = Math.clamp(steps / 10, 1, 100);
        var vectors = Params.of(model).slots().stream()
                .filter(slot -> slot.shape().rank() < 2)
                .map(Params.Slot::name)
                .toList();
        var how = TrainingConfig.of(1, config.batch(), config.rate())
                .withOptimiser(new AdamW.Config(0.9, 0.99, 1e-8, config.decay(), false))
                .withGroups(List.of(Group.withoutDecay(vectors::contains)))
                .withSchedule(new Schedule.WarmUp(warmUp, new Schedule.Cosine(Math.max(1, steps - warmUp), 0.1)))
                .withClip(Clipping.byNorm(1))
                .withValidateEvery(Math.max(1, steps / VALIDATIONS));
        return Training.<LanguageModel<?>, Examples>of(
                        model, LanguageModel::loss, windows(text, key), how, key.at("training"))
                .named(model.toString())
                .validate(m -> Score.of(LanguageModel.perplexity(m, validation).mean()));
    }

    private Key key() {
        return Key.of(config.seed());
    }

    /** Those of all steps. */
    private Batches<Examples> windows(RunningText text, Key key) {
        return text.anywhere(config.steps() * config.batch(), key.at("windows"));
    }

    /** The same text with another configuration of the same tokenizer and context. */
    LanguageLearning with(LanguageConfig other) {
        return new LanguageLearning(other, tokenizer, train, validation, test);
    }

    RunningText train() {
        return train;
    }

    RunningText validation() {
        return validation;
    }

    RunningText test() {
        return test;
    }

    /**
     * What the training of the network suffers from. It is tried again several times, each time changed in one thing.
     *
     * @param progress is told what is being tried
     */
    public Diagnosis examine(Consumer<Wording> progress) {
        return Doctor.examine(LanguagePatient.of(this), key().at("doctor"), progress);
    }

    /** What to set, such as "rate=0.02", so that a run is trained so; empty where no setting does. */
    public Optional<String> setting(Treatment cure) {
        return LanguagePatient.setting(cure, config);
    }

    /** The network, whose settings can be searched. */
    public Tunable<LanguageConfig> tuning() {
        return new LanguageTuning(this);
    }
}
