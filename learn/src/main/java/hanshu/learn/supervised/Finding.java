package hanshu.learn.supervised;

import static hanshu.learn.supervised.Learned.value;

import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What came of learning, in a paragraph: how good the function is beside simple ones, how sure that is, and what to try
 * next. The advice follows the chart of the course: look at the loss on the training rows first. If it is large, the model
 * is too simple, or its optimiser did not get far enough; if it is small there and large on unseen rows, it overfits.
 */
final class Finding {
    /** Beyond this share of the unseen error, the training rows are known better than the rule behind them. */
    private static final double MEMORISED = 0.25;

    /** An error above this share of the naive one is large: more is left unexplained than not. */
    private static final double LARGE = 0.5;

    /** Rows among which a few right or wrong by chance change the picture. */
    private static final int FEW = 200;

    private final Learned learned;
    private final String target;
    private final boolean isClass;
    private final double train;
    private final double unseen;
    private final double linear;
    private final double naive;

    private Finding(Learned learned) {
        this.learned = learned;
        target = learned.function().target();
        isClass = learned.mainMetric().equals("accuracy");
        train = error(learned.scores().train());
        unseen = error(learned.scores().unseen());
        linear = error(learned.linear().scores().unseen());
        naive = error(learned.naive().scores().unseen());
    }

    static String of(Learned learned) {
        return new Finding(learned).text();
    }

    private String text() {
        var text = new StringJoiner(" ");
        text.add(comparison());
        uncertainty().ifPresent(text::add);
        text.add(kept());
        text.add(advice());
        return text.toString();
    }

    /** What is wrong: the share of wrong answers, or the root mean square error. */
    private double error(Metrics metrics) {
        double main = value(metrics, learned.mainMetric());
        return isClass ? 1 - main : main;
    }

    private String show(double error) {
        return isClass ? Digits.percent(1 - error) + " right" : "off by " + Digits.of(error);
    }

    private String comparison() {
        var where = learned.known().testRows() > 0 ? "On rows it never saw" : "On rows it did not learn from";
        var what = isClass
                ? "%s, it names the right %s for %s".formatted(where, target, Digits.percent(1 - unseen))
                : "%s, %s is off by %s (root mean square)".formatted(where, target, Digits.of(unseen));
        var simple = isClass
                ? "the most frequent class alone gets " + Digits.percent(1 - naive)
                : "the mean alone is off by " + Digits.of(naive);
        return learned.keptNetwork()
                ? "%s; y = b + w·x %s %s, %s."
                        .formatted(
                                what,
                                isClass ? "gets" : "is off by",
                                isClass ? Digits.percent(1 - linear) : Digits.of(linear),
                                simple)
                : "%s; %s.".formatted(what, simple);
    }

    private Optional<Interval> interval() {
        return Optional.ofNullable(learned.intervals().get(learned.mainMetric()));
    }

    private Optional<String> uncertainty() {
        int rows = learned.unseenTruth().length;
        return rows >= FEW
                ? Optional.empty()
                : interval()
                        .map(i -> "These are only %d rows, so that is uncertain: on others it may be %s to %s."
                                .formatted(
                                        rows,
                                        isClass ? Digits.percent(i.low()) : Digits.of(i.low()),
                                        isClass ? Digits.percent(i.high()) : Digits.of(i.high())));
    }

    private String kept() {
        var choice = learned.choice();
        if (learned.trained().isEmpty()) {
            return "Only y = b + w·x was asked for.";
        }
        var gain = "its loss on validation rows is %s %s, give or take %s"
                .formatted(
                        Digits.percent(Math.abs(choice.gain())),
                        choice.gain() >= 0 ? "lower" : "higher",
                        Digits.percent(choice.error()));
        var luck = linear < unseen ? "; that y = b + w·x does better on these rows may be chance" : "";
        if (choice.isNetwork()) {
            return "The network was kept: %s%s.".formatted(gain, luck);
        }
        return choice.moreRight() < 0
                ? "Linear is enough, and was kept: the network names fewer validation rows right (%s).".formatted(gain)
                : "Linear is enough, and was kept: the network is not clearly better (%s).".formatted(gain);
    }

    private String advice() {
        if (unseen <= 0.01 * naive) {
            return "That leaves nothing to improve, as far as these rows can tell.";
        }
        int epochs = learned.known().config().training().epochs();
        long unfinished = learned.trained().stream()
                .filter(one -> one.bestEpoch() == epochs)
                .count();
        if (2 * unfinished > learned.trained().size()) {
            return "The network was still getting better when its %d epochs ended: give it more (training.epochs)."
                    .formatted(epochs);
        }
        if (unseen >= 0.98 * naive && train >= 0.9 * naive) {
            return "That is no better than not looking at the columns: they may not hold what %s depends on."
                    .formatted(target);
        }
        if (overfits()) {
            return "It knows the rows it learned from better (%s), so it overfits: more rows would help most%s."
                    .formatted(
                            show(train),
                            learned.keptNetwork()
                                    ? "; else try more dropout (network.dropout) or weight decay (training.decay)"
                                    : "; else leave out columns that can't matter (--ignore)");
        }
        if (train <= LARGE * naive) {
            return "It does about as well on the rows it learned from (%s), so it does not overfit; columns that say more about %s would help more than more rows."
                    .formatted(show(train), target);
        }
        return "Even on the rows it learned from it is not much better (%s), so it does not overfit: %s."
                .formatted(show(train), bias());
    }

    /** Whether unseen rows are answered worse by more than chance explains: two standard errors, or the interval. */
    private boolean overfits() {
        double gap = unseen - train;
        double chance = isClass
                ? 2 * Math.sqrt(unseen * (1 - unseen) / learned.unseenTruth().length)
                : interval().map(i -> unseen - i.low()).orElse(0.0);
        return gap > MEMORISED * unseen && gap > chance;
    }

    /** The error is large on the training rows too: is it the model, or are the columns all there is to know? */
    private String bias() {
        if (learned.keptNetwork()) {
            return "a larger network (network.width) would show whether this one is too simple; if it does no better, the columns say no more about "
                    + target;
        }
        return learned.trained().isEmpty()
                ? "the network may find what no line can (model: auto)"
                : "as the network found no more, the columns may say no more about " + target;
    }
}
