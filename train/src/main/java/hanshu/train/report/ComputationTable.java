package hanshu.train.report;

import hanshu.tensor.Op;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A computation step by step, but for what only moves numbers. */
public final class ComputationTable {
    private static final int MOST_LINES = 60;

    private ComputationTable() {}

    /**
     * The steps of a graph.
     *
     * @param nodes each after its inputs, as {@link Graph#nodes} gives them
     */
    public static DataTable of(List<Tensor> nodes, Language language) {
        var rows = new ArrayList<List<String>>();
        for (var node : nodes) {
            var op = node.op().orElse(null);
            if (op == null || op instanceof Op.Reshape || op instanceof Op.Permute || op instanceof Op.Expand) {
                continue;
            }
            var values = node.toDoubles();
            long parameters = node.inputs().stream()
                    .filter(input -> input.op().isEmpty() && !input.name().isEmpty())
                    .mapToLong(Tensor::count)
                    .sum();
            rows.add(List.of(
                    Graph.layer(node),
                    op.toString().replaceAll("\\[.*", ""),
                    node.shape().toString(),
                    parameters == 0 ? "–" : Digits.of(parameters),
                    Digits.of(Arrays.stream(values).average().orElse(0)),
                    Digits.of(Arrays.stream(values).map(Math::abs).max().orElse(0))));
        }
        int from = Math.max(0, rows.size() - MOST_LINES);
        return DataTable.of(
                from == 0
                        ? language.say("The computation, step by step", "逐步的计算")
                        : language.say("The last %d of %d steps of the computation", "计算的最后 %d 步，共 %d 步")
                                .formatted(MOST_LINES, rows.size()),
                List.of(
                        Column.text(language.say("after layer", "在层之后")),
                        Column.text(language.say("operation", "运算")),
                        Column.text(language.say("shape", "形状")),
                        Column.number(language.say("parameters", "参数")),
                        Column.number(language.say("mean", "平均")),
                        Column.number(language.say("largest", "最大绝对值"))),
                rows.subList(from, rows.size()));
    }
}
