package hanshu.train.doctor;

/** One thing that is changed when a training is tried again. */
public enum Treatment {
    NONE("as it was"),
    THAWED("with all of θ learned"),
    FRESH("with weights drawn anew"),
    STANDARDISED("with standardised inputs"),
    LARGER_BATCH("with batches of 32"),
    NO_DECAY("without weight decay"),
    CLIPPED("with clipped gradients"),
    SMALLER_RATE("with a tenth of the rate"),
    FAR_SMALLER_RATE("with a hundredth of the rate"),
    LARGER_RATE("with ten times the rate"),
    FAR_LARGER_RATE("with a hundred times the rate"),
    LONGER("for four times the epochs"),
    WIDER("with a model four times as wide"),
    EARLY("stopped at the best epoch"),
    HALF_THE_ROWS("on half of the rows");

    private final String words;

    Treatment(String words) {
        this.words = words;
    }

    /** Such as "with a tenth of the rate". */
    public String words() {
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
