package hanshu.train.doctor;

import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Findings.Named;
import hanshu.train.metric.Digits;
import java.util.Optional;

/** What is wrong if the loss on unseen rows is large though that on training rows is small. */
final class UnseenExam<M, B> {
    /** Explained shares of the loss below this are hardly anything. */
    private static final double HARDLY = 0.05;

    /** A class is rare if it has less than this share of what it had if all were as frequent. */
    private static final double RARE = 0.3;

    /** Labels that contradict a function that is sure. */
    private static final double NOISY = 0.08;

    /** Explained shares of training and unseen loss that lie so far apart are overfitting. */
    private static final double GAP = 0.2;

    private final Patient<M, B> patient;
    private final Trials<M, B> trials;
    private final Findings findings;

    UnseenExam(Patient<M, B> patient, Trials<M, B> trials, Findings findings) {
        this.patient = patient;
        this.trials = trials;
        this.findings = findings;
    }

    Optional<Named> named() {
        var asItWas = trials.of(Treatment.NONE);
        var best = patient.treated(Treatment.EARLY).isPresent() ? trials.of(Treatment.EARLY) : asItWas;
        return sureAndWrong(best)
                .or(() -> rareClasses(asItWas))
                .or(() -> overfit(asItWas))
                .or(() -> nothingLearned(asItWas));
    }

    private Optional<Named> nothingLearned(Trial<M, B> asItWas) {
        if (asItWas.explainedOfTraining() >= HARDLY || asItWas.explainedOfUnseen() >= HARDLY) {
            return Optional.empty();
        }
        return asItWas.pace() < TrainingExam.SLOW
                ? findings.name(
                        Illness.RATE_TOO_SMALL,
                        Sureness.LIKELY,
                        "loss and steps",
                        "the loss is no lower than that of the best answer that looks at nothing, and the steps are small")
                : findings.name(
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
                return findings.name(Illness.LABEL_NOISE, Sureness.LIKELY, "labels", found);
            }
            findings.note("labels", found);
            return Optional.empty();
        });
    }

    private Optional<Named> rareClasses(Trial<M, B> trial) {
        return Judgement.of(trial)
                .flatMap(judged -> judged.missed(RARE)
                        .flatMap(missed -> findings.name(
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
            findings.note("training and unseen rows", found);
            return Optional.empty();
        }
        if (patient.treated(Treatment.EARLY).isPresent()
                && trials.isLower(
                        asItWas.validation(), trials.of(Treatment.EARLY).validation())) {
            findings.speak("training and unseen rows", found);
            return findings.cured(
                    Illness.OVERFIT,
                    Sureness.SURE,
                    Treatment.EARLY,
                    "loss %s on unseen rows in place of %s"
                            .formatted(
                                    Digits.of(trials.of(Treatment.EARLY).validation()),
                                    Digits.of(asItWas.validation())));
        }
        if (patient.treated(Treatment.HALF_THE_ROWS).isPresent()
                && trials.isLower(trials.of(Treatment.HALF_THE_ROWS).validation(), asItWas.validation())) {
            findings.speak("training and unseen rows", found);
            return findings.cured(
                    Illness.OVERFIT,
                    Sureness.LIKELY,
                    Treatment.HALF_THE_ROWS,
                    "loss %s on unseen rows, with all of them %s: more would lower it further"
                            .formatted(
                                    Digits.of(trials.of(Treatment.HALF_THE_ROWS).validation()),
                                    Digits.of(asItWas.validation())));
        }
        findings.note("training and unseen rows", found);
        return Optional.empty();
    }
}
