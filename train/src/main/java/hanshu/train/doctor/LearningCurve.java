package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.tensor.Key;
import hanshu.train.metric.Digits;
import java.util.Optional;

/**
 * The loss on unseen rows against how many rows are learned from (Cortes, Jackel, Solla, Vapnik & Denker 1994): whether
 * more of them would help.
 */
final class LearningCurve {
    /** A quarter of the rows is to fill so many batches. */
    private static final int BATCHES = 2;

    private LearningCurve() {}

    /** What the curve says; empty where there are too few rows for one. */
    static <M, B> Optional<Wording> of(Patient<M, B> patient, Trials<M, B> trials, Key key) {
        if (patient.train().count() < 4 * BATCHES * patient.batch()
                || patient.treated(Treatment.HALF_THE_ROWS).isEmpty()) {
            return Optional.empty();
        }
        double all = trials.of(Treatment.NONE).validation();
        var half = trials.of(Treatment.HALF_THE_ROWS);
        return half.patient().treated(Treatment.HALF_THE_ROWS).map(fewer -> {
            double quarter =
                    Trial.of(Treatment.HALF_THE_ROWS, fewer, key.at("first")).validation();
            return Wording.of(
                            "loss on unseen rows %s from a quarter of the rows, %s from half, %s from all: %s",
                            "未见行上的损失：用四分之一的行 %s，用一半 %s，用全部 %s：%s")
                    .with(
                            Digits.of(quarter),
                            Digits.of(half.validation()),
                            Digits.of(all),
                            trials.isLower(half.validation(), all)
                                    ? Wording.of("more rows would lower it further", "更多的行会进一步降低它")
                                    : Wording.of("more rows would change it little", "更多的行不会让它有多大变化"));
        });
    }
}
