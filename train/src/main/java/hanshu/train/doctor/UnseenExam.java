package hanshu.train.doctor;

import hanshu.data.Wording;
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

    private static final Wording LABELS = Wording.of("labels", "标签");

    private static final Wording BOTH_ROWS = Wording.of("training and unseen rows", "训练行与未见行");

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
                        Wording.of("loss and steps", "损失与步子"),
                        Wording.of(
                                "the loss is no lower than that of the best answer that looks at nothing, and the steps are small",
                                "损失不低于什么都不看的最好答案，而且步子很小"))
                : findings.name(
                        Illness.NOTHING_LEARNED,
                        Sureness.LIKELY,
                        Wording.of("trials", "试验"),
                        Wording.of(
                                "neither another rate nor more epochs nor a wider model lowered the loss",
                                "换学习率、加轮数、加宽模型都没有降低损失"));
    }

    private Optional<Named> sureAndWrong(Trial<M, B> best) {
        return Judgement.of(best).flatMap(judged -> {
            var found = Wording.of(
                            "where the function is surest, on %d of the unseen rows, %s of the labels say otherwise",
                            "在函数最有把握的 %d 个未见行上，有 %s 的标签另有说法")
                    .with(judged.sure(), Digits.percent(judged.sureAndWrong()));
            boolean knownByHeart = best.explainedOfTraining() - best.explainedOfUnseen() > GAP;
            if (judged.isSurelyWrong(NOISY) && !knownByHeart && best.explainedOfTraining() > HARDLY) {
                return findings.name(Illness.LABEL_NOISE, Sureness.LIKELY, LABELS, found);
            }
            findings.note(LABELS, found);
            return Optional.empty();
        });
    }

    private Optional<Named> rareClasses(Trial<M, B> trial) {
        return Judgement.of(trial)
                .flatMap(judged -> judged.missed(RARE)
                        .flatMap(missed -> findings.name(
                                Illness.IMBALANCE,
                                Sureness.LIKELY,
                                Wording.of("classes", "类别"),
                                Wording.of(
                                                "%s of the unseen rows have class %d, which is named for %s of them; %s of all rows are right",
                                                "%s 的未见行属于类别 %d，其中只有 %s 被说出；全部行中 %s 正确")
                                        .with(
                                                Digits.percent(missed.share()),
                                                missed.label(),
                                                Digits.percent(missed.recall()),
                                                Digits.percent(judged.right())))));
    }

    private Optional<Named> overfit(Trial<M, B> asItWas) {
        double gap = asItWas.explainedOfTraining() - asItWas.explainedOfUnseen();
        var found = Wording.of(
                        "of the naive loss %s is explained on training rows, %s on unseen ones",
                        "朴素损失在训练行上解释了 %s，在未见行上 %s")
                .with(Digits.percent(asItWas.explainedOfTraining()), Digits.percent(asItWas.explainedOfUnseen()));
        if (gap < GAP) {
            findings.note(BOTH_ROWS, found);
            return Optional.empty();
        }
        if (patient.treated(Treatment.EARLY).isPresent()
                && trials.isLower(
                        asItWas.validation(), trials.of(Treatment.EARLY).validation())) {
            findings.speak(BOTH_ROWS, found);
            return findings.cured(
                    Illness.OVERFIT,
                    Sureness.SURE,
                    Treatment.EARLY,
                    Wording.of("loss %s on unseen rows in place of %s", "未见行上的损失是 %s，原来是 %s")
                            .with(Digits.of(trials.of(Treatment.EARLY).validation()), Digits.of(asItWas.validation())));
        }
        if (patient.treated(Treatment.HALF_THE_ROWS).isPresent()
                && trials.isLower(trials.of(Treatment.HALF_THE_ROWS).validation(), asItWas.validation())) {
            findings.speak(BOTH_ROWS, found);
            return findings.cured(
                    Illness.OVERFIT,
                    Sureness.LIKELY,
                    Treatment.HALF_THE_ROWS,
                    Wording.of(
                                    "loss %s on unseen rows, with all of them %s: more would lower it further",
                                    "未见行上的损失是 %s，用全部行是 %s：更多的行会进一步降低它")
                            .with(
                                    Digits.of(trials.of(Treatment.HALF_THE_ROWS).validation()),
                                    Digits.of(asItWas.validation())));
        }
        findings.note(BOTH_ROWS, found);
        return Optional.empty();
    }
}
