package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.train.Movement;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Findings.Named;
import hanshu.train.metric.Digits;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Finds what a training suffers from, by the chart of the course: first the data; then the loss on training rows, which,
 * if it is large, is the model's or the optimiser's; then the loss on unseen rows, which, if that one is large, is
 * overfitting or another distribution. What can be counted is counted; all else is tried: the training is repeated
 * changed in one thing, and what lowers the loss on training and on unseen rows alike, with a second seed too, is the
 * remedy. So a finding never rests on a rule of thumb alone.
 */
public final class Doctor {
    private static final int PRODUCTS = 16;

    private Doctor() {}

    /**
     * Examines a training.
     *
     * @param progress is told what is being tried
     */
    public static <M, B> Diagnosis examine(Patient<M, B> patient, Key key, Consumer<Wording> progress) {
        var findings = new Findings();
        var trials = new Trials<>(patient, key, progress);
        progress.accept(Wording.of("looking at the rows", "查看各行"));
        var named = new RowsExam<>(patient, trials, findings, key)
                .named()
                .or(() -> new TrainingExam<>(patient, trials, findings).named())
                .or(() -> new UnseenExam<>(patient, trials, findings).named())
                .orElse(new Named(Illness.HEALTHY, Sureness.LIKELY, Optional.empty()));
        if (named.illness() == Illness.HEALTHY || named.illness() == Illness.OVERFIT) {
            LearningCurve.of(patient, trials, key)
                    .ifPresent(words -> findings.note(Wording.of("learning curve", "学习曲线"), words));
        }
        trials.all().stream()
                .filter(trial -> trial.treatment() == Treatment.NONE && !trial.hasDiverged())
                .findFirst()
                .ifPresent(asItWas -> {
                    progress.accept(Wording.of("looking at the curvature", "查看曲率"));
                    findings.note(Wording.of("curvature", "曲率"), curvature(asItWas, key));
                    movement(asItWas)
                            .ifPresent(words ->
                                    findings.note(Wording.of("layers, when last looked at", "各层，最后一次查看时"), words));
                });
        var tried = trials.all().stream()
                .map(trial -> new Diagnosis.Tried(trial.treatment(), trial.train(), trial.validation()))
                .toList();
        return new Diagnosis(named.illness(), named.sureness(), named.cure(), findings.all(), tried);
    }

    /** Gradient norms and update-to-weight ratios, which should be alike from layer to layer. */
    private static <M, B> Optional<Wording> movement(Trial<M, B> trial) {
        var moments = trial.lastMoment();
        if (moments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Wording.of(
                        "gradients of length %s; steps of a share of the weights of %s", "梯度长度 %s；每步占权重的比例 %s")
                .with(
                        range(moments, Movement::gradient),
                        range(
                                moments.stream()
                                        .filter(each -> each.movement().weight() > 0) // a bias that began as 0
                                        .toList(),
                                Movement::ratio)));
    }

    private static Wording range(List<Trial.Moment> moments, ToDoubleFunction<Movement> of) {
        var sorted = moments.stream()
                .sorted(Comparator.comparingDouble(each -> of.applyAsDouble(each.movement())))
                .toList();
        return sorted.isEmpty()
                ? Wording.of("none", "无")
                : Wording.of("%s (%s) to %s (%s)", "%s（%s）至 %s（%s）")
                        .with(
                                Digits.of(of.applyAsDouble(sorted.getFirst().movement())),
                                sorted.getFirst().parameter(),
                                Digits.of(of.applyAsDouble(sorted.getLast().movement())),
                                sorted.getLast().parameter());
    }

    private static <M, B> Wording curvature(Trial<M, B> trial, Key key) {
        M model = trial.model();
        var params = Params.of(model);
        var patient = trial.patient();
        var loss = patient.objective().loss(params.in(model), Trial.fewer(patient), Pass.evaluation());
        var spectrum = Spectrum.of(loss, params, PRODUCTS, key.at("curvature"));
        return Wording.of(
                        "H has eigenvalues from %s to %s at the end, the gradient length %s: %s",
                        "结束时 H 的特征值从 %s 到 %s，梯度长度 %s：%s")
                .with(
                        Digits.of(spectrum.least()),
                        Digits.of(spectrum.most()),
                        Digits.of(spectrum.gradient()),
                        spectrum.place());
    }
}
