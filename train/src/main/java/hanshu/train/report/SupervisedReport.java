package hanshu.train.report;

import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SupervisedResult.Importance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of a supervised run: what was learned, how good it is on rows that it never saw, and why one may trust it. */
public final class SupervisedReport {
    private final SupervisedResult result;
    private final Language language;
    private final Verdict verdict;
    private final List<Importance> importance;

    private SupervisedReport(SupervisedResult result, Language language) {
        this.result = result;
        this.language = language;
        this.verdict = new Verdict(result, language);
        this.importance = result.importance().stream()
                .sorted(Comparator.comparingDouble(Importance::mean).reversed())
                .toList();
    }

    /** The report in English. */
    public static ReportPage of(SupervisedResult result) {
        return of(result, Language.ENGLISH);
    }

    /** The report in the language that the sentences of {@code result} are in. */
    public static ReportPage of(SupervisedResult result, Language language) {
        return new SupervisedReport(result, language).page();
    }

    private ReportPage page() {
        var data = result.data();
        var title = language.say("%s, learned from %s", "从 %2$s 学出的 %1$s").formatted(data.target(), data.name());
        return ReportPage.of(title, verdict.sentence())
                .in(language)
                .with(language.say("Result", "结果"), result())
                .with(language.say("Against the truth", "与真实值相比"), new AgainstTruth(result, language).sections())
                .with(language.say("How it learned", "学习过程"), howItLearned())
                .with(
                        language.say("Where it is most wrong", "错得最多的地方"),
                        new WorstRows(result, importance, language).sections())
                .with(language.say("What the columns contribute", "各列的贡献"), contributions())
                .with(language.say("The data", "数据"), data())
                .with(language.say("To get the same again", "如何得到同样的结果"), reproduction())
                .with(
                        language.say("Next", "下一步"),
                        new Code(result.reproduction().next()));
    }

    private List<Section> result() {
        var sections = new ArrayList<Section>();
        sections.add(verdict.figures());
        result.finding()
                .lines()
                .filter(line -> !line.isBlank())
                .map(Paragraph::new)
                .forEach(sections::add);
        sections.add(verdict.table());
        return sections;
    }

    private List<Section> howItLearned() {
        var learning = result.learning();
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph(language.say("%s, %s parameters, learned in %s.", "%s，%s 个参数，学习用时 %s。")
                .formatted(learning.model(), Digits.of(learning.parameters()), Digits.duration(learning.seconds()))));
        if (!learning.history().isEmpty()) {
            if (learning.linearKept()) {
                sections.add(new Paragraph(language.say(
                        "The curves are those of the network, which was tried and not kept.", "曲线是网络的：试过，没有保留。")));
            }
            sections.add(LearningCharts.losses(learning, language));
            if (!learning.apart().isEmpty()) {
                sections.add(new Paragraph(learning.apart()));
            }
            var small = Stream.of(
                            LearningCharts.score(learning, result.scores().main(), language),
                            LearningCharts.rate(learning, language))
                    .flatMap(Optional::stream)
                    .toList();
            if (!small.isEmpty()) {
                sections.add(new Beside(List.copyOf(small)));
            }
        }
        return sections;
    }

    private List<Section> contributions() {
        return importance.isEmpty()
                ? List.of()
                : List.of(
                        new Paragraph(language.say(
                                "The values of one column are shuffled among the test rows, and the score is measured"
                                        + " again: the more it suffers, the more the function relies on that column."
                                        + " Columns that say the same share their importance.",
                                "把测试行中一列的值打乱，再量一次指标：变差越多，函数越依赖这一列。说同一件事的列会分摊重要性。")),
                        OutcomeCharts.importance(importance, result.scores().main(), language));
    }

    private List<Section> data() {
        var data = result.data();
        var sections = new ArrayList<Section>();
        for (var notice : data.notices()) {
            sections.add(new Callout(
                    notice.warning() ? Callout.Kind.WARNING : Callout.Kind.NOTE,
                    notice.warning() ? language.say("Mind this", "请注意") : language.say("Noticed", "已留意"),
                    notice.text()));
        }
        sections.add(new Paragraph(language.say(
                        "%s rows to learn from, %s to choose the best epoch by (validation), %s to judge the result (test).",
                        "%s 行用来学习，%s 行用来选最好的一轮（验证集），%s 行用来评判结果（测试集）。")
                .formatted(Digits.of((long) data.trainRows()), Digits.of((long) data.validationRows()), Digits.of((long)
                        data.testRows()))));
        sections.add(DataTable.of(
                language.say("Columns and what was done with them", "各列，以及怎样处理"),
                List.of(
                        Column.text(language.say("column", "列")),
                        Column.text(language.say("kind", "种类")),
                        Column.number(language.say("missing", "缺失")),
                        Column.text(language.say("what was done", "处理"))),
                data.columns().stream()
                        .map(column -> List.of(
                                column.name(),
                                column.kind(),
                                column.missing() == 0 ? "–" : Digits.of((long) column.missing()),
                                column.treatment()))
                        .toList()));
        return sections;
    }

    private List<Section> reproduction() {
        var reproduction = result.reproduction();
        return List.of(
                new KeyValues(reproduction.facts()),
                new Details(
                        language.say("All settings (config.yaml)", "全部设置（config.yaml）"),
                        List.of(new Code(reproduction.config()))));
    }
}
