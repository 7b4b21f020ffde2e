package hanshu.learn.supervised;

import static hanshu.learn.supervised.Learned.value;

import hanshu.train.metric.Digits;
import java.util.StringJoiner;

/**
 * What came of learning, in a paragraph: is the function better than simple ones, does it overfit, how sure is it, and
 * what to try next. It follows the chart of the course: look at the loss on the training rows first, then at unseen ones.
 */
final class Finding {
    /** Beyond this share of the unseen error, the training rows are known better than the rule behind them. */
    private static final double MEMORISED = 0.25;

    private Finding() {}

    static String of(Learned learned) {
        var text = new StringJoiner(" ");
        text.add(comparison(learned));
        text.add(kept(learned));
        text.add(fit(learned));
        certainty(learned, text);
        return text.toString();
    }

    private static String comparison(Learned learned) {
        var metric = learned.mainMetric();
        double unseen = value(learned.scores().unseen(), metric);
        double linear = value(learned.linear().scores().unseen(), metric);
        double naive = value(learned.naive().scores().unseen(), metric);
        boolean isClass = metric.equals("accuracy");
        var what = isClass
                ? "On rows it never saw, it names the right %s for %s"
                        .formatted(learned.function().target(), Digits.percent(unseen))
                : "On rows it never saw, %s is off by %s (root mean square)"
                        .formatted(learned.function().target(), Digits.of(unseen));
        var others = isClass
                ? "y = b + w·x gets %s, the most frequent class alone %s"
                        .formatted(Digits.percent(linear), Digits.percent(naive))
                : "y = b + w·x is off by %s, the mean alone by %s".formatted(Digits.of(linear), Digits.of(naive));
        return what + "; " + others + ".";
    }

    private static String kept(Learned learned) {
        var choice = learned.choice();
        if (learned.trained().isEmpty()) {
            return "Only y = b + w·x was asked for.";
        }
        var gain = "its loss on validation rows is %s %s, give or take %s"
                .formatted(
                        Digits.percent(Math.abs(choice.gain())),
                        choice.gain() >= 0 ? "lower" : "higher",
                        Digits.percent(choice.error()));
        return choice.isNetwork()
                ? "The network was kept: %s.".formatted(gain)
                : "Linear is enough, and was kept: the network is not clearly better (%s).".formatted(gain);
    }

    private static String fit(Learned learned) {
        double train = error(learned, learned.scores().train());
        double unseen = error(learned, learned.scores().unseen());
        double naive = error(learned, learned.naive().scores().unseen());
        if (unseen >= 0.98 * naive) {
            return "That is no better than not looking at the columns: they may not hold what %s depends on."
                    .formatted(learned.function().target());
        }
        if (unseen - train > MEMORISED * unseen) {
            return ("It knows the training rows better than unseen ones (%s against %s), so it overfits somewhat: more rows"
                            + " would help most, then more dropout or weight decay.")
                    .formatted(show(learned, train), show(learned, unseen));
        }
        return "It does about as well on the training rows (%s), so it does not overfit; better columns or a larger network would help more than more rows."
                .formatted(show(learned, train));
    }

    /** What is wrong: the share of wrong answers, or the root mean square error. */
    private static double error(Learned learned, hanshu.train.metric.Metrics metrics) {
        double main = value(metrics, learned.mainMetric());
        return learned.mainMetric().equals("accuracy") ? 1 - main : main;
    }

    private static String show(Learned learned, double error) {
        return learned.mainMetric().equals("accuracy") ? Digits.percent(1 - error) + " right" : Digits.of(error);
    }

    private static void certainty(Learned learned, StringJoiner text) {
        switch (learned.function().certainty()) {
            case Certainty.Margin(var interval) ->
                interval.ifPresent(i -> text.add(
                        "Nine of ten true values lie within ±%s of the answer.".formatted(Digits.of(i.margin()))));
            case Certainty.Temperature t ->
                text.add("Its probabilities are off by %s on average."
                        .formatted(Digits.percent(value(learned.scores().unseen(), "ece"))));
        }
    }
}
