package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.tensor.Key;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The training of a patient as it was and changed in one thing; each is tried when it is first asked for. */
final class Trials<M, B> {
    /** A treatment helps if it lowers the loss by this share, and by this share of the naive loss. */
    private static final double HELPS = 0.1;

    private static final double HELPS_OF_NAIVE = 0.03;

    private final Patient<M, B> patient;
    private final Key key;
    private final Consumer<Wording> progress;
    private final Map<Treatment, Trial<M, B>> tried = new EnumMap<>(Treatment.class);

    Trials(Patient<M, B> patient, Key key, Consumer<Wording> progress) {
        this.patient = patient;
        this.key = key;
        this.progress = progress;
    }

    /** Those that were tried. */
    List<Trial<M, B>> all() {
        return List.copyOf(tried.values());
    }

    Trial<M, B> of(Treatment treatment) {
        return tried.computeIfAbsent(treatment, t -> Trial.of(t, treated(t), key.at("first")));
    }

    private Patient<M, B> treated(Treatment treatment) {
        if (treatment != Treatment.NONE) {
            progress.accept(Wording.of("trying it %s", "试一试：%s").with(treatment.words()));
        }
        return patient.treated(treatment).<Patient<M, B>>map(p -> p).orElseThrow();
    }

    double gain(Trial<M, B> trial) {
        return worth(of(Treatment.NONE)) - worth(trial);
    }

    /** Where nothing can be said of a loss, it is worse than any. */
    private double worth(Trial<M, B> trial) {
        return trial.hasDiverged() ? 1e6 * patient.naive() : trial.validation();
    }

    /** Whether it lowers the loss. */
    boolean helps(Treatment treatment) {
        return patient.treated(treatment).isPresent() && helps(of(Treatment.NONE), of(treatment));
    }

    /** On unseen rows; what walks farther, or with more unknowns, on training rows too: else it only walks less far. */
    private boolean helps(Trial<M, B> before, Trial<M, B> after) {
        if (after.hasDiverged()) {
            return false;
        }
        if (before.hasDiverged()) {
            return after.train() < patient.naive();
        }
        boolean mends = switch (after.treatment()) {
            case THAWED, FRESH, STANDARDISED, LARGER_BATCH, CLIPPED -> true;
            case NONE,
                    NO_DECAY,
                    SMALLER_RATE,
                    FAR_SMALLER_RATE,
                    LARGER_RATE,
                    FAR_LARGER_RATE,
                    LONGER,
                    WIDER,
                    EARLY,
                    HALF_THE_ROWS -> isLower(before.train(), after.train());
        };
        return mends && isLower(before.validation(), after.validation());
    }

    boolean isLower(double before, double after) {
        return before - after >= Math.max(HELPS * before, HELPS_OF_NAIVE * patient.naive());
    }

    /** Whether it helps with another seed too: what helps only once is chance. */
    boolean helpsAgain(Treatment treatment) {
        var again = key.at("again");
        var untreated = Trial.of(Treatment.NONE, patient, again);
        var treated = Trial.of(treatment, treated(treatment), again);
        return helps(of(Treatment.NONE), treated) && worth(treated) < worth(untreated);
    }
}
