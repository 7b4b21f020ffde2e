package hanshu.train.doctor;

import hanshu.tensor.Key;
import hanshu.train.doctor.Diagnosis.Sureness;
import hanshu.train.doctor.Findings.Named;
import hanshu.train.metric.Digits;
import java.util.Optional;

/** What is wrong with the rows: it makes all other numbers worthless. */
final class RowsExam<M, B> {
    /** Unseen rows that are learned from too, of which fewer may be chance. */
    static final double TWINS = 0.05;

    /** A column that alone tells so much, while the next tells less than {@link #REST}, gives the answer away. */
    static final double GIVEN_AWAY = 0.95;

    static final double REST = 0.8;

    /** By how much of the naive loss unseen rows of another kind must be worse. */
    private static final double COSTS = 0.04;

    /** Explained shares of the loss below this are hardly anything. */
    private static final double HARDLY = 0.05;

    private final Patient<M, B> patient;
    private final Trials<M, B> trials;
    private final Findings findings;
    private final Key key;

    RowsExam(Patient<M, B> patient, Trials<M, B> trials, Findings findings, Key key) {
        this.patient = patient;
        this.trials = trials;
        this.findings = findings;
        this.key = key;
    }

    Optional<Named> named() {
        if (patient.trainRows().isEmpty() || patient.testRows().isEmpty()) {
            return Optional.empty();
        }
        var train = patient.trainRows().get();
        var unseen = patient.testRows().get();
        if (train.names().isEmpty()) {
            return Optional.empty();
        }
        var twins = Twins.between(train, unseen);
        var shared = "%d of %d unseen rows are learned from too".formatted(twins.twins(), twins.of());
        if (twins.share() >= TWINS) {
            return findings.name(Illness.DUPLICATES, Sureness.SURE, "repeated rows", shared);
        }
        findings.note("repeated rows", shared);
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
                return findings.name(Illness.LEAKAGE, Sureness.LIKELY, "columns one by one", found);
            }
            findings.note("columns one by one", found);
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
            findings.note("learned or unseen?", found);
            return Optional.empty();
        }
        var asItWas = trials.of(Treatment.NONE);
        double test = asItWas.loss(patient.test());
        found += ", by %s more than by others; the loss is %s on training rows and %s on such"
                .formatted(
                        Telling.apart(train, unseen).getFirst().column(), Digits.of(asItWas.train()), Digits.of(test));
        boolean costs = test - asItWas.train() >= COSTS * patient.naive();
        if (!costs || asItWas.explainedOfTraining() < HARDLY) {
            findings.note("learned or unseen?", found);
            return Optional.empty();
        }
        return findings.name(Illness.SHIFT, Sureness.SURE, "learned or unseen?", found);
    }
}
