package hanshu.train.doctor;

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
    public static <M, B> Diagnosis examine(Patient<M, B> patient, Key key, Consumer<String> progress) {
        var findings = new Findings();
        var trials = new Trials<>(patient, key, progress);
        progress.accept("looking at the rows");
        var named = new RowsExam<>(patient, trials, findings, key)
                .named()
                .or(() -> new TrainingExam<>(patient, trials, findings).named())
                .or(() -> new UnseenExam<>(patient, trials, findings).named())
                .orElse(new Named(Illness.HEALTHY, Sureness.LIKELY, Optional.empty()));
        trials.all().stream()
                .filter(trial -> trial.treatment() == Treatment.NONE && !trial.hasDiverged())
                .findFirst()
                .ifPresent(asItWas -> {
                    progress.accept("looking at the curvature");
                    findings.note("curvature", curvature(asItWas, key));
                    movement(asItWas).ifPresent(words -> findings.note("layers, when last looked at", words));
                });
        var tried = trials.all().stream()
                .map(trial -> new Diagnosis.Tried(trial.treatment(), trial.train(), trial.validation()))
                .toList();
        return new Diagnosis(named.illness(), named.sureness(), named.cure(), findings.all(), tried);
    }

    /** Gradient norms and update-to-weight ratios, which should be alike from layer to layer. */
    private static <M, B> Optional<String> movement(Trial<M, B> trial) {
        var moments = trial.lastMoment();
        if (moments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("gradients of length %s; steps of a share of the weights of %s"
                .formatted(
                        range(moments, Movement::gradient),
                        range(
                                moments.stream()
                                        .filter(each -> each.movement().weight() > 0) // a bias that began as 0
                                        .toList(),
                                Movement::ratio)));
    }

    private static String range(List<Trial.Moment> moments, ToDoubleFunction<Movement> of) {
        var sorted = moments.stream()
                .sorted(Comparator.comparingDouble(each -> of.applyAsDouble(each.movement())))
                .toList();
        return sorted.isEmpty()
                ? "none"
                : "%s (%s) to %s (%s)"
                        .formatted(
                                Digits.of(of.applyAsDouble(sorted.getFirst().movement())),
                                sorted.getFirst().parameter(),
                                Digits.of(of.applyAsDouble(sorted.getLast().movement())),
                                sorted.getLast().parameter());
    }

    private static <M, B> String curvature(Trial<M, B> trial, Key key) {
        M model = trial.model();
        var params = Params.of(model);
        var patient = trial.patient();
        var loss = patient.objective().loss(params.in(model), Trial.fewer(patient), Pass.evaluation());
        var spectrum = Spectrum.of(loss, params, PRODUCTS, key.at("curvature"));
        return "H has eigenvalues from %s to %s at the end, the gradient length %s: %s"
                .formatted(
                        Digits.of(spectrum.least()),
                        Digits.of(spectrum.most()),
                        Digits.of(spectrum.gradient()),
                        spectrum.place());
    }
}
