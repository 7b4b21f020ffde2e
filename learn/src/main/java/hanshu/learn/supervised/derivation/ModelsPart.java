package hanshu.learn.supervised.derivation;

import hanshu.train.Round;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Paragraph;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** More inputs and more layers on the page. */
record ModelsPart(Question question, Models models, Language language) {
    ReportPage on(ReportPage page) {
        return page.with(language.say("More inputs, more layers", "更多输入，更多层"), sections());
    }

    private List<Section> sections() {
        var rows = models.candidates().stream()
                .map(c -> List.of(
                        name(c),
                        Digits.of(c.parameters()),
                        units(c.train()),
                        units(c.validation()),
                        units(c.test()),
                        c.bestEpoch() + " / " + c.rounds().size()))
                .toList();
        var chosen = models.chosen();
        var best = models.bestUnseen();
        return List.of(
                new Paragraph(language.say(
                        "A model may look at more inputs, and it may put layers of ReLUs between input and answer. Each learns"
                                + " from the training rows; of its epochs the one with the lowest loss on the validation rows"
                                + " is kept. The unseen rows are looked at once, here.",
                        "模型可以看更多输入，也可以在输入和回答之间放几层 ReLU。每个模型都从训练行学习，保留验证行损失最低的那一轮。未见的行只在这里看一次。")),
                new DataTable(
                        language.say(
                                "Root mean square error in the unit of " + question.target(),
                                "均方根误差，以 " + question.target() + " 的单位"),
                        List.of(
                                Column.text(language.say("model", "模型")),
                                Column.number("|θ|"),
                                Column.number(language.say("training", "训练")),
                                Column.number(language.say("validation", "验证")),
                                Column.number(language.say("unseen", "未见")),
                                Column.number(language.say("best epoch", "最好的轮"))),
                        rows,
                        models.candidates().indexOf(chosen)),
                new Paragraph(language.say("Validation picks: %s, wrong by %s on unseen rows. ", "验证选中：%s，在未见的行上误差 %s。")
                                .formatted(name(chosen), units(chosen.test()))
                        + (best.equals(chosen)
                                ? language.say("None is better there. ", "那里没有更好的。")
                                : language.say(
                                                "%s would have been better there, by chance or not: %s. ",
                                                "那里 %s 本会更好（不论是否偶然）：%s。")
                                        .formatted(name(best), units(best.test())))
                        + overfitting()),
                curves());
    }

    private String overfitting() {
        var over = models.candidates().stream().filter(Candidate::overfits).toList();
        return over.isEmpty()
                ? language.say("No model overfits within these epochs.", "在这些轮里没有模型过拟合。")
                : language.say(
                                "Overfitting sets in, the validation loss rises by more than 1 %, in: ",
                                "过拟合（验证损失回升超过 1 %）出现在：")
                        + over.stream()
                                .map(c -> language.say("%s after epoch %d", "%s，第 %d 轮之后")
                                        .formatted(name(c), c.bestEpoch()))
                                .collect(Collectors.joining(language.say("; ", "；")))
                        + language.say(".", "。");
    }

    private Section curves() {
        var deepest = models.candidates().getLast();
        var lines = Stream.of(deepest, models.chosen())
                .distinct()
                .flatMap(c -> Stream.of(
                        Line.of(
                                name(c) + language.say(", training", "，训练"),
                                c.rounds().stream().map(Round::trainLoss).toList()),
                        Line.of(
                                name(c) + language.say(", validation", "，验证"),
                                c.rounds().stream()
                                        .map(round ->
                                                round.score().orElseThrow().loss())
                                        .toList())))
                .toList();
        return new LineChart(
                        language.say("Loss by epoch: the deepest network, and the model chosen", "每轮的损失：最深的网络和选中的模型"),
                        overfitting(),
                        language.say("epoch", "轮"),
                        language.say("loss", "损失"),
                        true,
                        lines)
                .chart();
    }

    private String units(double squaredError) {
        return Digits.fixed(question.inUnits(squaredError));
    }

    private String name(Candidate c) {
        return c.depth() == 0
                ? language.say("line, inputs: %d", "直线，输入 %d").formatted(c.inputs())
                : language.say("network, layers: %d", "网络，层数 %d").formatted(c.depth());
    }
}
