package hanshu.learn.supervised.task.output;

import hanshu.data.DataException;
import hanshu.data.text.TagScheme;
import hanshu.data.text.TaggedText;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A tag for each step of an input. A truth is the numbers of a case's tags, of which {@code labels.size()} stands for any
 * tag that was not there to be learned.
 *
 * @param input whose steps are tagged
 * @param labels the tags by number
 * @param entities whether they say where entities begin and end, as {@link TagScheme} has it
 * @param strict whether they all keep to its rules, such as that nothing goes on that has not begun
 */
public record TagForm(String input, List<String> labels, boolean entities, boolean strict) implements OutputForm {
    /** What no tag is called. */
    private static final String OTHER = "?";

    public TagForm {
        labels = List.copyOf(labels);
    }

    public static TagForm fit(String input, List<String> texts) {
        var all = texts.stream().flatMap(text -> tags(text).stream()).toList();
        var scheme = TagScheme.of(all);
        return new TagForm(
                input,
                List.copyOf(new TreeSet<>(all)),
                TaggedText.isOfEntities(all),
                texts.stream().allMatch(text -> scheme.allows(tags(text))));
    }

    /** The tags of a case, parted by blanks. */
    static List<String> tags(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    @Override
    public int width() {
        return labels.size();
    }

    /** What a step has that nothing is to be said of. */
    private int outside() {
        return Math.max(0, labels.indexOf(TagScheme.OUTSIDE));
    }

    @Override
    public double[][] truths(Cases cases, OutputConfig config) {
        var numbers = new HashMap<String, Integer>();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        var words = Given.Words.of(cases, input).all();
        var texts = OutputForm.column(cases, config.column());
        var truths = new double[texts.size()][];
        for (int row = 0; row < truths.length; row++) {
            var tags = tags(texts.get(row));
            if (tags.size() != words.get(row).size()) {
                throw new DataException("%s: %s has %d tags for the %d words of %s: they are parted by blanks"
                        .formatted(
                                cases.place().apply(row),
                                config.name(),
                                tags.size(),
                                words.get(row).size(),
                                input));
            }
            truths[row] = tags.stream()
                    .mapToDouble(tag -> numbers.getOrDefault(tag, labels.size()))
                    .toArray();
        }
        return truths;
    }

    /** The tags of some cases that were not there to be learned, and how often they occur. */
    public Map<String, Integer> unknown(Cases cases, OutputConfig config) {
        var counts = new TreeMap<String, Integer>();
        OutputForm.column(cases, config.column()).stream()
                .flatMap(text -> tags(text).stream())
                .filter(tag -> !labels.contains(tag))
                .forEach(tag -> counts.merge(tag, 1, Integer::sum));
        return counts;
    }

    /** I64, −1 behind the end: (batch, time). */
    @Override
    public Tensor target(double[][] truths, int[] rows, int from, int to) {
        int time = Arrays.stream(rows, from, to)
                .map(row -> truths[row].length)
                .max()
                .orElse(0);
        int steps = Math.max(1, time);
        var tags = new long[(to - from) * steps];
        Arrays.fill(tags, -1);
        for (int i = from; i < to; i++) {
            var own = truths[rows[i]];
            for (int t = 0; t < own.length; t++) {
                tags[(i - from) * steps + t] = own[t] < labels.size() ? (long) own[t] : outside();
            }
        }
        return Tensor.of(tags, to - from, steps);
    }

    /** The tags that numbers stand for. */
    public List<String> names(double[] row) {
        return Arrays.stream(row)
                .mapToObj(number -> number < labels.size() ? labels.get((int) number) : OTHER)
                .toList();
    }

    /** The tags as entities; tags that are none are each an entity of one step. */
    List<String> asEntities(double[] row) {
        return names(row).stream()
                .map(tag -> tag.equals(OTHER) || !entities ? "S-" + tag : tag)
                .toList();
    }

    /** Whether a tag may follow another; −1 is what stands before the first and behind the last. */
    public boolean allows(int tag, int next) {
        if (!entities || !strict) {
            return true;
        }
        var before = tag < 0 ? TagScheme.OUTSIDE : labels.get(tag);
        var after = next < 0 ? TagScheme.OUTSIDE : labels.get(next);
        return TagScheme.of(labels).allows(before, after);
    }

    /** The most frequent tag. */
    public int commonest(double[][] truths) {
        var counts = new int[labels.size() + 1];
        for (var truth : truths) {
            for (double tag : truth) {
                counts[(int) tag]++;
            }
        }
        return IntStream.range(0, labels.size())
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElse(0);
    }

    @Override
    public String describe() {
        return "one of %d tags for each word of %s".formatted(labels.size(), input);
    }
}
