package hanshu.learn.supervised.task;

import hanshu.data.Wording;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.learn.supervised.task.model.Together;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.Tagging;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Digits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which function is kept, and why. Of the network and y = b + w·x it is the better one on the validation cases: the one
 * that names more of them right, or the network if it names as many and its mean loss is not larger by more than two
 * standard errors of the difference. Of numbers only the loss counts. Of a text single words tell much, and how they
 * stand together more: there both {@link Together} are kept if that makes the loss smaller by more than a standard error
 * (Wolpert 1992, "Stacked generalization", with one weight to be found).
 *
 * @param share the weight of y = b + w·x: 0 where the network is kept, 1 where the line is
 * @param gain how much smaller the mean loss is, as a share of the other's: the network's than that of y = b + w·x, or
 *     that of both together than that of the better one
 * @param error the standard error of that gain
 * @param moreRight how many more of the cases are named right, in the same comparison; 0 for numbers
 */
record Kept(double share, double gain, double error, int moreRight) {
    private static final int WEIGHTS = 10;

    /** For less than this two functions in the place of one are not worth it. */
    private static final double LEAST_GAIN = 0.001;

    private static final int MANY_TIMES = 10;

    /** Of what has no line to be compared with, such as a text. */
    static final Kept ALONE = new Kept(0, 0, 0, 0);

    /**
     * Compares on validation cases.
     *
     * @param linear probabilities, or numbers in their units, as y = b + w·x answers
     * @param network the same of the network
     */
    static Kept of(ModelChoice wanted, OutputForm form, double[][] truth, double[][] linear, double[][] network) {
        double whether = switch (wanted) {
            case NETWORK -> 0;
            case LINEAR -> 1;
            case AUTO -> {
                var compared = of(0, form, truth, linear, network);
                boolean isNetwork = compared.moreRight > 0
                        || (compared.moreRight >= -chance(form, truth, linear, network)
                                && compared.gain >= -2 * compared.error);
                yield isNetwork ? 0 : 1;
            }
        };
        return of(whether, form, truth, linear, network);
    }

    /**
     * By how many right answers two functions that are as good as each other may differ: two deviations of as many tosses
     * of a coin as there are cases that one of them alone has right (McNemar 1947).
     */
    private static double chance(OutputForm form, double[][] truth, double[][] linear, double[][] network) {
        if (!(form instanceof OutputForm.OneClass)) {
            return 0;
        }
        int differ = (int) IntStream.range(0, truth.length)
                .filter(i -> isRight(truth[i], linear[i]) != isRight(truth[i], network[i]))
                .count();
        return 2 * Math.sqrt(differ);
    }

    private static boolean isRight(double[] truth, double[] answer) {
        return ClassificationMetrics.mostProbable(answer) == (int) truth[0];
    }

    /** Both together, where that is better than what was kept of the two, and a class is answered. */
    Kept orBoth(OutputForm form, double[][] truth, double[][] linear, double[][] network) {
        if (!(form instanceof OutputForm.OneClass)) {
            return this;
        }
        var better = isNetwork() ? network : linear;
        return IntStream.range(1, WEIGHTS)
                .mapToObj(tenths -> {
                    double share = (double) tenths / WEIGHTS;
                    return of(share, form, truth, better, mixed(network, linear, share));
                })
                .max(Comparator.comparingDouble(Kept::gain))
                .filter(both -> both.gain > Math.max(LEAST_GAIN, both.error))
                .orElse(this);
    }

    private static Kept of(double share, OutputForm form, double[][] truth, double[][] before, double[][] now) {
        var lossBefore = Judging.losses(form, truth, Judging.calibrated(form, truth, before));
        var lossNow = Judging.losses(form, truth, Judging.calibrated(form, truth, now));
        int n = truth.length;
        var gains = IntStream.range(0, n)
                .mapToDouble(i -> lossBefore[i] - lossNow[i])
                .toArray();
        double mean = Arrays.stream(gains).average().orElse(0);
        double squares = Arrays.stream(gains).map(d -> (d - mean) * (d - mean)).sum();
        double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.POSITIVE_INFINITY;
        double whole = Math.max(1e-12, Arrays.stream(lossBefore).average().orElse(1));
        return new Kept(share, mean / whole, error / whole, right(form, truth, now) - right(form, truth, before));
    }

