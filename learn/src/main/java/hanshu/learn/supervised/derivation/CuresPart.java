package hanshu.learn.supervised.derivation;

import hanshu.learn.supervised.derivation.Cures.Cure;
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
import java.util.stream.Stream;

/** The cures of overfitting on the page. */
record CuresPart(Question question, Cures cures, Language language) {
    ReportPage on(ReportPage page) {
        var sick = cures.of(Cure.NONE);
        var chosen = cures.chosen();
        var rows = cures.tried().stream()
                .map(t -> List.of(
                        name(t.cure()),
                        Digits.of((long) t.candidate().rounds().size()),
                        units(t.candidate().train()),
                        units(t.candidate().validation()),
                        units(t.candidate().test()),
                        Digits.fixed(question.inUnits(t.candidate().test())
                                - question.inUnits(t.candidate().train()))))
                .toList();
        return page.with(
                say("Cures of overfitting", "过拟合的药方"),
                List.of(
                        new Paragraph(say(
                                        "The network of %d hidden layers is the one whose validation loss rose most. Trained for %d"
                                                + " epochs and kept as it is after the last, it is wrong by %s on the rows that it"
                                                + " learned from and by %s on validation rows: what lies between them it learned by"
                                                + " heart. Each cure alone, all else the same:",
                                        "验证损失回升最多的是 %d 个隐藏层的网络。训练 %d 轮并保留最后的样子，它在学过的行上误差 %s，在验证行上 %s：差的那部分，是把学过的行背下来了。"
                                                + "其他都不变，各用一个药方：")
                                .formatted(
                                        sick.recipe().depth(),
                                        sick.rounds().size(),
                                        units(sick.train()),
                                        units(sick.validation()))),
                        new DataTable(
                                say("Root mean square error in the unit of ", "均方根误差，单位同 ") + question.target(),
                                List.of(
                                        Column.text(say("cure", "药方")),
                                        Column.number(say("epochs", "轮")),
                                        Column.number(say("training", "训练")),
                                        Column.number(say("validation", "验证")),
                                        Column.number(say("unseen", "未见")),
                                        Column.number(say("gap", "差距"))),
                                rows,
                                cures.tried().indexOf(chosen)),
                        new Paragraph(say(
                                        "Weight decay pulls every unknown towards nothing, so that none grows without need."
                                                + " Dropout silences a share of the units in each step, so that none may rely on"
                                                + " another. Early stopping keeps epoch %d, the best on validation rows. More data"
                                                + " leave less to chance: with early stopping and a quarter, half and all of the"
                                                + " rows, for as many steps, the error on unseen rows is %s, %s and %s. Validation picks:"
                                                + " %s. Gap: unseen less training.",
                                        "权重衰减把每个未知数往零拉，没有必要就不变大。随机失活在每一步让一部分单元不作声，谁也不能依赖谁。早停保留第 %d 轮，"
                                                + "验证行上最好的一轮。数据越多，碰巧的余地越小：早停，用四分之一、一半和全部的行，走同样多的步，未见的行上误差是"
                                                + " %s、%s、%s。验证选中：%s。差距：未见减训练。")
                                .formatted(
                                        cures.of(Cure.EARLY_STOPPING).bestEpoch(),
                                        units(cures.of(Cure.QUARTER_OF_ROWS).test()),
                                        units(cures.of(Cure.HALF_OF_ROWS).test()),
                                        units(cures.of(Cure.EARLY_STOPPING).test()),
                                        name(chosen.cure()))),
                        curves()));
    }

    private Section curves() {
        var lines = Stream.of(Cure.NONE, Cure.WEIGHT_DECAY, Cure.DROPOUT)
                .map(cure -> Line.of(name(cure), validation(cures.of(cure))))
                .toList();
        return new LineChart(
                        say("Validation loss by epoch", "每轮的验证损失"),
                        say("with no cure, weight decay and dropout", "不用药、权重衰减、随机失活"),
                        say("epoch", "轮"),
                        say("loss", "损失"),
                        true,
                        lines)
                .chart();
    }

    private static List<Double> validation(Candidate candidate) {
        return candidate.rounds().stream()
                .map(Round::score)
                .map(score -> score.orElseThrow().loss())
                .toList();
    }

    private String name(Cure cure) {
        return switch (cure) {
            case NONE -> say("none, all rows", "不用，全部的行");
            case WEIGHT_DECAY -> say("weight decay, λ = 1", "权重衰减，λ = 1");
            case DROPOUT -> say("dropout, 0.3", "随机失活，0.3");
            case EARLY_STOPPING -> say("early stopping, all rows", "早停，全部的行");
            case QUARTER_OF_ROWS -> say("early stopping, a quarter of the rows", "早停，四分之一的行");
            case HALF_OF_ROWS -> say("early stopping, half of the rows", "早停，一半的行");
        };
    }

    private String units(double squaredError) {
        return Digits.fixed(question.inUnits(squaredError));
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }
}
