package hanshu.learn.supervised;

import hanshu.data.table.features.Features;
import hanshu.nn.Params;
import hanshu.tensor.Op;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Digits;
import hanshu.train.report.ComputationTable;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Exhibit;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.SignedPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What goes on in a table's function while it answers one row: how the answer would change if one column were different
 * (individual conditional expectation: Goldstein, Kapelner, Bleich & Pitkin 2015, section 3), what the units of the
 * network say, and the computation step by step with its shapes.
 */
public final class TableInside {
    private static final int MOST_LINES = 4;
    private static final int MOST_COLUMNS = 30;
    private static final int MOST_CATEGORIES = 100;

    private final TabularFunction function;
    private final Features row;
    private final Language language;

    private TableInside(TabularFunction function, Features row, Language language) {
        this.function = function;
        this.row = row;
        this.language = language;
    }

    /**
     * For a page.
     *
     * @param row one row, as the function's preprocessing makes it
     */
    public static List<Section> of(TabularFunction function, Features row, Language language) {
        if (row.rows() != 1) {
            throw new IllegalArgumentException("one row is looked into, got " + row.rows());
        }
        return new TableInside(function, row, language).sections();
    }

    /**
     * The answers while one column takes the values that it may have, from the smallest to the largest.
     *
     * @param isNumber or a category, whose values have no order
     */
    private record Sweep(String column, List<Double> answers, boolean isNumber) {
        double least() {
            return answers.stream().mapToDouble(a -> a).min().orElseThrow();
        }

        double most() {
            return answers.stream().mapToDouble(a -> a).max().orElseThrow();
        }

        double reach() {
            return most() - least();
        }
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }

    private List<Section> sections() {
        var sweeps = sweeps();
        var sections = new ArrayList<Section>();
        var lines = sweeps.stream()
                .filter(sweep -> sweep.isNumber() && sweep.answers().size() > 2) // not whether a value is missing
                .limit(MOST_LINES)
                .map(sweep -> new Line(sweep.column(), shares(sweep.answers().size()), sweep.answers()))
                .toList();
        if (!lines.isEmpty()) {
            sections.add(new LineChart(
                            say("If one column were different", "如果某一列不同"),
                            say(
                                    "the answer for this row while one column goes from its smallest value to its largest",
                                    "某一列从最小值变到最大值时，这一行的答案"),
                            say("% of the training rows below", "低于此值的训练行，%"),
                            answerName(),
                            false,
                            lines)
                    .chart());
        }
        sections.add(DataTable.of(
                say("Between what the answer moves, if one column were different", "如果某一列不同，答案的变动范围"),
                List.of(
                        Column.text(say("column", "列")),
                        Column.number(say("least", "最小")),
                        Column.number(say("most", "最大"))),
                sweeps.stream()
                        .limit(MOST_COLUMNS)
                        .map(sweep -> List.of(sweep.column(), Digits.of(sweep.least()), Digits.of(sweep.most())))
                        .toList()));
        var model = function.models().getFirst();
        var nodes = Graph.nodes(
                Params.of(model).in(model).answers(function.encoder().rows(row).all()));
        var units = units(nodes);
        if (!units.isEmpty()) {
            sections.add(new Exhibits(
                    say(
                            "What the units say: a row for each member, a column for each unit; white is 0",
                            "各单元的输出：每个成员一行，每个单元一列；白色为 0"),
                    units));
        }
        sections.add(ComputationTable.of(nodes, language));
        return sections;
    }

    private static List<Double> shares(int points) {
        return IntStream.range(0, points)
                .mapToObj(i -> 100.0 * i / (points - 1))
                .toList();
    }

    private String answerName() {
        return function.labels().isEmpty()
                ? function.target()
                : say("probability of ", "概率：") + function.labels().get(answered());
    }

    /** The class that is answered. */
    private int answered() {
        return switch (function.answers(row)) {
            case Answers.Numbers _ -> 0;
            case Answers.Classes(var probabilities) -> ClassificationMetrics.mostProbable(probabilities[0]);
        };
    }

    /** Of all columns that may differ, that with the largest reach first. */
    private List<Sweep> sweeps() {
        var preprocessing = function.preprocessing();
        var sweeps = new ArrayList<Sweep>();
        var edges = function.encoder().edges();
        for (int i = 0; i < row.numberWidth(); i++) {
            if (edges[i].length > 1) {
                sweeps.add(new Sweep(preprocessing.numberNames().get(i), answers(withNumber(i, edges[i])), true));
            }
        }
        var cardinalities = preprocessing.cardinalities();
        for (int i = 0; i < row.categoryWidth(); i++) {
            int values = Math.min(MOST_CATEGORIES, cardinalities[i]);
            if (values > 2) { // one of them is "missing or unseen"
                sweeps.add(new Sweep(preprocessing.categoryNames().get(i), answers(withCategory(i, values)), false));
            }
        }
        sweeps.sort(Comparator.comparingDouble(Sweep::reach).reversed());
        return sweeps;
    }

    private List<Double> answers(Features features) {
        return switch (function.answers(features)) {
            case Answers.Numbers(var values) -> Arrays.stream(values).boxed().toList();
            case Answers.Classes(var probabilities) -> {
                int answered = answered();
                yield Arrays.stream(probabilities).map(each -> each[answered]).toList();
            }
        };
    }

    private Features withNumber(int number, double[] values) {
        var many = repeated(values.length);
        for (int i = 0; i < values.length; i++) {
            many.numbers()[i * row.numberWidth() + number] = (float) values[i];
        }
        return many;
    }

    private Features withCategory(int category, int values) {
        var many = repeated(values - 1);
        for (int i = 1; i < values; i++) {
            many.categories()[(i - 1) * row.categoryWidth() + category] = i;
        }
        return many;
    }

    private Features repeated(int times) {
        return Features.joined(IntStream.range(0, times).mapToObj(i -> row).toList());
    }

    /** Behind each layer of the first network (members, 1, width). */
    private static List<Exhibit> units(List<Tensor> nodes) {
        return nodes.stream()
                .filter(node -> node.op().filter(Op.Unary.RELU::equals).isPresent() && node.rank() == 3)
                .map(node -> Exhibit.of(
                        Graph.layer(node),
                        "%d × %d".formatted(node.size(0), node.size(2)),
                        SignedPicture.of(node.toDoubles(), node.size(0), node.size(2))))
                .toList();
    }
}
