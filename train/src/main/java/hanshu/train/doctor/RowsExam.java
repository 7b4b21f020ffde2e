package hanshu.train.doctor;

import hanshu.data.Wording;
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

    private static final Wording REPEATED = Wording.of("repeated rows", "重复的行");

    private static final Wording ONE_BY_ONE = Wording.of("columns one by one", "逐列来看");

    private static final Wording LEARNED_OR_UNSEEN = Wording.of("learned or unseen?", "学过的还是未见的？");

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
        var shared = Wording.of("%d of %d unseen rows are learned from too", "%2$d 个未见行中有 %1$d 个也用来学习")
                .with(twins.twins(), twins.of());
        if (twins.share() >= TWINS) {
            return findings.name(Illness.DUPLICATES, Sureness.SURE, REPEATED, shared);
        }
        findings.note(REPEATED, shared);
        var telling = Telling.of(train, unseen);
        if (telling.size() > 1) {
            var first = telling.getFirst();
            var second = telling.get(1);
            var found = Wording.of(
                            "%s alone tells %s of the answer, the next best column (%s) %s",
                            "单凭 %s 就能说出答案的 %s，次好的列（%s）%s")
                    .with(
                            first.column(),
                            Digits.percent(Math.max(0, first.share())),
                            second.column(),
                            Digits.percent(Math.max(0, second.share())));
            if (first.share() >= GIVEN_AWAY && second.share() < REST) {
                return findings.name(Illness.LEAKAGE, Sureness.LIKELY, ONE_BY_ONE, found);
            }
            findings.note(ONE_BY_ONE, found);
        }
        return shift(train, unseen);
    }

    /** Rows of another kind are an illness where they cost something: later rows are always told by their dates. */
    private Optional<Named> shift(Rows train, Rows unseen) {
        var shift = Shift.between(train, unseen, key.at("shift"));
        var found = Wording.of(
                        "of a row learned from and an unseen one, a classifier finds the unseen one in %s (guessing: 50 %%, give or take %s)",
                        "给出一个学过的行和一个未见的行，分类器有 %s 认出未见的那个（瞎猜是 50 %%，上下浮动 %s）")
                .with(Digits.percent(shift.auroc()), Digits.percent(shift.error()));
        if (!shift.isFound()) {
            findings.note(LEARNED_OR_UNSEEN, found);
            return Optional.empty();
        }
        var asItWas = trials.of(Treatment.NONE);
        double test = asItWas.loss(patient.test());
        var costly = Wording.of(
                        "%s, by %s more than by others; the loss is %s on training rows and %s on such",
                        "%s，靠得最多的是 %s；损失在训练行上是 %s，在这样的行上是 %s")
                .with(
                        found,
                        Telling.apart(train, unseen).getFirst().column(),
                        Digits.of(asItWas.train()),
                        Digits.of(test));
        boolean costs = test - asItWas.train() >= COSTS * patient.naive();
        if (!costs || asItWas.explainedOfTraining() < HARDLY) {
            findings.note(LEARNED_OR_UNSEEN, costly);
            return Optional.empty();
        }
        return findings.name(Illness.SHIFT, Sureness.SURE, LEARNED_OR_UNSEEN, costly);
    }
}
