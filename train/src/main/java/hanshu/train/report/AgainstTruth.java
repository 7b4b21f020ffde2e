package hanshu.train.report;

import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Confusion;
import hanshu.train.metric.Digits;
import hanshu.train.metric.EntityF1;
import hanshu.train.metric.IntervalMetrics;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.ConfusionMatrix;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Paragraph;
import hanshu.train.report.SupervisedResult.Classification;
import hanshu.train.report.SupervisedResult.Regression;
import hanshu.train.report.SupervisedResult.Tagging;
import hanshu.train.report.SupervisedResult.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the function says of the test rows, beside what is true. */
record AgainstTruth(SupervisedResult result, Language language) {
    private static final int FEW_CLASSES = 4;
    private static final int MOST_CLASSES = 20;

    List<Section> sections() {
        return switch (result.outcome()) {
            case Regression outcome -> {
                var sections = new ArrayList<Section>();
                outcome.intervals().ifPresent(band -> {
                    var kept = IntervalMetrics.of(outcome.truth(), band.low(), band.high());
                    sections.add(new Paragraph(language.say(
                                    "Each prediction comes with an interval that promises to hold the truth with %s probability (split-conformal). On the test rows it does so for %s; its mean width is %s.",
                                    "每个预测都带一个区间，承诺以 %s 的概率包含真实值（分割保形）。在测试行上做到的占 %s；平均宽度 %s。")
                            .formatted(
                                    MetricText.percent(band.coverage()),
                                    MetricText.percent(kept.coverage()),
                                    Digits.of(kept.meanWidth()))));
                });
                sections.add(OutcomeCharts.predictedAgainstTrue(
                        outcome, result.data().target(), language));
                yield sections;
            }
            case Tagging outcome -> List.of(ofTypes(outcome));
            case Texts(var samples) ->
                List.of(DataTable.of(
                        language.say("Some test rows, as they come", "依次取的一些测试行"),
                        List.of(
                                Column.text(language.say("read", "读到的")),
                                Column.text(language.say("true", "真实的")),
                                Column.text(language.say("written", "写出的"))),
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
                        ? new ConfusionMatrix(
                                language.say("Confusion matrix of the test rows", "测试行的混淆矩阵"),
                                outcome.labels(),
                                confusion)
                        : mixedUp(outcome.labels(), confusion);
                var reliability = OutcomeCharts.reliability(outcome, language);
                yield classes <= FEW_CLASSES
                        ? List.of(new Beside(List.of(matrix, reliability)))
                        : List.of(matrix, reliability);
            }
        };
    }

    private DataTable ofTypes(Tagging outcome) {
        return DataTable.of(
                language.say("What was found in the test rows", "在测试行里找到了什么"),
                List.of(
                        Column.text(outcome.what()),
                        Column.number(language.say("precision", "精确率")),
                        Column.number(language.say("recall", "召回率")),
                        Column.number("F1"),
                        Column.number(language.say("right", "正确")),
                        Column.number(language.say("found", "找到")),
                        Column.number(language.say("there", "实有"))),
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
    private DataTable mixedUp(List<String> labels, Confusion confusion) {
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
                language.say("The classes that are mixed up most, of %d", "%d 个类别中最常混淆的")
                        .formatted(k),
                List.of(
                        Column.text(language.say("true", "真实")),
                        Column.text(language.say("predicted", "预测")),
                        Column.number(language.say("test rows", "测试行")),
                        Column.number(language.say("of its class", "占其类别"))),
                rows);
    }
}
