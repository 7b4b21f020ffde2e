package hanshu.learn.supervised.language;

import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.doctor.Patient;
import hanshu.train.doctor.Rows;
import hanshu.train.doctor.Treatment;
import java.util.Optional;

/**
 * The training of a language as a patient. A row is a window of the text.
 *
 * @param config of the run, or changed in one thing
 * @param text that is learned from
 */
record LanguagePatient(LanguageLearning learning, LanguageConfig config, RunningText text)
        implements Patient<LanguageModel<?>, Examples> {
    /** A wider network than this takes too long to be tried. */
    private static final int MOST_WIDTH = 256;

    private static final int WIDER = 4;

    static LanguagePatient of(LanguageLearning learning) {
        return new LanguagePatient(learning, learning.config(), learning.train());
    }

    @Override
    public Training<LanguageModel<?>, Examples> training(Key key) {
        return learning.with(config).training(text, key);
    }

    @Override
    public Optional<LanguagePatient> treated(Treatment treatment) {
        return switch (treatment) {
            case NONE -> Optional.of(this);
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE ->
                Optional.of(with(treatment.rate() * config.rate(), config.steps(), config.width(), config.decay()));
            case LONGER ->
                Optional.of(with(config.rate(), treatment.epochs() * config.steps(), config.width(), config.decay()));
            case WIDER ->
                WIDER * config.width() <= MOST_WIDTH
                        ? Optional.of(with(config.rate(), config.steps(), WIDER * config.width(), config.decay()))
                        : Optional.empty();
            case NO_DECAY ->
                config.decay() > 0
                        ? Optional.of(with(config.rate(), config.steps(), config.width(), 0))
                        : Optional.empty();
            case HALF_THE_ROWS -> {
                int tokens = text.tokens().size(0);
                yield tokens / 2 > text.context()
                        ? Optional.of(new LanguagePatient(learning, config, text.part(tokens / 2, tokens)))
                        : Optional.empty();
            }
            case THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY ->
                Optional.empty(); // so it is trained anyway
        };
    }

    /** What to set so that a run is trained so; empty where no setting does. */
    static Optional<String> setting(Treatment cure, LanguageConfig config) {
        return switch (cure) {
            case SMALLER_RATE, FAR_SMALLER_RATE, LARGER_RATE, FAR_LARGER_RATE ->
                Optional.of("rate=" + (float) (cure.rate() * config.rate()));
            case LONGER -> Optional.of("steps=" + cure.epochs() * config.steps());
            case WIDER -> Optional.of("width=" + WIDER * config.width());
            case NO_DECAY -> Optional.of("decay=0");
            case HALF_THE_ROWS -> // which was worse: what forgets more needs fewer
                Optional.of("dropout=" + (float) Math.min(0.5, config.dropout() + 0.2));
            case NONE, THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED, EARLY -> Optional.empty();
        };
    }

    private LanguagePatient with(double rate, int steps, int width, double decay) {
        return new LanguagePatient(learning, config.with(rate, steps, width, decay), text);
    }

    // ---- what the doctor asks

    @Override
    public Objective<LanguageModel<?>, Examples> objective() {
        return LanguageModel::loss;
    }

    @Override
    public Batches<Examples> train() {
        return text.inOrder();
    }

    @Override
    public Batches<Examples> validation() {
        return learning.validation().inOrder();
    }

    @Override
    public Batches<Examples> test() {
        return learning.test().inOrder();
    }

    @Override
    public int batch() {
        return config.batch();
    }

    @Override
    public double rate() {
        return config.rate();
    }

    /** Of each token as often as it comes. */
    @Override
    public double naive() {
        return Rows.entropy(text.tokens().toDoubles(), learning.tokenizer().size());
    }

    @Override
    public Tensor answers(LanguageModel<?> model, Examples batch) {
        return model.logits(batch.x(), Pass.evaluation());
    }
}
