package hanshu.train.report;

import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Confusion;
import hanshu.train.metric.Digits;
import hanshu.train.metric.EntityF1;
import hanshu.train.metric.IntervalMetrics;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.ConfusionMatrix;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SupervisedResult.Classification;
import hanshu.train.report.SupervisedResult.Importance;
import hanshu.train.report.SupervisedResult.Regression;
import hanshu.train.report.SupervisedResult.Tagging;
import hanshu.train.report.SupervisedResult.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report of a supervised run: what was learned, how good it is on rows that it never saw, and why one may trust it. */
public final class SupervisedReport {
    private static final int FEW_CLASSES = 4;
    private static final int MOST_CLASSES = 20;
    private static final int MOST_INPUTS = 8;

    private final SupervisedResult result;
    private final Verdict verdict;
    private final List<Importance> importance;

    private SupervisedReport(SupervisedResult result) {
        this.result = result;
        this.verdict = new Verdict(result);
        this.importance = result.importance().stream()
                .sorted(Comparator.comparingDouble(Importance::mean).reversed())
                .toList();
    }

    public static ReportPage of(SupervisedResult result) {
        return new SupervisedReport(result).page();
    }

    private ReportPage page() {
        var data = result.data();
        return ReportPage.of(data.target() + ", learned from " + data.name(), verdict.sentence())
                .with("Result", result())
                .with("Against the truth", againstTheTruth())
                .with("How it learned", howItLearned())
                .with("Where it is most wrong", mistakes())
                .with("What the columns contribute", contributions())
                .with("The data", data())
                .with("To get the same again", reproduction())
                .with("Next", new Code(result.reproduction().next()));
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

    private List<Section> againstTheTruth() {
        return switch (result.outcome()) {
            case Regression outcome -> {
                var sections = new ArrayList<Section>();
                outcome.intervals().ifPresent(band -> {
                    var kept = IntervalMetrics.of(outcome.truth(), band.low(), band.high());
                    sections.add(new Paragraph(
                            "Each prediction comes with an interval that promises to hold the truth with %s probability (split-conformal). On the test rows it does so for %s; its mean width is %s."
                                    .formatted(
                                            MetricText.percent(band.coverage()),
                                            MetricText.percent(kept.coverage()),
                                            Digits.of(kept.meanWidth()))));
                });
                sections.add(OutcomeCharts.predictedAgainstTrue(
                        outcome, result.data().target()));
                yield sections;
            }
            case Tagging outcome -> List.of(ofTypes(outcome));
            case Texts(var samples) ->
                List.of(DataTable.of(
                        "Some test rows, as they come",
                        List.of(Column.text("read"), Column.text("true"), Column.text("written")),
                        samples.stream()
                                .map(sample -> List.of(sample.read(), sample.truth(), sample.written()))
                                .toList()));
            case Classification outcome -> {
                int classes = outcome.labels().size();
                var predicted = Stream.of(outcome.probability())
                        .mapToInt(ClassificationMetrics::mostProbable)
                        .toArray();
                var confusion = Confusion.of(outcome.truth(), predicted, classes);
                var matrix = classes <= MOST_CLASSES
                        ? new ConfusionMatrix("Confusion matrix of the test rows", outcome.labels(), confusion)
                        : mixedUp(outcome.labels(), confusion);
                var reliability = OutcomeCharts.reliability(outcome);
                yield classes <= FEW_CLASSES
                        ? List.of(new Beside(List.of(matrix, reliability)))
                        : List.of(matrix, reliability);
            }
        };
    }

    private static DataTable ofTypes(Tagging outcome) {
        return DataTable.of(
                "What was found in the test rows",
                List.of(
                        Column.text(outcome.what()),
                        Column.number("precision"),
                        Column.number("recall"),
                        Column.number("F1"),
                        Column.number("right"),
                        Column.number("found"),
                        Column.number("there")),
                outcome.found().byType().entrySet().stream()
                        .map(type -> ofType(type.getKey(), type.getValue()))
                        .toList());
    }

    private static List<String> ofType(String type, EntityF1.Score score) {
        return List.of(
                type,
                MetricText.percent(score.precision()),
                MetricText.percent(score.recall()),
                MetricText.percent(score.f1()),
                Digits.of((long) score.right()),
                Digits.of((long) score.found()),
                Digits.of((long) score.present()));
    }

    /** In place of a matrix that would be too large: the classes that are taken for each other most. */
    private static DataTable mixedUp(List<String> labels, Confusion confusion) {
        record Pair(int truth, int predicted, int count) {}
        int k = labels.size();
        var rows = IntStream.range(0, k * k)
                .mapToObj(i -> new Pair(i / k, i % k, confusion.count(i / k, i % k)))
                .filter(pair -> pair.truth() != pair.predicted() && pair.count() > 0)
                .sorted(Comparator.comparingInt(Pair::count).reversed())
                .limit(MOST_CLASSES)
                .map(pair -> List.of(
                        labels.get(pair.truth()),
                        labels.get(pair.predicted()),
                        Digits.of((long) pair.count()),
                        MetricText.percent((double) pair.count() / confusion.support(pair.truth()))))
                .toList();
        return DataTable.of(
                "The classes that are mixed up most, of " + k,
                List.of(
                        Column.text("true"),
                        Column.text("predicted"),
                        Column.number("test rows"),
                        Column.number("of its class")),
                rows);
    }

    private List<Section> howItLearned() {
        var learning = result.learning();
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph("%s, %s parameters, learned in %s."
                .formatted(learning.model(), Digits.of(learning.parameters()), Digits.duration(learning.seconds()))));
        if (!learning.history().isEmpty()) {
            if (learning.linearKept()) {
                sections.add(new Paragraph("The curves are those of the network, which was tried and not kept."));
            }
            sections.add(LearningCharts.losses(learning));
            if (!learning.apart().isEmpty()) {
                sections.add(new Paragraph(learning.apart()));
            }
            var small = Stream.of(LearningCharts.score(learning, result.scores().main()), LearningCharts.rate(learning))
                    .flatMap(Optional::stream)
                    .toList();
            if (!small.isEmpty()) {
                sections.add(new Beside(List.copyOf(small)));
            }
        }
        return sections;
    }

