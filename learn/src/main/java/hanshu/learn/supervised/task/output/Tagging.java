package hanshu.learn.supervised.task.output;

import hanshu.train.metric.Bootstrap;
import hanshu.train.metric.EntityF1;
import hanshu.train.metric.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Tags against the truth: entities where the tags mark such, else each tag by itself.
 *
 * @param truth the numbers of each case's tags, as {@link TagForm#truths} gives them
 * @param answers as many
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as metrics take them; these are not compared
public record Tagging(TagForm form, double[][] truth, double[][] answers) {
    /** Of a single case. */
    public Tagging(TagForm form, double[] truth, double[] answer) {
        this(form, new double[][] {truth}, new double[][] {answer});
    }

    /** How many of each type are right, were found and are there. */
    public EntityF1 found() {
        return EntityF1.of(entities(truth), entities(answers));
    }

    private List<List<String>> entities(double[][] rows) {
        return Arrays.stream(rows).map(form::asEntities).toList();
    }

    public int right() {
        return found().all().right();
    }

    public int wrongTags() {
        return IntStream.range(0, truth.length)
                .map(i -> (int) IntStream.range(0, truth[i].length)
                        .filter(t -> truth[i][t] != answers[i][t])
                        .count())
                .sum();
    }

    /** The share of tags that are right. */
    double accuracy() {
        int tags = Arrays.stream(truth).mapToInt(row -> row.length).sum();
        return tags == 0 ? 0 : 1 - (double) wrongTags() / tags;
    }

    /** F1 of entities, or the share of tags that are right. */
    public double share() {
        return form.entities() ? found().all().f1() : accuracy();
    }

    /** Of each case, how many entities or tags are missing or should not be there. */
    public double[] wrong() {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> {
                    var all = new Tagging(form, truth[i], answers[i]).found().all();
                    return all.found() + all.present() - 2.0 * all.right();
                })
                .toArray();
    }

    /** Of what is measured of entities. The tags of a sentence depend on each other: sentences are drawn, not tags. */
    public Map<String, Interval> intervals(Bootstrap bootstrap) {
        return form.entities() ? bootstrap.ofEntities(entities(truth), entities(answers)) : Map.of();
    }

    public SequencedMap<String, OptionalDouble> metrics() {
        var metrics = new LinkedHashMap<String, OptionalDouble>();
        var found = found();
        if (form.entities()) {
            metrics.put("f1", OptionalDouble.of(found.all().f1()));
            metrics.put("precision", OptionalDouble.of(found.all().precision()));
            metrics.put("recall", OptionalDouble.of(found.all().recall()));
        }
        metrics.put("accuracy", OptionalDouble.of(accuracy()));
        found.byType().forEach((type, score) -> metrics.put("f1 of " + type, OptionalDouble.of(score.f1())));
        return metrics;
    }
}
