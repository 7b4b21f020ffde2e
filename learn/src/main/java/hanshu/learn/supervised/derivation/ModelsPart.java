package hanshu.learn.supervised.derivation;

import hanshu.train.Round;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.Paragraph;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * More inputs and more layers on the page.
 *
 * @param grown lines and networks
 * @param models these, and sums of pieces
 */
record ModelsPart(Question question, Models grown, Models models, Language language) {
    ReportPage on(ReportPage page) {
        return page.with(language.say("5 · Depth, and every model side by side", "五 · 深度，以及所有模型放在一起"), sections());
    }

    /** The second step: more inputs. */
    ReportPage inputsOn(ReportPage page) {
        var lines =
                grown.candidates().stream().filter(c -> c.recipe().depth() == 0).toList();
        return page.with(
                language.say("2 · More inputs", "二 · 更多输入"),
                List.of(
                        new Paragraph(language.say(
                                "One input says only so much. With more, the line is y = b + w₁·x₁ + w₂·x₂ + …: one more unknown for"
                                        + " each, the same loss, the same way down. Training loss can only fall, for any w may be"
                                        + " nothing; whether the other rows agree, they must say themselves.",
                                "一个输入能说的有限。输入更多时，直线是 y = b + w₁·x₁ + w₂·x₂ + …：每个输入多一个未知数，损失和下山的办法都不变。"
                                        + "训练损失的最小值只会更小，因为每个 w 都可以是零；别的行同不同意，要问它们自己。")),
                        table(lines, -1),
                        code(Program.MORE_INPUTS)));
    }

    private Section table(List<Candidate> candidates, int main) {
        var rows = candidates.stream()
                .map(c -> List.of(
                        name(c),
                        Digits.of((long) c.theta().count()),
                        units(c.train()),
                        units(c.validation()),
                        units(c.test()),
                        c.bestEpoch() + " / " + c.rounds().size()))
                .toList();
        return new DataTable(
                language.say("Root mean square error in the unit of ", "均方根误差，单位同 ") + question.target(),
                List.of(
                        Column.text(language.say("model", "模型")),
                        Column.number("|θ|"),
                        Column.number(language.say("training", "训练")),
                        Column.number(language.say("validation", "验证")),
                        Column.number(language.say("unseen", "未见")),
                        Column.number(language.say("best epoch", "最好的轮"))),
                rows,
                main);
    }

    private Section code(Program program) {
        return new Details(language.say("The code of this step", "这一步的代码"), List.of(new Code(program.body())));
    }

    private List<Section> sections() {
        var chosen = models.chosen();
        var best = models.bestUnseen();
        return List.of(
                new Paragraph(
                        language.say(
                                "A network may put several layers between input and answer, each of 32 ReLUs over those of"
                                        + " the layer before. Each learns from the training rows, 60 epochs of Adam in batches of 32, η ="
                                        + " 0.002, a line 0.01; of its epochs the one with the lowest loss on the validation rows"
                                        + " is kept. The unseen rows are looked at once, here.",
                                "网络可以在输入和回答之间放好几层，每层 32 个 ReLU，看的是前一层的输出。每个网络都从训练行学习（Adam，60 轮，每批 32 行，η = 0.002，直线 0.01），保留验证行损失最低的那一轮。未见的行只在这里看一次。")),
                table(models.candidates(), models.candidates().indexOf(chosen)),
                new Paragraph(language.say("Validation picks: %s, wrong by %s on unseen rows. ", "验证选中：%s，在未见的行上误差 %s。")
                                .formatted(name(chosen), units(chosen.test()))
                        + (best.equals(chosen)
                                ? language.say("None is better there. ", "那里没有更好的。")
                                : language.say(
                                                "%s would have been better there, by chance or not: %s. ",
                                                "那里 %s 本会更好（不论是否偶然）：%s。")
                                        .formatted(name(best), units(best.test())))
                        + overfitting()),
                curves(),
                code(Program.LAYERS));
    }

    private String overfitting() {
        var over = models.candidates().stream().filter(Candidate::overfits).toList();
        return over.isEmpty()
                ? language.say("No model overfits within these epochs.", "在这些轮里没有模型过拟合。")
                : language.say(
                                "Overfitting sets in, the validation loss rises by more than 5 %, in: ",
                                "过拟合（验证损失回升超过 5 %）出现在：")
                        + over.stream()
                                .map(c -> language.say("%s after epoch %d", "%s，第 %d 轮之后")
                                        .formatted(name(c), c.bestEpoch()))
                                .collect(Collectors.joining(language.say("; ", "；")))
                        + language.say(".", "。");
    }

    private Section curves() {
        var deepest = grown.candidates().getLast();
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

    static String name(Candidate c, Language language) {
        var recipe = c.recipe();
        if (recipe.depth() == 1 && recipe.inputs() == 1) {
            return language.say("sum of %d × %s, inputs: 1", "%d × %s 之和，输入 1")
                    .formatted(recipe.width(), CurvesPart.name(recipe.activation()));
        }
        return recipe.depth() == 0
                ? language.say("line, inputs: %d", "直线，输入 %d").formatted(recipe.inputs())
                : language.say("network, layers: %d", "网络，层数 %d").formatted(recipe.depth());
    }

    private String name(Candidate c) {
        return name(c, language);
    }
}
