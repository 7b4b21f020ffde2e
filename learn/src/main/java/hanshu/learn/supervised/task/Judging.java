package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.Tagging;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.train.metric.Bleu;
import hanshu.train.metric.Bootstrap;
import hanshu.train.metric.Chrf;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Interval;
import hanshu.train.metric.RegressionMetrics;
import hanshu.train.metric.TemperatureScaling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Measures the answers of one output against the truth. */
final class Judging {
    private static final int DRAWS = 1000;

    private Judging() {}

    /** The metric that people ask for first. */
    static String main(OutputForm form) {
        return switch (form) {
            case OutputForm.OneClass c -> "accuracy";
            case OutputForm.Classes c -> "f1";
            case OutputForm.Numbers n -> "rmse";
            case TagForm tags -> tags.entities() ? "f1" : "accuracy";
            case TextOutput t -> "bleu";
        };
    }

    /**
     * Metrics by name.
     *
     * @param truth as {@link OutputForm#truths} gives it
     * @param answers probabilities, or numbers in their units
     */
    static SequencedMap<String, OptionalDouble> metrics(OutputForm form, double[][] truth, double[][] answers) {
        return switch (form) {
            case OutputForm.OneClass c ->
                ClassificationMetrics.of(labels(truth), withUnlearned(c, truth, answers), rarer(truth, c.width()))
                        .asMap();
            case OutputForm.Classes c -> ofClasses(truth, answers);
            case OutputForm.Numbers n -> ofNumbers(truth, answers, n.width());
            case TagForm tags -> new Tagging(tags, truth, answers).metrics();
            case TextOutput t -> ofTexts(TextOutput.texts(truth), TextOutput.texts(answers), t.cut());
        };
    }

    /** A class that no training case was of is one more, which is never answered: such cases are wrong. */
    static double[][] withUnlearned(OutputForm.OneClass form, double[][] truth, double[][] answers) {
        return unlearned(form, truth) == 0
                ? answers
                : Arrays.stream(answers)
                        .map(row -> Arrays.copyOf(row, form.width() + 1))
                        .toArray(double[][]::new);
    }

    /** How many cases are of a class that no training case was of. */
    static long unlearned(OutputForm.OneClass form, double[][] truth) {
        return Arrays.stream(truth).filter(t -> t[0] == form.width()).count();
    }

    /** BLEU and chrF over all texts, and the share of those that are as the true ones. */
    private static SequencedMap<String, OptionalDouble> ofTexts(List<String> truth, List<String> texts, Bleu.Cut cut) {
        long same = IntStream.range(0, truth.size())
                .filter(i -> truth.get(i).equals(texts.get(i)))
                .count();
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        metrics.put("bleu", OptionalDouble.of(Bleu.of(texts, truth, cut).score()));
        metrics.put("chrf", OptionalDouble.of(Chrf.of(texts, truth)));
        metrics.put("all_right", OptionalDouble.of((double) same / truth.size()));
        return metrics;
    }

    /** Of two classes the rarer one, which F1 is about. */
    private static int rarer(double[][] truth, int classes) {
        long ones = Arrays.stream(truth).filter(t -> t[0] == 1).count();
        return classes == 2 && 2 * ones > truth.length ? 0 : 1;
    }

