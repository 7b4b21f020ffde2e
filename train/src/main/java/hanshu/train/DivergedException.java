package hanshu.train;

import hanshu.data.Wording;
import java.util.Optional;

/** The loss or its gradient is no longer a number: the walk left the region where θ makes sense. */
public final class DivergedException extends RuntimeException {
    private final transient Wording wording;

    DivergedException(Step step, Optional<String> firstBad, int bestEpoch) {
        this(said(step, firstBad, bestEpoch));
    }

    private DivergedException(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    /** The message, in English and in Chinese. */
    public Wording wording() {
        return wording;
    }

    private static Wording said(Step step, Optional<String> firstBad, int bestEpoch) {
        return Wording.of(
                        "training diverged in epoch %d at step %d, batch %d of %d: the loss is %s and the gradient's length %s at rate %s%s. "
                                + "Try a smaller rate (%s), clip the gradient, warm up, or look for values in the data that "
                                + "are infinite or far from the others.%s",
                        "训练在第 %1$d 轮第 %2$d 步（%4$d 批中的第 %3$d 批）发散：学习率 %7$s 时损失是 %5$s，梯度长度 %6$s%8$s。"
                                + "试试更小的学习率（%9$s）、裁剪梯度、预热，或查找数据中无穷大或离其他值很远的值。%10$s")
                .with(
                        step.epoch(),
                        step.step(),
                        step.batch(),
                        step.batches(),
                        (float) step.loss(),
                        (float) step.gradientNorm(),
                        (float) step.rate(),
                        firstBad.map(where -> Wording.of(
                                                "; the first number that is none comes from %s", "；第一个不是数的来自 %s")
                                        .with(where))
                                .orElse(Wording.of("")),
                        (float) (step.rate() / 10),
                        bestEpoch > 0
                                ? Wording.of(" The best model, of epoch %d, is kept.", "最好的模型（第 %d 轮）已保留。")
                                        .with(bestEpoch)
                                : Wording.of(""));
    }
}
