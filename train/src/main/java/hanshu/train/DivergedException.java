package hanshu.train;

import java.util.Optional;

/** The loss or its gradient is no longer a number: the walk left the region where θ makes sense. */
public final class DivergedException extends RuntimeException {
    DivergedException(Step step, Optional<String> firstBad, int bestEpoch) {
        super(
                ("training diverged in epoch %d at step %d, batch %d of %d: the loss is %s and the gradient's length %s at rate %s%s. "
                                + "Try a smaller rate (%s), clip the gradient, warm up, or look for values in the data that "
                                + "are infinite or far from the others.%s")
                        .formatted(
                                step.epoch(),
                                step.step(),
                                step.batch(),
                                step.batches(),
                                (float) step.loss(),
                                (float) step.gradientNorm(),
                                (float) step.rate(),
                                firstBad.map(where -> "; the first number that is none comes from " + where)
                                        .orElse(""),
                                (float) (step.rate() / 10),
                                bestEpoch > 0 ? " The best model, of epoch " + bestEpoch + ", is kept." : ""));
    }
}
