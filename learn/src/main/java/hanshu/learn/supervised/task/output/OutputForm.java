package hanshu.learn.supervised.task.output;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an output was found to be on the training cases: how truths become targets and numbers become answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OutputForm.OneClass.class, name = "class"),
    @JsonSubTypes.Type(value = OutputForm.Classes.class, name = "classes"),
    @JsonSubTypes.Type(value = OutputForm.Numbers.class, name = "numbers"),
    @JsonSubTypes.Type(value = TagForm.class, name = "tags"),
    @JsonSubTypes.Type(value = TextOutput.class, name = "text")
})
public sealed interface OutputForm
        permits OutputForm.OneClass, OutputForm.Classes, OutputForm.Numbers, TagForm, TextOutput {
    /** How many numbers the network gives for it, or for a step of it. */
    int width();

    /**
     * The truths of cases, one row each: class numbers in one column, 0 and 1 for each class, numbers in their units, or
     * the number of each step's tag.
     */
    double[][] truths(Cases cases, OutputConfig config);

    /** The target of some truths. */
    Tensor target(double[][] truths, int[] rows, int from, int to);

    /** What a decoder answers as a truth would be: in its units, or as a text. */
    default double[] units(double[] answer) {
        return answer;
    }

    /** What the owner of the truths should know. */
    default List<Wording> notices(double[][] truths) {
        return List.of();
    }

    /** In a few words: "one of 10 classes". */
    String describe();

    /** One class of several. The truth of a case whose class is none of them is the number after theirs. */
    record OneClass(List<String> labels) implements OutputForm {
        private static final String UNLEARNED = "(a class never learned)";

        public OneClass {
            labels = List.copyOf(labels);
        }

        /** What a class is called. */
        public String label(int number) {
            return number < labels.size() ? labels.get(number) : UNLEARNED;
        }

        /** Numbers by size, words by the alphabet. */
        public static OneClass fit(List<String> texts) {
            return new OneClass(ordered(new TreeSet<>(texts)));
        }

        @Override
        public int width() {
            return labels.size();
        }

        @Override
        public double[][] truths(Cases cases, OutputConfig config) {
            var number = numbered(labels);
            var texts = column(cases, config.column());
            var truths = new double[texts.size()][1];
            for (int row = 0; row < truths.length; row++) {
                truths[row][0] = number.getOrDefault(texts.get(row), labels.size());
            }
            return truths;
        }

        @Override
        public Tensor target(double[][] truths, int[] rows, int from, int to) {
            var labels = new long[to - from];
            for (int i = from; i < to; i++) {
                labels[i - from] = (long) truths[rows[i]][0];
            }
            return Tensor.of(labels, labels.length);
        }

        @Override
        public String describe() {
            return "one of %d classes".formatted(labels.size());
        }
    }

    /** Any of several classes. */
    record Classes(List<String> labels) implements OutputForm {
        private static final String BETWEEN = "\\s*[|;,]\\s*";

        public Classes {
            labels = List.copyOf(labels);
        }

        public static Classes fit(List<String> texts) {
            var all = new TreeSet<String>();
            texts.forEach(text -> all.addAll(parts(text)));
            return new Classes(ordered(all));
        }

        private static List<String> parts(String text) {
            return text.isBlank() ? List.of() : List.of(text.strip().split(BETWEEN));
        }

        @Override
        public int width() {
            return labels.size();
        }

        @Override
        public double[][] truths(Cases cases, OutputConfig config) {
            var number = numbered(labels);
            var texts = column(cases, config.column());
            var truths = new double[texts.size()][labels.size()];
            for (int row = 0; row < truths.length; row++) {
                for (var part : parts(texts.get(row))) {
                    var label = number.get(part);
                    if (label == null) {
                        throw new DataException("%s: %s holds \"%s\", which none of the training cases does"
                                .formatted(cases.place().apply(row), config.name(), excerpt(part)));
                    }
                    truths[row][label] = 1;
                }
            }
            return truths;
        }

        @Override
        public Tensor target(double[][] truths, int[] rows, int from, int to) {
            return floats(truths, rows, from, to, labels.size());
        }

        @Override
        public String describe() {
            return "any of %d classes".formatted(labels.size());
        }
    }

    /**
     * Numbers, which the network sees with mean 0 and deviation 1.
     *
     * @param columns that hold them
     */
    record Numbers(List<String> columns, List<Double> mean, List<Double> deviation) implements OutputForm {
        public Numbers {
            columns = List.copyOf(columns);
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }

        public static Numbers fit(Cases cases, OutputConfig config, int[] rows) {
            var columns = List.of(config.column().split("\\s*,\\s*"));
            var truths = parse(cases, columns);
            var means = new ArrayList<Double>();
            var deviations = new ArrayList<Double>();
            for (int c = 0; c < columns.size(); c++) {
                double mean = 0;
                double squares = 0;
                for (int i = 0; i < rows.length; i++) {
                    double difference = truths[rows[i]][c] - mean;
                    mean += difference / (i + 1);
                    squares += difference * (truths[rows[i]][c] - mean);
                }
                double deviation = Math.sqrt(squares / rows.length);
                means.add(mean);
                deviations.add(deviation > 0 ? deviation : 1);
            }
            return new Numbers(columns, means, deviations);
        }

        @Override
        public int width() {
            return columns.size();
        }

        @Override
        public double[][] truths(Cases cases, OutputConfig config) {
            return parse(cases, columns);
        }

        private static double[][] parse(Cases cases, List<String> columns) {
            var truths = new double[cases.count()][columns.size()];
            for (int c = 0; c < columns.size(); c++) {
                var texts = column(cases, columns.get(c));
                for (int row = 0; row < truths.length; row++) {
                    truths[row][c] = number(texts.get(row), cases.place().apply(row), columns.get(c));
                }
            }
            return truths;
        }

        private static double number(String text, String place, String column) {
            try {
                double value = Double.parseDouble(text.strip());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new DataException("%s: %s: expected a number, got \"%s\"".formatted(place, column, excerpt(text)));
        }

        @Override
        public Tensor target(double[][] truths, int[] rows, int from, int to) {
            var standard = new double[to - from][];
            var order = new int[to - from];
            for (int i = from; i < to; i++) {
                standard[i - from] = new double[width()];
                order[i - from] = i - from;
                for (int c = 0; c < width(); c++) {
                    standard[i - from][c] = (truths[rows[i]][c] - mean.get(c)) / deviation.get(c);
                }
            }
            return floats(standard, order, 0, order.length, width());
        }

        @Override
        public double[] units(double[] standard) {
            var units = new double[standard.length];
            for (int c = 0; c < units.length; c++) {
                units[c] = standard[c] * deviation.get(c) + mean.get(c);
            }
            return units;
        }

        @Override
        public String describe() {
            return columns.size() == 1 ? "a number" : columns.size() + " numbers";
        }
    }

    private static Tensor floats(double[][] truths, int[] rows, int from, int to, int width) {
        var values = new float[(to - from) * width];
        for (int i = from; i < to; i++) {
            for (int c = 0; c < width; c++) {
                values[(i - from) * width + c] = (float) truths[rows[i]][c];
            }
        }
        return Tensor.of(values, to - from, width);
    }

    static List<String> column(Cases cases, String name) {
        var texts = cases.answers().get(name);
        if (texts == null) {
            throw new DataException("%s has no column %s; it has %s"
                    .formatted(
                            cases.name(),
                            name,
                            String.join(", ", cases.answers().keySet())));
        }
        return texts;
    }

    private static Map<String, Integer> numbered(List<String> labels) {
        var number = new java.util.HashMap<String, Integer>();
        labels.forEach(label -> number.put(label, number.size()));
        return number;
    }

    private static List<String> ordered(Set<String> labels) {
        boolean numbers = labels.stream().allMatch(label -> label.matches("-?[0-9]{1,15}"));
        var ordered = new ArrayList<>(labels);
        if (numbers) {
            ordered.sort(java.util.Comparator.comparingLong(Long::parseLong));
        }
        return ordered;
    }

    private static String excerpt(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
