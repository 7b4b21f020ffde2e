package hanshu.train.doctor;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.metric.Digits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds what a training suffers from, by the chart of the course: first the data; then the loss on training rows, which,
 * if it is large, is the model's or the optimiser's; then the loss on unseen rows, which, if that one is large, is
 * overfitting or another distribution. What can be counted is counted; all else is tried: the training is repeated
 * changed in one thing, and what lowers the loss on training and on unseen rows alike, with a second seed too, is the
 * remedy. So a finding never rests on a rule of thumb alone.
 */
public final class Doctor<M, B> {
    /** Unseen rows that are learned from too, of which fewer may be chance. */
    private static final double TWINS = 0.05;

    /** A column that alone tells so much, while the next tells less than {@link #REST}, gives the answer away. */
    private static final double GIVEN_AWAY = 0.95;

    private static final double REST = 0.8;

    /** By how much of the naive loss unseen rows of another kind must be worse. */
    private static final double COSTS = 0.04;

    /** A treatment helps if it lowers the loss by this share, and by this share of the naive loss. */
    private static final double HELPS = 0.1;

    private static final double HELPS_OF_NAIVE = 0.03;

    /** Among treatments, one that is simpler is named if it gains this share of what the best gains. */
    private static final double AS_GOOD = 0.8;

    /** Ten times the rate goes farther than four times the epochs, even where the rate is right. */
    private static final double NEARLY_AS_GOOD = 0.5;

    /** Steps that change weights by less of their size than this are small; a thousandth is usual. */
    private static final double SLOW = 1e-3;

    private static final double MOSTLY_DEAD = 0.6;
    private static final double VANISHED = 1e-3;

    /** Explained shares of the loss: below the first hardly anything, below the second not much. */
    private static final double HARDLY = 0.05;

    private static final double LITTLE = 0.4;

    /** A class is rare if it has less than this share of what it had if all were as frequent. */
    private static final double RARE = 0.3;

    /** Labels that contradict a function that is sure. */
    private static final double NOISY = 0.08;

    /** Explained shares of training and unseen loss that lie so far apart are overfitting. */
    private static final double GAP = 0.2;

    private static final int PRODUCTS = 16;

    private final Patient<M, B> patient;
    private final Key key;
    private final Consumer<String> progress;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<Treatment, Trial<M, B>> trials = new EnumMap<>(Treatment.class);

    private Doctor(Patient<M, B> patient, Key key, Consumer<String> progress) {
        this.patient = patient;
        this.key = key;
        this.progress = progress;
    }

    /**
     * Examines a training.
     *
     * @param progress is told what is being tried
     */
    public static <M, B> Diagnosis examine(Patient<M, B> patient, Key key, Consumer<String> progress) {
        return new Doctor<>(patient, key, progress).examine();
    }

    private record Named(Illness illness, Sureness sureness, Optional<Treatment> cure) {}

    private Diagnosis examine() {
        var named = data().or(this::lossFunction)
                .or(this::optimisation)
                .or(this::unseenRows)
                .orElse(new Named(Illness.HEALTHY, Sureness.LIKELY, Optional.empty()));
        Trial<M, B> asItWas = trials.get(Treatment.NONE);
        if (asItWas != null && !asItWas.hasDiverged()) {
            lookAtCurvature(asItWas);
        }
        var tried = trials.values().stream()
                .map(trial -> new Diagnosis.Tried(trial.treatment(), trial.train(), trial.validation()))
                .toList();
        var sorted = Stream.concat(
                        evidence.stream().filter(Evidence::speaks),
                        evidence.stream().filter(e -> !e.speaks()))
                .toList();
        return new Diagnosis(named.illness, named.sureness, named.cure, sorted, tried);
    }

    private Optional<Named> name(Illness illness, Sureness sureness, String measured, String found) {
        evidence.add(Evidence.speaking(measured, found));
        return Optional.of(new Named(illness, sureness, Optional.empty()));
    }

