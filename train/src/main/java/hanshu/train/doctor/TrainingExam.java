package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.nn.Params;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Findings.Named;
import hanshu.train.metric.Digits;
import java.util.List;
import java.util.Optional;

/** What is wrong if the loss on training rows is large: the loss itself, the model, or the walk. */
final class TrainingExam<M, B> {
    /** Among treatments, one that is simpler is named if it gains this share of what the best gains. */
    private static final double AS_GOOD = 0.8;

    /** Ten times the rate goes farther than four times the epochs, even where the rate is right. */
    private static final double NEARLY_AS_GOOD = 0.5;

    /** Steps that change weights by less of their size than this are small; a thousandth is usual. */
    static final double SLOW = 1e-3;

    private static final double MOSTLY_DEAD = 0.6;

    private static final double VANISHED = 1e-3;

    private static final double LITTLE = 0.4;

    private static final Wording UNITS = Wording.of("units", "单元");

    private static final Wording THROUGH_TIME = Wording.of("gradient through time", "沿时间的梯度");

    private final Patient<M, B> patient;
    private final Trials<M, B> trials;
    private final Findings findings;

    TrainingExam(Patient<M, B> patient, Trials<M, B> trials, Findings findings) {
        this.patient = patient;
        this.trials = trials;
        this.findings = findings;
    }

    Optional<Named> named() {
        return lossFunction().or(this::optimisation);
    }

    private Optional<Named> lossFunction() {
        var first = trials.of(Treatment.NONE);
        var classes = patient.trainRows().map(Rows::classes).orElse(0);
        return LossFit.of(first, classes)
                .flatMap(fit -> findings.name(
                        Illness.WRONG_LOSS, Sureness.SURE, Wording.of("the loss's graph", "损失的计算图"), fit.words()));
    }

    private Optional<Named> optimisation() {
        var asItWas = trials.of(Treatment.NONE);
        asItWas.diverged()
                .ifPresentOrElse(
                        why -> findings.note(Wording.of("the training", "训练"), why.wording()),
                        () -> findings.note(
                                Wording.of("loss", "损失"),
                                Wording.of(
                                                "%s on training rows and %s on unseen ones; the best answer that looks at nothing has %s",
                                                "训练行上 %s，未见行上 %s；什么都不看的最好答案是 %s")
                                        .with(
                                                Digits.of(asItWas.train()),
                                                Digits.of(asItWas.validation()),
                                                Digits.of(patient.naive()))));
        var frozen = patient.frozen(Params.of(asItWas.firstModel()));
        if (!frozen.isEmpty()) {
            findings.note(
                    Wording.of("θ"), Wording.of("never learned: %s", "从不学习：%s").with(String.join(", ", frozen)));
        }
        var start = Start.of(asItWas);
        var activity = Activity.of(asItWas.trackedLoss(asItWas.hasDiverged() ? asItWas.firstModel() : asItWas.model()));
        activity.forEach(layer -> {
            if (layer.dead() > 0.1) {
                findings.note(
                        UNITS,
                        Wording.of(
                                        "%s of the %d units after %s are 0 for every row",
                                        "%3$s 之后的 %2$d 个单元中有 %1$s 对每一行都是 0")
                                .with(Digits.percent(layer.dead()), layer.units(), layer.layer()));
            }
            if (layer.saturated() > 0.5) {
                findings.note(
                        UNITS,
                        Wording.of("%s of the values after %s (%s) are at its bounds", "%2$s（%3$s）之后的值有 %1$s 到了边界")
                                .with(Digits.percent(layer.saturated()), layer.layer(), layer.kind()));
            }
        });
        boolean dead = Activity.of(asItWas.trackedLoss(asItWas.firstModel())).stream()
                .anyMatch(layer -> layer.dead() >= MOSTLY_DEAD);

        for (var treatment :
                List.of(Treatment.THAWED, Treatment.STANDARDISED, Treatment.LARGER_BATCH, Treatment.NO_DECAY)) {
            var named = trials.helps(treatment) ? healed(treatment, illness(treatment)) : Optional.<Named>empty();
            if (named.isPresent()) {
                return named;
            }
        }
        var slopes = slopes(asItWas);
        boolean vanishes = slopes.filter(s -> s.first() < VANISHED * s.last()).isPresent();
        boolean explodes = slopes.isPresent() && (asItWas.burst() > 100 || asItWas.hasDiverged());
        if (explodes && trials.helps(Treatment.CLIPPED)) {
            findings.note(
                    Wording.of("gradient", "梯度"),
                    Wording.of("its greatest length is %s times its usual one", "最大长度是平常的 %s 倍")
                            .with(Digits.of(asItWas.burst())));
            var named = healed(Treatment.CLIPPED, Illness.EXPLODING);
            if (named.isPresent()) {
                return named;
            }
        }
        if ((start.isOdd() || dead) && trials.helps(Treatment.FRESH)) {
            var named = healed(Treatment.FRESH, start.isOdd() ? Illness.BAD_START : Illness.DEAD_UNITS);
            if (named.isPresent()) {
                start.words().ifPresent(words -> findings.speak(Wording.of("the first weights", "初始的权重"), words));
                return named;
            }
        }
        if (vanishes && asItWas.explainedOfTraining() < LITTLE) {
            var s = slopes.orElseThrow();
            return findings.name(
                    Illness.VANISHING,
                    Sureness.LIKELY,
                    THROUGH_TIME,
                    Wording.of("at the first step it is %s of what it is at the last", "第一步的是最后一步的 %s")
                            .with(Digits.of(s.first() / s.last())));
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
        findings.note(
                Wording.of("steps", "步子"),
                Wording.of("a usual one changes a weight by a share of %s of its size", "平常一步使权重改变其大小的 %s")
                        .with(Digits.of(pace)));
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
                .filter(trials::helps)
                .mapToDouble(treatment -> trials.gain(trials.of(treatment)))
                .max()
                .orElse(0);
        for (var treatment : order) {
            double enough = best * (treatment == Treatment.LONGER ? NEARLY_AS_GOOD : AS_GOOD);
            if (trials.helps(treatment) && trials.gain(trials.of(treatment)) >= enough) {
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
                    findings.note(
                            THROUGH_TIME,
                            Wording.of("%s at the first steps, %s at the last, before training", "训练之前，最初几步 %s，最后几步 %s")
                                    .with(Digits.of(first / part), Digits.of(last / part)));
                    return new Slopes(first, last);
                });
    }

    private Optional<Named> healed(Treatment treatment, Illness illness) {
        var before = trials.of(Treatment.NONE);
        var after = trials.of(treatment);
        boolean heals = trials.helpsAgain(treatment);
        var found = Wording.of(
                        "loss %s on training rows and %s on unseen ones, in place of %s and %s; %s with another seed",
                        "损失在训练行上 %s，在未见行上 %s，原来是 %s 和 %s；换一个随机种子%s")
                .with(
                        Digits.of(after.train()),
                        Digits.of(after.validation()),
                        words(before, before.train()),
                        words(before, before.validation()),
                        heals ? Wording.of("so it is", "也是如此") : Wording.of("but not so", "却不是这样"));
        if (heals) {
            return findings.cured(illness, Sureness.SURE, treatment, found);
        }
        findings.note(treatment.words(), found);
        return Optional.empty();
    }

    private static Wording words(Trial<?, ?> trial, double loss) {
        return trial.hasDiverged() ? Wording.of("none that is a number", "不是数") : Wording.of(Digits.of(loss));
    }
}
