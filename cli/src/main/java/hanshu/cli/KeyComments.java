package hanshu.cli;

import java.util.Map;
import java.util.Optional;

/** What each key of the configuration means, in one line. */
final class KeyComments {
    private static final Map<String, String> COMMENTS = Map.ofEntries(
            Map.entry("target", "the column to predict, by name or by number from 1"),
            Map.entry("task", "number or class; auto looks"),
            Map.entry("logTarget", "learns ln(1 + target): where the errors of large numbers may be larger"),
            Map.entry("inputs", "what the function reads; none are all that the data have"),
            Map.entry("combiner", "makes one vector of those of several inputs"),
            Map.entry(
                    "outputs",
                    "what it answers: name, column, kind (number, numbers, class, classes, tags, text), loss, weight"),
            Map.entry("horizon", "how many steps are foretold"),
            Map.entry("time", "the column of times; empty for the only one of dates"),
            Map.entry("targets", "the columns that are foretold; none are all of numbers"),
            Map.entry("seen", "columns whose past is seen beside that of the targets"),
            Map.entry("known", "columns of numbers that are known in advance, such as a holiday"),
            Map.entry("calendar", "whether hour, weekday and so on are known too: auto, none, line or circle"),
            Map.entry("lookBack", "how many steps are seen; 0 is chosen"),
            Map.entry("season", "after how many steps things come round; 1 for never, 0 is found by looking"),
            Map.entry("forecaster", "auto (rlinear), rlinear, dlinear, nlinear, linear, lstm, tcn or transformer"),
            Map.entry("coverage", "the share of truths that intervals promise to hold"),
            Map.entry("split.validationFrom", "the time of the first step of validation, as 2017-06-26; else by share"),
            Map.entry("split.testFrom", "the time of the first step of the test; else by share"),
            Map.entry("split.testTo", "the time at which the test ends; empty for the end of the series"),
            Map.entry("onError", "what to do about what can't be read, or of a series be used as it is: skip or fail"),
            Map.entry("augmentation", "how training pictures and sounds are changed each time they are seen"),
            Map.entry("augmentation.auto", "whether what is left open here is chosen by looking"),
            Map.entry(
                    "augmentation.pictures", "changes in order, as in [crop: {padding: 4}, flip: {probability: 0.5}]"),
            Map.entry("augmentation.mixup", "mixes pictures and their classes in pairs, by this alpha; 0 for not"),
            Map.entry("augmentation.cutmix", "pastes a piece of one picture into another, by this alpha; 0 for not"),
            Map.entry("augmentation.testTime", "which views of a picture are answered together"),
            Map.entry("augmentation.mask", "blanks up to this share of a sound's moments; -1 is chosen, 0 none"),
            Map.entry("training.minutes", "about how long it may take on two cores; 0 for what the data ask for"),
            Map.entry("training.smoothing", "how much of a class's target is spread over all classes"),
            Map.entry("seed", "of everything random: the same seed and data give the same bits"),
            Map.entry("architecture", "what reads a text: gpt or lstm"),
            Map.entry("tokenizer", "what a text is cut into: character, word, bpe, word_piece or unigram"),
            Map.entry("vocabulary", "how many tokens there are at most"),
            Map.entry("context", "how many tokens are seen at once"),
            Map.entry("layers", "of the network"),
            Map.entry("heads", "of each attention; they divide the width"),
            Map.entry("width", "of a token's vector"),
            Map.entry("dropout", "the share that training sets to zero"),
            Map.entry("batch", "windows of the text in a step"),
            Map.entry("steps", "of AdamW; 0 is chosen"),
            Map.entry("rate", "its largest learning rate; 0 is chosen"),
            Map.entry("decay", "its weight decay, of matrices"),
            Map.entry("validation", "the share of the text that decides which steps are kept"),
            Map.entry("test", "the share of the text, its end, that is tested on"),
            Map.entry("columns", "kinds that looking gets wrong, as in {zip: category, name: ignored}"),
            Map.entry("split", "which rows are kept back"),
            Map.entry("split.kind", "stratified, random, group, time, or column"),
            Map.entry("split.by", "the column of the group, of the time, or of the words train, validation and test"),
            Map.entry("split.test", "the share of all rows that is tested on once, at the end"),
            Map.entry("split.validation", "the share of the others that decides when to stop"),
            Map.entry("split.lags", "with kind time: predict the target from so many rows before it; 0 for none"),
            Map.entry("model", "linear, network, or auto: the better of the two on rows that neither learned from"),
            Map.entry("network", "its size; 0 is chosen by the number of rows"),
            Map.entry("network.members", "how many networks share the weights and answer together"),
            Map.entry("network.layers", "hidden layers"),
            Map.entry("network.width", "numbers in each hidden layer"),
            Map.entry("network.embedding", "numbers that each column of a row becomes"),
            Map.entry("network.bins", "pieces of the embedding of a number"),
            Map.entry("network.dropout", "the share of each hidden layer that training sets to zero"),
            Map.entry("training", "how the network is trained"),
            Map.entry("training.networks", "how many learn side by side and answer together; 0 is chosen"),
            Map.entry("training.epochs", "passes over the training rows, at most"),
            Map.entry("training.batch", "rows in a step"),
            Map.entry("training.rate", "the learning rate of AdamW"),
            Map.entry("training.decay", "its weight decay"),
            Map.entry("training.patience", "ends after so many epochs without a better result on validation rows"),
            Map.entry("training.average", "how slowly the averaged weights, which are kept, follow: 0 for not at all"),
            Map.entry(
                    "training.folds",
                    "networks that answer together, each stopped by another part of the rows; 0 is chosen by the"
                            + " rows"));

    private KeyComments() {}

    static Optional<String> of(String key) {
        return Optional.ofNullable(COMMENTS.get(key));
    }
}