    private Optional<Named> cured(Illness illness, Sureness sureness, Treatment by, String found) {
        evidence.add(Evidence.speaking(by.words(), found));
        return Optional.of(new Named(illness, sureness, Optional.of(by)));
    }

    private void note(String measured, String found) {
        evidence.add(Evidence.noted(measured, found));
    }

    // ---- the data

    private Optional<Named> data() {
        if (patient.trainRows().isEmpty() || patient.testRows().isEmpty()) {
            return Optional.empty();
        }
        var train = patient.trainRows().get();
        var unseen = patient.testRows().get();
        if (train.names().isEmpty()) {
            return Optional.empty();
        }
        progress.accept("looking at the rows");
        var twins = Twins.between(train, unseen);
        var shared = "%d of %d unseen rows are learned from too".formatted(twins.twins(), twins.of());
        if (twins.share() >= TWINS) {
            return name(Illness.DUPLICATES, Sureness.SURE, "repeated rows", shared);
        }
        note("repeated rows", shared);
        var telling = Telling.of(train, unseen);
        if (telling.size() > 1) {
            var first = telling.getFirst();
            var second = telling.get(1);
            var found = "%s alone tells %s of the answer, the next best column (%s) %s"
                    .formatted(
                            first.column(),
                            Digits.percent(Math.max(0, first.share())),
                            second.column(),
                            Digits.percent(Math.max(0, second.share())));
            if (first.share() >= GIVEN_AWAY && second.share() < REST) {
                return name(Illness.LEAKAGE, Sureness.LIKELY, "columns one by one", found);
            }
            note("columns one by one", found);
        }
        return shift(train, unseen);
    }

    /** Rows of another kind are an illness where they cost something: later rows are always told by their dates. */
    private Optional<Named> shift(Rows train, Rows unseen) {
        var shift = Shift.between(train, unseen, key.at("shift"));
        var found =
                "of a row learned from and an unseen one, a classifier finds the unseen one in %s (guessing: 50 %%, give or take %s)"
                        .formatted(Digits.percent(shift.auroc()), Digits.percent(shift.error()));
        if (!shift.isFound()) {
            note("learned or unseen?", found);
            return Optional.empty();
        }
        var asItWas = trial(Treatment.NONE);
        double test = asItWas.loss(patient.test());
        found += ", by %s more than by others; the loss is %s on training rows and %s on such"
                .formatted(
                        Telling.apart(train, unseen).getFirst().column(), Digits.of(asItWas.train()), Digits.of(test));
        boolean costs = test - asItWas.train() >= COSTS * patient.naive();
        if (!costs || asItWas.explainedOfTraining() < HARDLY) {
            note("learned or unseen?", found);
            return Optional.empty();
        }
        return name(Illness.SHIFT, Sureness.SURE, "learned or unseen?", found);
    }

    // ---- the loss

    private Optional<Named> lossFunction() {
        var first = trial(Treatment.NONE);
        var classes = patient.trainRows().map(Rows::classes).orElse(0);
        return LossFit.of(first, classes)
                .flatMap(fit -> name(Illness.WRONG_LOSS, Sureness.SURE, "the loss's graph", fit.words()));
    }

    // ---- training loss