    /**
     * Each class of each case is there or not: F1 over all of them (micro), the share of cases with all classes right,
     * and the share of wrong decisions.
     */
    private static SequencedMap<String, OptionalDouble> ofClasses(double[][] truth, double[][] answers) {
        long hits = 0;
        long either = 0;
        long wrong = 0;
        long exact = 0;
        for (int i = 0; i < truth.length; i++) {
            boolean all = true;
            for (int k = 0; k < truth[i].length; k++) {
                boolean is = truth[i][k] == 1;
                boolean said = answers[i][k] >= 0.5;
                hits += is && said ? 1 : 0;
                either += (is ? 1 : 0) + (said ? 1 : 0);
                wrong += is == said ? 0 : 1;
                all &= is == said;
            }
            exact += all ? 1 : 0;
        }
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        metrics.put("f1", either == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * hits / either));
        metrics.put("all_right", OptionalDouble.of((double) exact / truth.length));
        metrics.put("hamming_loss", OptionalDouble.of((double) wrong / ((long) truth.length * truth[0].length)));
        return metrics;
    }

    /** The means over the columns. */
    private static SequencedMap<String, OptionalDouble> ofNumbers(double[][] truth, double[][] answers, int columns) {
        var sums = new LinkedHashMap<String, OptionalDouble>();
        for (int c = 0; c < columns; c++) {
            RegressionMetrics.of(column(truth, c), column(answers, c))
                    .asMap()
                    .forEach((name, value) -> sums.merge(
                            name,
                            scaled(value, columns),
                            (a, b) -> a.isPresent() && b.isPresent()
                                    ? OptionalDouble.of(a.getAsDouble() + b.getAsDouble())
                                    : OptionalDouble.empty()));
        }
        return sums;
    }

    private static OptionalDouble scaled(OptionalDouble value, int by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / by) : value;
    }

    /** Between which values 95 % of the metrics on other cases of the same kind would lie. */
    static Map<String, Interval> intervals(OutputForm form, double[][] truth, double[][] answers, long seed) {
        var bootstrap = new Bootstrap(DRAWS, 0.95, seed);
        return switch (form) {
            case OutputForm.OneClass c ->
                bootstrap.of(labels(truth), withUnlearned(c, truth, answers), rarer(truth, c.width()));
            case OutputForm.Classes c -> Map.of();
            case TextOutput t -> bootstrap.ofTexts(TextOutput.texts(answers), TextOutput.texts(truth), t.cut());
            case OutputForm.Numbers n -> n.width() == 1 ? bootstrap.of(column(truth, 0), column(answers, 0)) : Map.of();
            case TagForm tags -> new Tagging(tags, truth, answers).intervals(bootstrap);
        };
    }

    /**
     * How wrong each answer is: −log p of the truth, the squared error over the squared deviation, how many entities or
     * tags are missing or should not be there, or what a text lacks of the whole chrF.
     */
    static double[] losses(OutputForm form, double[][] truth, double[][] given) {
        if (form instanceof TagForm tags) {
            return new Tagging(tags, truth, given).wrong();
        }
        var answers = form instanceof OutputForm.OneClass c ? withUnlearned(c, truth, given) : given;
        var losses = new double[truth.length];
        if (form instanceof TextOutput) {
            Arrays.setAll(losses, i -> 1 - chrf(truth[i], answers[i]) / 100);
            return losses;
        }
        for (int i = 0; i < losses.length; i++) {
            for (int k = 0; k < answers[i].length; k++) {
                losses[i] += switch (form) {
                    case OutputForm.OneClass c -> k == (int) truth[i][0] ? -log(answers[i][k]) : 0;
                    case OutputForm.Classes c -> -log(truth[i][k] == 1 ? answers[i][k] : 1 - answers[i][k]);
                    case TagForm tags -> throw new IllegalStateException("judged above");
                    case OutputForm.Numbers n -> {
                        double error =
                                (answers[i][k] - truth[i][k]) / n.deviation().get(k);
                        yield error * error;
                    }
                    case TextOutput t -> throw new IllegalStateException("a text is judged as a whole");
                };
            }
        }
        return losses;
    }

    /** By what the epoch is chosen that is kept: the mean loss, or what is missing to an F1, or a share, of 1. */
    static double toBeSmall(OutputForm form, double[][] truth, double[][] answers) {
        return form instanceof TagForm tags
                ? 1 - new Tagging(tags, truth, answers).share()
                : Arrays.stream(losses(form, truth, calibrated(form, truth, answers)))
                        .average()
                        .orElseThrow();
    }

    /**
     * The answers as the function will give them. Smoothed targets make it too modest, more in one epoch than in another,
     * and that is mended afterwards: an epoch is not to be chosen by it.
     */
    static double[][] calibrated(OutputForm form, double[][] truth, double[][] answers) {
        if (!(form instanceof OutputForm.OneClass)) {
            return answers;
        }
        var logits = TaskFunction.logits(answers);
        var scaling = TemperatureScaling.fit(labels(truth), logits);
        return Arrays.stream(logits).map(scaling::probability).toArray(double[][]::new);
    }

    static double chrf(double[] truth, double[] text) {
        return Chrf.of(List.of(TextOutput.text(text)), List.of(TextOutput.text(truth)));
    }

    private static double log(double p) {
        return Math.log(Math.max(p, 1e-15));
    }

    static int[] labels(double[][] truth) {
        return Arrays.stream(truth).mapToInt(t -> (int) t[0]).toArray();
    }

    static double[] column(double[][] rows, int c) {
        return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
    }
}