    private List<Section> mistakes() {
        if (result.mistakes().isEmpty()) {
            return List.of();
        }
        boolean words = result.mistakes().stream()
                .flatMap(mistake -> mistake.inputs().values().stream())
                .allMatch(Shown.Words.class::isInstance);
        return List.of(
                new Paragraph("Look at these first: they show what the inputs don't tell, or answers that are wrong."),
                words ? mistakesInRows() : mistakesAsSeen());
    }

    private Section mistakesAsSeen() {
        return new Section.Exhibits(
                "The most wrong test cases",
                result.mistakes().stream()
                        .map(mistake -> new Section.Exhibit(
                                mistake.inputs(),
                                mistake.truth().equals(mistake.predicted())
                                        ? mistake.truth() + ", rightly but unsure"
                                        : "%s, taken for %s".formatted(mistake.truth(), mistake.predicted()),
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
                Column.number("row"),
                Column.text("true " + result.data().target()),
                Column.text("predicted"),
                Column.text("how wrong")));
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
        var which = inputs.size() > shown.size() ? ", with their %d most telling columns".formatted(shown.size()) : "";
        return DataTable.of("The most wrong test rows" + which, columns, rows);
    }

    private static String words(@Nullable Shown sample) {
        return sample instanceof Shown.Words(String text) ? text : "";
    }

    private List<Section> contributions() {
        return importance.isEmpty()
                ? List.of()
                : List.of(
                        new Paragraph(
                                "The values of one column are shuffled among the test rows, and the score is measured"
                                        + " again: the more it suffers, the more the function relies on that column."
                                        + " Columns that say the same share their importance."),
                        OutcomeCharts.importance(importance, result.scores().main()));
    }

    private List<Section> data() {
        var data = result.data();
        var sections = new ArrayList<Section>();
        for (var notice : data.notices()) {
            sections.add(new Callout(
                    notice.warning() ? Callout.Kind.WARNING : Callout.Kind.NOTE,
                    notice.warning() ? "Mind this" : "Noticed",
                    notice.text()));
        }
        sections.add(new Paragraph(
                "%s rows to learn from, %s to choose the best epoch by (validation), %s to judge the result (test)."
                        .formatted(
                                Digits.of((long) data.trainRows()),
                                Digits.of((long) data.validationRows()),
                                Digits.of((long) data.testRows()))));
        sections.add(DataTable.of(
                "Columns and what was done with them",
                List.of(
                        Column.text("column"),
                        Column.text("kind"),
                        Column.number("missing"),
                        Column.text("what was done")),
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
                new Details("All settings (config.yaml)", List.of(new Code(reproduction.config()))));
    }
}