    private Optional<Named> optimisation() {
        var asItWas = trial(Treatment.NONE);
        asItWas.diverged()
                .ifPresentOrElse(
                        why -> note("the training", why),
                        () -> note(
                                "loss",
                                "%s on training rows and %s on unseen ones; the best answer that looks at nothing has %s"
                                        .formatted(
                                                Digits.of(asItWas.train()),
                                                Digits.of(asItWas.validation()),
                                                Digits.of(patient.naive()))));
        var frozen = patient.frozen(Params.of(asItWas.firstModel()));
        if (!frozen.isEmpty()) {
            note("θ", "never learned: %s".formatted(String.join(", ", frozen)));
        }
        var start = Start.of(asItWas);
        var activity = Activity.of(asItWas.trackedLoss(asItWas.hasDiverged() ? asItWas.firstModel() : asItWas.model()));
        activity.forEach(layer -> {
            if (layer.dead() > 0.1) {
                note(
                        "units",
                        "%s of the %d units after %s are 0 for every row"
                                .formatted(Digits.percent(layer.dead()), layer.units(), layer.layer()));
            }
            if (layer.saturated() > 0.5) {
                note(
                        "units",
                        "%s of the values after %s (%s) are at its bounds"
                                .formatted(Digits.percent(layer.saturated()), layer.layer(), layer.kind()));
            }
        });
        boolean dead = Activity.of(asItWas.trackedLoss(asItWas.firstModel())).stream()
                .anyMatch(layer -> layer.dead() >= MOSTLY_DEAD);

        for (var treatment :
                List.of(Treatment.THAWED, Treatment.STANDARDISED, Treatment.LARGER_BATCH, Treatment.NO_DECAY)) {
            var named = helps(treatment) ? healed(treatment, illness(treatment)) : Optional.<Named>empty();
            if (named.isPresent()) {
                return named;
            }
        }
        var slopes = slopes(asItWas);
        boolean vanishes = slopes.filter(s -> s.first() < VANISHED * s.last()).isPresent();
        boolean explodes = slopes.isPresent() && (asItWas.burst() > 100 || asItWas.hasDiverged());
        if (explodes && helps(Treatment.CLIPPED)) {
            note("gradient", "its greatest length is %s times its usual one".formatted(Digits.of(asItWas.burst())));
            var named = healed(Treatment.CLIPPED, Illness.EXPLODING);
            if (named.isPresent()) {
                return named;
            }
        }
        if ((start.isOdd() || dead) && helps(Treatment.FRESH)) {
            start.words().ifPresent(words -> evidence.add(Evidence.speaking("the first weights", words)));
            var named = healed(Treatment.FRESH, start.isOdd() ? Illness.BAD_START : Illness.DEAD_UNITS);
            if (named.isPresent()) {
                return named;
            }
        }
        if (vanishes && asItWas.explainedOfTraining() < LITTLE) {
            var s = slopes.orElseThrow();
            return name(
                    Illness.VANISHING,
                    Sureness.LIKELY,
                    "gradient through time",
                    "at the first step it is %s of what it is at the last".formatted(Digits.of(s.first() / s.last())));
        }
        return walk(asItWas);
    }

    private static Illness illness(Treatment treatment) {
        return switch (treatment) {
            case THAWED -> Illness.FROZEN;
            case FRESH -> Illness.BAD_START;
            case STANDARDISED -> Illness.UNSCALED_INPUTS;
            case LARGER_BATCH -> Illness.SMALL_BATCH_NORM;
            case NO_DECAY -> Illness.STRONG_DECAY;
            case CLIPPED -> Illness.EXPLODING;
            case SMALLER_RATE, FAR_SMALLER_RATE -> Illness.RATE_TOO_LARGE;
            case LARGER_RATE, FAR_LARGER_RATE -> Illness.RATE_TOO_SMALL;
            case LONGER -> Illness.TOO_SHORT;
            case WIDER -> Illness.TOO_SMALL;
            case EARLY, HALF_THE_ROWS -> Illness.OVERFIT;
            case NONE -> Illness.HEALTHY;
        };
    }