    /** The probabilities of both together, as {@link Together} makes them. */
    private static double[][] mixed(double[][] network, double[][] linear, double share) {
        var ofNetwork = TaskFunction.logits(network);
        var ofLinear = TaskFunction.logits(linear);
        return IntStream.range(0, network.length)
                .mapToObj(i -> {
                    var p = IntStream.range(0, network[i].length)
                            .mapToDouble(k -> Math.exp((1 - share) * ofNetwork[i][k] + share * ofLinear[i][k]))
                            .toArray();
                    double sum = Arrays.stream(p).sum();
                    return Arrays.stream(p).map(each -> each / sum).toArray();
                })
                .toArray(double[][]::new);
    }

    private static int right(OutputForm form, double[][] truth, double[][] answers) {
        if (form instanceof TagForm tags) {
            return new Tagging(tags, truth, answers).right();
        }
        return form instanceof OutputForm.OneClass
                ? (int) IntStream.range(0, truth.length)
                        .filter(i -> isRight(truth[i], answers[i]))
                        .count()
                : 0;
    }

    /** Whether the network is the function, by itself. */
    boolean isNetwork() {
        return share == 0;
    }

    /** Whether y = b + w·x is the function, by itself. */
    boolean isLinear() {
        return share == 1;
    }

    /**
     * In one sentence which function was kept, and why.
     *
     * @param wanted what was asked for
     */
    Wording reason(ModelChoice wanted) {
        var why = wanted == ModelChoice.AUTO
                ? Wording.of("was kept", "被保留")
                : Wording.of("was asked for (model: %s)", "是所要求的（model: %s）")
                        .with(wanted.name().toLowerCase(Locale.ROOT));
        return isNetwork() || isLinear()
                ? Wording.of(
                                "%s %s: on the validation cases the network names %s, and its loss there is %s.",
                                "%s%s：在验证样本上网络说对的%s，它在那里的损失%s。")
                        .with(
                                isNetwork()
                                        ? Wording.of("The network", "网络")
                                        : Wording.of("y = b + w·x", "y = b + w·x "),
                                why,
                                right(Wording.of("as many right", "一样多")),
                                smaller())
                : Wording.of(
                                "Both together were kept, y = b + w·x with a weight of %s: on the validation cases they name %s than the better one, and their loss there is %s.",
                                "保留了两者一起，y = b + w·x 的权重是 %s：在验证样本上它们说对的比较好的那个%s，在那里的损失%s。")
                        .with(Digits.of(share), right(Wording.of("no more right", "不更多")), smaller());
    }

    private Wording right(Wording asMany) {
        var more = moreRight > 0
                ? Wording.of("%s more right", "多 %s 个")
                : isNetwork()
                        ? Wording.of("%s fewer right, which may be chance", "少 %s 个（可能是偶然）")
                        : Wording.of("%s fewer right", "少 %s 个");
        return moreRight == 0 ? asMany : more.with(Digits.of((long) Math.abs(moreRight)));
    }

    private Wording smaller() {
        return gain < -MANY_TIMES
                ? Wording.of("more than %d times as high", "高出 %d 倍以上").with(MANY_TIMES) // the other's is nearly 0
                : Wording.of("%s %s, give or take %s", "%2$s %1$s，上下浮动 %3$s")
                        .with(
                                Digits.percent(Math.abs(gain)),
                                gain >= 0 ? Wording.of("lower", "低") : Wording.of("higher", "高"),
                                Digits.percent(error));
    }
}
