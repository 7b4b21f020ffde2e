package hanshu.train.doctor;

/** What a training may suffer from, in the order of the chart: the data first, then training loss, then unseen data. */
public enum Illness {
    DUPLICATES(
            "the same rows on both sides of the split",
            "Remove repeated rows before splitting, or split by what they belong to: the score on unseen rows is too good."),
    LEAKAGE(
            "a column that gives the answer away",
            "Leave the column out, unless it is really known when the function is asked: the score is too good."),
    SHIFT(
            "unseen rows are of another kind than those learned from",
            "Learn from rows like those that will be asked for; or choose what is validated on from the new kind."),
    WRONG_LOSS(
            "a loss that does not fit the answers",
            "For classes give the loss logits and take cross-entropy; for numbers end in a linear layer and take squared error."),
    FROZEN("parts of θ that are not learned", "Let them learn: what is frozen keeps the loss up."),
    BAD_START(
            "a bad start of the weights",
            "Draw the weights anew, with a variance of 2/fan-in before ReLU and 1/fan-in otherwise, different for each unit."),
    DEAD_UNITS(
            "dead ReLUs: units that are 0 for every row, and so never learn again",
            "Draw weights and biases anew, take a smaller rate, or leaky ReLUs."),
    UNSCALED_INPUTS(
            "inputs of very different size", "Standardise each input: subtract its mean, divide by its deviation."),
    SMALL_BATCH_NORM(
            "batch normalisation over too few rows",
            "Take batches of 16 rows or more, or layer or group normalisation."),
    STRONG_DECAY("too much weight decay", "Take a tenth of the weight decay, or none."),
    EXPLODING(
            "exploding gradients through time", "Clip the gradient's length at 1; start recurrent weights orthogonal."),
    VANISHING(
            "gradients that vanish through time",
            "Take a GRU or LSTM, start recurrent weights orthogonal, or show the network less of the past at once."),
    RATE_TOO_LARGE("a learning rate that is too large", "Take a smaller rate, or let it warm up."),
    RATE_TOO_SMALL("a learning rate that is too small", "Take a larger rate."),
    TOO_SHORT("too short a training", "Train on: more epochs."),
    TOO_SMALL("a model that is too small", "Make the model wider or deeper."),
    IMBALANCE(
            "rare classes that are hardly ever named",
            "Weigh the classes in the loss, draw rare ones more often, or move the threshold; judge by balanced accuracy."),
    LABEL_NOISE(
            "wrong labels",
            "Look at the rows where the function is sure and the label says otherwise; smooth the labels."),
    OVERFIT(
            "overfitting: training rows are known by heart",
            "Stop early, add weight decay or dropout, make the model smaller, or bring more rows."),
    NOTHING_LEARNED(
            "nothing is learned, and nothing that was tried helps",
            "Look whether the answers belong to these rows, and whether the inputs tell anything of them."),
    HEALTHY("nothing", "Nothing that was tried does clearly better.");

    private final String words;
    private final String remedy;

    Illness(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What it is, in a few words. */
    public String words() {
        return words;
    }

    /** What to do, in a sentence or two. */
    public String remedy() {
        return remedy;
    }
}