    /** How far, how long, and with how large a model. */
    private Optional<Named> walk(Trial<M, B> asItWas) {
        double pace = asItWas.pace();
        note("steps", "a usual one changes a weight by a share of %s of its size".formatted(Digits.of(pace)));
        var order = pace < SLOW
                ? List.of(
                        Treatment.LARGER_RATE,
                        Treatment.FAR_LARGER_RATE,
                        Treatment.LONGER,
                        Treatment.SMALLER_RATE,
                        Treatment.WIDER)
                : List.of(
                        Treatment.SMALLER_RATE,
                        Treatment.FAR_SMALLER_RATE,
                        Treatment.LONGER,
                        Treatment.LARGER_RATE,
                        Treatment.WIDER);
        double best = order.stream()
                .filter(this::helps)
                .mapToDouble(treatment -> gain(trial(treatment)))
                .max()
                .orElse(0);
        for (var treatment : order) {
            double enough = best * (treatment == Treatment.LONGER ? NEARLY_AS_GOOD : AS_GOOD);
            if (helps(treatment) && gain(trial(treatment)) >= enough) {
                var named = healed(treatment, illness(treatment));
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        return Optional.empty();
    }

    private record Slopes(double first, double last) {}

    private Optional<Slopes> slopes(Trial<M, B> trial) {
        return patient.slopesByTime(trial.firstModel(), Trial.fewer(patient))
                .filter(s -> s.length >= 8)
                .map(s -> {
                    int part = s.length / 8;
                    double first = 0;
                    double last = 0;
                    for (int i = 0; i < part; i++) {
                        first += s[i];
                        last += s[s.length - 1 - i];
                    }
                    note(
                            "gradient through time",
                            "%s at the first steps, %s at the last, before training"
                                    .formatted(Digits.of(first / part), Digits.of(last / part)));
                    return new Slopes(first, last);
                });
    }

    // ---- trying

    private Trial<M, B> trial(Treatment treatment) {
        return trials.computeIfAbsent(treatment, t -> Trial.of(t, treated(t), key.at("first")));
    }

    private Patient<M, B> treated(Treatment treatment) {
        if (treatment != Treatment.NONE) {
            progress.accept("trying it " + treatment.words());
        }
        return patient.treated(treatment).<Patient<M, B>>map(p -> p).orElseThrow();
    }

    private double gain(Trial<M, B> trial) {
        return worth(trial(Treatment.NONE)) - worth(trial);
    }

    /** Where nothing can be said of a loss, it is worse than any. */
    private double worth(Trial<M, B> trial) {
        return trial.hasDiverged() ? 1e6 * patient.naive() : trial.validation();
    }

    /** Whether it lowers the loss. */
    private boolean helps(Treatment treatment) {
        return patient.treated(treatment).isPresent() && helps(trial(Treatment.NONE), trial(treatment));
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

    private boolean isLower(double before, double after) {
        return before - after >= Math.max(HELPS * before, HELPS_OF_NAIVE * patient.naive());
    }

    /** Tried again with another seed: what helps only once is chance. */
    private Optional<Named> healed(Treatment treatment, Illness illness) {
        var before = trial(Treatment.NONE);
        var after = trial(treatment);
        var again = key.at("again");
        var untreated = Trial.of(Treatment.NONE, patient, again);
        var treated = Trial.of(treatment, treated(treatment), again);
        boolean heals = helps(before, treated) && worth(treated) < worth(untreated);
        var found = "loss %s on training rows and %s on unseen ones, in place of %s and %s; %s with another seed"
                .formatted(
                        Digits.of(after.train()),
                        Digits.of(after.validation()),
                        words(before, before.train()),
                        words(before, before.validation()),
                        heals ? "so it is" : "but not so");
        if (heals) {
            return cured(illness, Sureness.SURE, treatment, found);
        }
        note(treatment.words(), found);
        return Optional.empty();
    }

    private static String words(Trial<?, ?> trial, double loss) {
        return trial.hasDiverged() ? "none that is a number" : Digits.of(loss);
    }

    // ---- unseen rows

    private Optional<Named> unseenRows() {
        var asItWas = trial(Treatment.NONE);
        var best = patient.treated(Treatment.EARLY).isPresent() ? trial(Treatment.EARLY) : asItWas;
        return sureAndWrong(best)
                .or(() -> rareClasses(asItWas))
                .or(() -> overfit(asItWas))
                .or(() -> nothingLearned(asItWas));
    }

    private Optional<Named> nothingLearned(Trial<M, B> asItWas) {
        if (asItWas.explainedOfTraining() >= HARDLY || asItWas.explainedOfUnseen() >= HARDLY) {
            return Optional.empty();
        }
        return asItWas.pace() < SLOW
                ? name(
                        Illness.RATE_TOO_SMALL,
                        Sureness.LIKELY,
                        "loss and steps",
                        "the loss is no lower than that of the best answer that looks at nothing, and the steps are small")
                : name(
                        Illness.NOTHING_LEARNED,
                        Sureness.LIKELY,
                        "trials",
                        "neither another rate nor more epochs nor a wider model lowered the loss");
    }

    private Optional<Named> sureAndWrong(Trial<M, B> best) {
        return Judgement.of(best).flatMap(judged -> {
            var found = "where the function is surest, on %d of the unseen rows, %s of the labels say otherwise"
                    .formatted(judged.sure(), Digits.percent(judged.sureAndWrong()));
            boolean knownByHeart = best.explainedOfTraining() - best.explainedOfUnseen() > GAP;
            if (judged.isSurelyWrong(NOISY) && !knownByHeart && best.explainedOfTraining() > HARDLY) {
                return name(Illness.LABEL_NOISE, Sureness.LIKELY, "labels", found);
            }
            note("labels", found);
            return Optional.empty();
        });
    }

    private Optional<Named> rareClasses(Trial<M, B> trial) {
        return Judgement.of(trial)
                .flatMap(judged -> judged.missed(RARE)
                        .flatMap(missed -> name(
                                Illness.IMBALANCE,
                                Sureness.LIKELY,
                                "classes",
                                "%s of the unseen rows have class %d, which is named for %s of them; %s of all rows are right"
                                        .formatted(
                                                Digits.percent(missed.share()),
                                                missed.label(),
                                                Digits.percent(missed.recall()),
                                                Digits.percent(judged.right())))));
    }

    private Optional<Named> overfit(Trial<M, B> asItWas) {
        double gap = asItWas.explainedOfTraining() - asItWas.explainedOfUnseen();
        var found = "of the naive loss %s is explained on training rows, %s on unseen ones"
                .formatted(Digits.percent(asItWas.explainedOfTraining()), Digits.percent(asItWas.explainedOfUnseen()));
        if (gap < GAP) {
            note("training and unseen rows", found);
            return Optional.empty();
        }
        if (patient.treated(Treatment.EARLY).isPresent()
                && isLower(asItWas.validation(), trial(Treatment.EARLY).validation())) {
            evidence.add(Evidence.speaking("training and unseen rows", found));
            return cured(
                    Illness.OVERFIT,
                    Sureness.SURE,
                    Treatment.EARLY,
                    "loss %s on unseen rows in place of %s"
                            .formatted(
                                    Digits.of(trial(Treatment.EARLY).validation()), Digits.of(asItWas.validation())));
        }
        if (patient.treated(Treatment.HALF_THE_ROWS).isPresent()
                && isLower(trial(Treatment.HALF_THE_ROWS).validation(), asItWas.validation())) {
            evidence.add(Evidence.speaking("training and unseen rows", found));
            return cured(
                    Illness.OVERFIT,
                    Sureness.LIKELY,
                    Treatment.HALF_THE_ROWS,
                    "loss %s on unseen rows, with all of them %s: more would lower it further"
                            .formatted(
                                    Digits.of(trial(Treatment.HALF_THE_ROWS).validation()),
                                    Digits.of(asItWas.validation())));
        }
        note("training and unseen rows", found);
        return Optional.empty();
    }

    // ---- curvature

    private void lookAtCurvature(Trial<M, B> trial) {
        progress.accept("looking at the curvature");
        M model = trial.model();
        var params = Params.of(model);
        var loss = patient.objective().loss(params.in(model), Trial.fewer(patient), Pass.evaluation());
        var spectrum = Spectrum.of(loss, params, PRODUCTS, key.at("curvature"));
        note(
                "curvature",
                "H has eigenvalues from %s to %s at the end, the gradient length %s: %s"
                        .formatted(
                                Digits.of(spectrum.least()),
                                Digits.of(spectrum.most()),
                                Digits.of(spectrum.gradient()),
                                spectrum.place()));
    }
}
