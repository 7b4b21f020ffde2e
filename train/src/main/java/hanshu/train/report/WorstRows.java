package hanshu.train.report;

import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SupervisedResult.Importance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The test rows that the function is most wrong about.
 *
 * @param importance of the columns, the largest first; empty if not measured
 */
record WorstRows(SupervisedResult result, List<Importance> importance, Language language) {
    private static final int MOST_INPUTS = 8;

    List<Section> sections() {
        if (result.mistakes().isEmpty()) {
            return List.of();
        }
        boolean words = result.mistakes().stream()
                .flatMap(mistake -> mistake.inputs().values().stream())
                .allMatch(Shown.Words.class::isInstance);
        return List.of(
                new Paragraph(language.say(
                        "Look at these first: they show what the inputs don't tell, or answers that are wrong.",
                        "先看这些：它们显示输入没有告诉的东西，或者本身就错的答案。")),
                words ? mistakesInRows() : mistakesAsSeen());
    }

    private Section mistakesAsSeen() {
        return new Section.Exhibits(
                language.say("The most wrong test cases", "错得最多的测试样本"),
                result.mistakes().stream()
                        .map(mistake -> new Section.Exhibit(
                                mistake.inputs(),
                                mistake.truth().equals(mistake.predicted())
                                        ? language.say("%s, rightly but unsure", "%s，对了，但没有把握")
                                                .formatted(mistake.truth())
                                        : language.say("%s, taken for %s", "%s，被当成 %s")
                                                .formatted(mistake.truth(), mistake.predicted()),
                                mistake.error()))
                        .toList());
    }

    private Section mistakesInRows() {
        var inputs = result.mistakes().getFirst().inputs().keySet();
        var shown = Stream.concat(importance.stream().map(Importance::column).filter(inputs::contains), inputs.stream())
                .distinct()
                .limit(MOST_INPUTS)
                .toList();
        var columns = new ArrayList<>(List.of(
                Column.number(language.say("row", "行")),
                Column.text(language.say("true ", "真实 ") + result.data().target()),
                Column.text(language.say("predicted", "预测")),
                Column.text(language.say("how wrong", "错多少"))));
        shown.forEach(input -> columns.add(Column.text(input)));
        var rows = result.mistakes().stream()
                .map(mistake -> Stream.concat(
                                Stream.of(
                                        Digits.of(mistake.row()),
                                        mistake.truth(),
                                        mistake.predicted(),
                                        mistake.error()),
                                shown.stream()
                                        .map(input -> words(mistake.inputs().get(input))))
                        .toList())
                .toList();
        var which = inputs.size() > shown.size()
                ? language.say(", with their %d most telling columns", "，及其最说明问题的 %d 列")
                        .formatted(shown.size())
                : "";
        return DataTable.of(language.say("The most wrong test rows", "错得最多的测试行") + which, columns, rows);
    }

    private static String words(@Nullable Shown sample) {
        return sample instanceof Shown.Words(String text) ? text : "";
    }
}
