package hanshu.train.doctor;

import hanshu.data.Wording;

/** One thing that is changed when a training is tried again. */
@SuppressWarnings("ImmutableEnumChecker") // a wording is two strings
public enum Treatment {
    NONE(Wording.of("as it was", "原样")),
    THAWED(Wording.of("with all of θ learned", "让全部 θ 都学习")),
    FRESH(Wording.of("with weights drawn anew", "重新抽取权重")),
    STANDARDISED(Wording.of("with standardised inputs", "输入标准化")),
    LARGER_BATCH(Wording.of("with batches of 32", "每批 32 行")),
    NO_DECAY(Wording.of("without weight decay", "不用权重衰减")),
    CLIPPED(Wording.of("with clipped gradients", "裁剪梯度")),
    SMALLER_RATE(Wording.of("with a tenth of the rate", "学习率取十分之一")),
    FAR_SMALLER_RATE(Wording.of("with a hundredth of the rate", "学习率取百分之一")),
    LARGER_RATE(Wording.of("with ten times the rate", "学习率取十倍")),
    FAR_LARGER_RATE(Wording.of("with a hundred times the rate", "学习率取百倍")),
    LONGER(Wording.of("for four times the epochs", "四倍的轮数")),
    WIDER(Wording.of("with a model four times as wide", "模型加宽到四倍")),
    EARLY(Wording.of("stopped at the best epoch", "停在最好的一轮")),
    HALF_THE_ROWS(Wording.of("on half of the rows", "只用一半的行"));

    private final Wording words;

    Treatment(Wording words) {
        this.words = words;
    }

    /** Such as "with a tenth of the rate". */
    public Wording words() {
        return words;
    }

    /** By how much the rate is multiplied; 1 where something else is changed. */
    public double rate() {
        return switch (this) {
            case FAR_SMALLER_RATE -> 0.01;
            case SMALLER_RATE -> 0.1;
            case LARGER_RATE -> 10;
            case FAR_LARGER_RATE -> 100;
            case NONE,
                    THAWED,
                    FRESH,
                    STANDARDISED,
                    LARGER_BATCH,
                    NO_DECAY,
                    CLIPPED,
                    LONGER,
                    WIDER,
                    EARLY,
                    HALF_THE_ROWS -> 1;
        };
    }

    /** By how much the epochs are multiplied; 1 where something else is changed. */
    public int epochs() {
        return this == LONGER ? 4 : 1;
    }
}
