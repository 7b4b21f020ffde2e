package hanshu.learn.supervised;

import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import hanshu.train.report.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What came of learning: the function that was kept, how good it is, and what to think of that. */
public final class Learned {
    private final Understanding known;
    private final TabularFunction function;
    private final Choice choice;
    private final Baseline naive;
    private final Baseline linear;
    private final Scores scores;
    private final Map<String, Interval> intervals;
    private final List<NetworkLearner.Trained> trained;
    private final Answers unseenAnswers;
    private final double[] unseenTruth;

    Learned(
            Understanding known,
            TabularFunction function,
            Choice choice,
            Baseline naive,
            Baseline linear,
            Scores scores,
            Map<String, Interval> intervals,
            List<NetworkLearner.Trained> trained,
            Answers unseenAnswers,
            double[] unseenTruth) {
        this.known = known;
        this.function = function;
        this.choice = choice;
        this.naive = naive;
        this.linear = linear;
        this.scores = scores;
        this.intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        this.trained = List.copyOf(trained);
        this.unseenAnswers = unseenAnswers;
        this.unseenTruth = unseenTruth;
    }

    public Understanding known() {
        return known;
    }

    public TabularFunction function() {
        return function;
    }

    /** Whether the network is the function that was kept, and not y = b + w·x. */
    public boolean keptNetwork() {
        return choice.isNetwork();
    }

    public Baseline naive() {
        return naive;
    }

    public Baseline linear() {
        return linear;
    }

    public Scores scores() {
        return scores;
    }

    /** Where 95 % of each metric of the unseen rows would lie on other rows of the same kind. */
    public Map<String, Interval> intervals() {
        return intervals;
    }

    /** What all this means, in a paragraph. */
    public String finding() {
        return finding(Language.ENGLISH);
    }

    /** The same in a language. */
    public String finding(Language language) {
        return Finding.of(this, language);
    }

    /** The metric that people ask for first: accuracy of a class, rmse of a number. */
    public String mainMetric() {
        return function.labels().isEmpty() ? "rmse" : "accuracy";
    }

    static double value(Metrics metrics, String name) {
        return metrics.asMap().getOrDefault(name, OptionalDouble.empty()).orElse(Double.NaN);
    }

    Choice choice() {
        return choice;
    }

    List<NetworkLearner.Trained> trained() {
        return trained;
    }

    Answers unseenAnswers() {
        return unseenAnswers;
    }

    double[] unseenTruth() {
        return unseenTruth;
    }
}
