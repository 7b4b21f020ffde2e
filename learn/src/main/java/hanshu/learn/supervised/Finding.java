package hanshu.learn.supervised;

import static hanshu.learn.supervised.Learned.value;

import hanshu.data.Wording;
import hanshu.train.doctor.FirstLook;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import hanshu.train.report.Language;
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
    private final Language language;
    private final String target;
    private final boolean isClass;
    private final double train;
    private final double unseen;
    private final double linear;
    private final double naive;

    private Finding(Learned learned, Language language) {
        this.learned = learned;
        this.language = language;
        target = learned.function().target();
        isClass = learned.mainMetric().equals("accuracy");
        train = error(learned.scores().train());
        unseen = error(learned.scores().unseen());
        linear = error(learned.linear().scores().unseen());
        naive = error(learned.naive().scores().unseen());
    }

    static String of(Learned learned, Language language) {
        return new Finding(learned, language).text();
    }

    private String text() {
        var text = new StringJoiner(language.say(" ", ""));
        text.add(comparison());
        uncertainty().ifPresent(text::add);
        text.add(kept());
        text.add(firstLook().map(language::say).orElseGet(this::advice));
        return text.toString();
    }

    /** What is wrong with the rows comes before all that is said of the function. */
    private Optional<Wording> firstLook() {
        var known = learned.known();
        var patient =
                new TablePatient(known, known.config(), known.folds().getFirst().train());
        return patient.trainRows().flatMap(train -> patient.testRows().flatMap(unseen -> FirstLook.at(train, unseen)));
    }

    /** What is wrong: the share of wrong answers, or the root mean square error. */
    private double error(Metrics metrics) {
        double main = value(metrics, learned.mainMetric());
        return isClass ? 1 - main : main;
    }

    private String show(double error) {
        return isClass
                ? language.say("%s right", "%s 正确").formatted(Digits.percent(1 - error))
                : language.say("off by %s", "误差 %s").formatted(Digits.of(error));
    }

    private String comparison() {
        var where = learned.known().testRows() > 0
                ? language.say("On rows it never saw", "在它没见过的行上")
                : language.say("On rows it did not learn from", "在它没有学过的行上");
        var what = isClass
                ? language.say("%s, it names the right %s for %s", "%s，它说对 %s 的比例是 %s")
                        .formatted(where, target, Digits.percent(1 - unseen))
                : language.say("%s, %s is off by %s (root mean square)", "%s，%s 的误差是 %s（均方根）")
                        .formatted(where, target, Digits.of(unseen));
        var simple = isClass
                ? language.say("the most frequent class alone gets %s", "只答最常见的类别是 %s")
                        .formatted(Digits.percent(1 - naive))
                : language.say("the mean alone is off by %s", "只答平均值是 %s").formatted(Digits.of(naive));
        return learned.keptNetwork()
                ? language.say("%s; y = b + w·x %s %s, %s.", "%1$s；y = b + w·x 是 %3$s，%4$s。")
                        .formatted(
                                what,
                                isClass ? "gets" : "is off by",
                                isClass ? Digits.percent(1 - linear) : Digits.of(linear),
                                simple)
                : language.say("%s; %s.", "%s；%s。").formatted(what, simple);
    }

    private Optional<Interval> interval() {
        return Optional.ofNullable(learned.intervals().get(learned.mainMetric()));
    }

    private Optional<String> uncertainty() {
        int rows = learned.unseenTruth().length;
        return rows >= FEW
                ? Optional.empty()
                : interval()
                        .map(i -> language.say(
                                        "These are only %d rows, so that is uncertain: on others it may be %s to %s.",
                                        "这里只有 %d 行，所以并不确定：换别的行可能是 %s 至 %s。")
                                .formatted(
                                        rows,
                                        isClass ? Digits.percent(i.low()) : Digits.of(i.low()),
                                        isClass ? Digits.percent(i.high()) : Digits.of(i.high())));
    }

    private String kept() {
        var choice = learned.choice();
        if (learned.trained().isEmpty()) {
            return language.say("Only y = b + w·x was asked for.", "只要求了 y = b + w·x。");
        }
        var gain = language.say("its loss on validation rows is %s %s, give or take %s", "它在验证行上的损失%2$s %1$s，上下浮动 %3$s")
                .formatted(
                        Digits.percent(Math.abs(choice.gain())),
                        choice.gain() >= 0 ? language.say("lower", "低") : language.say("higher", "高"),
                        Digits.percent(choice.error()));
        var luck = linear < unseen
                ? language.say(
                        "; that y = b + w·x does better on these rows may be chance", "；y = b + w·x 在这些行上更好，可能是偶然")
                : "";
        if (choice.isNetwork()) {
            return language.say("The network was kept: %s%s.", "保留了网络：%s%s。").formatted(gain, luck);
        }
        return (choice.moreRight() < 0
                        ? language.say(
                                "Linear is enough, and was kept: the network names fewer validation rows right (%s).",
                                "直线已经够用，保留了直线：网络在验证行上说对的更少（%s）。")
                        : language.say(
                                "Linear is enough, and was kept: the network is not clearly better (%s).",
                                "直线已经够用，保留了直线：网络没有明显更好（%s）。"))
                .formatted(gain);
    }

    private String advice() {
        if (unseen <= 0.01 * naive) {
            return language.say(
                    "That leaves nothing to improve, as far as these rows can tell.", "就这些行所能看出的，已经没有可改进的了。");
        }
        int epochs = learned.known().config().training().epochs();
        long unfinished = learned.trained().stream()
                .filter(one -> one.bestEpoch() == epochs)
                .count();
        if (2 * unfinished > learned.trained().size()) {
            return language.say(
                            "The network was still getting better when its %d epochs ended: give it more (training.epochs).",
                            "%d 轮结束时网络还在变好：给它更多轮（training.epochs）。")
                    .formatted(epochs);
        }
        if (unseen >= 0.98 * naive && train >= 0.9 * naive) {
            return language.say(
                            "That is no better than not looking at the columns: they may not hold what %s depends on.",
                            "这并不比不看各列更好：%s 所依赖的东西可能不在这些列里。")
                    .formatted(target);
        }
        if (overfits()) {
            return language.say(
                            "It knows the rows it learned from better (%s), so it overfits: more rows would help most%s.",
                            "它对学过的行知道得更好（%s），所以过拟合了：更多的行最有用%s。")
                    .formatted(
                            show(train),
                            learned.keptNetwork()
                                    ? language.say(
                                            "; else try more dropout (network.dropout) or weight decay (training.decay)",
                                            "；否则试试更多的 dropout（network.dropout）或权重衰减（training.decay）")
                                    : language.say(
                                            "; else leave out columns that can't matter (--ignore)",
                                            "；否则去掉不可能要紧的列（--ignore）"));
        }
        if (train <= LARGE * naive) {
            return language.say(
                            "It does about as well on the rows it learned from (%s), so it does not overfit; columns that say more about %s would help more than more rows.",
                            "它在学过的行上也差不多（%s），所以没有过拟合；更能说明 %s 的列比更多的行有用。")
                    .formatted(show(train), target);
        }
        return language.say(
                        "Even on the rows it learned from it is not much better (%s), so it does not overfit: %s.",
                        "它在学过的行上也没有好多少（%s），所以没有过拟合：%s。")
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
            return language.say(
                            "a larger network (network.width) would show whether this one is too simple; if it does no better, the columns say no more about %s",
                            "换一个更大的网络（network.width）就知道这个是不是太简单；如果也没有更好，这些列关于 %s 就说不出更多")
                    .formatted(target);
        }
        return learned.trained().isEmpty()
                ? language.say("the network may find what no line can (model: auto)", "网络也许能找到直线找不到的（model: auto）")
                : language.say(
                                "as the network found no more, the columns may say no more about %s",
                                "既然网络也没找到更多，这些列关于 %s 可能说不出更多")
                        .formatted(target);
    }
}
