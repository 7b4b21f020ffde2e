package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.nn.Params;
import hanshu.train.metric.Digits;
import java.util.Optional;

/**
 * The weights before the first step.
 *
 * @param words what is odd about them; empty if nothing is
 */
record Start(Optional<Wording> words) {
    /** Weights are usually about 1/√fan-in in size; they are odd if so many times larger or smaller. */
    private static final double ODD = 5;

    static Start of(Trial<?, ?> trial) {
        for (var slot : Params.of(trial.firstModel()).slots()) {
            if (!slot.learned() || slot.shape().rank() < 2) {
                continue;
            }
            var values = Params.of(trial.firstModel()).get(slot.name()).toFloats();
            int out = slot.shape().size(-1);
            int in = values.length / out;
            double squares = 0;
            boolean alike = out > 1;
            for (int i = 0; i < values.length; i++) {
                squares += (double) values[i] * values[i];
                alike &= values[i] == values[i / out * out];
            }
            if (alike) {
                return new Start(Optional.of(
                        Wording.of("all units of %s begin alike, and so learn alike", "%s 的所有单元起点相同，所以学得也相同")
                                .with(slot.name())));
            }
            double usual = Math.sqrt(squares / values.length) * Math.sqrt(in);
            if (usual > ODD || usual < 1 / (2 * ODD)) {
                return new Start(Optional.of(
                        Wording.of("%s begins %s times as large as is usual (1/√fan-in)", "%s 的起点是平常（1/√fan-in）的 %s 倍大")
                                .with(slot.name(), Digits.of(usual))));
            }
        }
        return new Start(Optional.empty());
    }

    boolean isOdd() {
        return words.isPresent();
    }
}
