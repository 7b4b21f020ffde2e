package hanshu.learn.supervised.derivation;

import hanshu.train.metric.Digits;
import hanshu.train.report.ContourChart;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.Paragraph;
import java.util.List;
import java.util.stream.Collectors;

/** Batches and epochs on the page. */
record BatchesPart(OneInput line, Batches batches, Language language) {
    ReportPage on(ReportPage page) {
        int rows = batches.loss().x().size(0);
        return page.with(
                say("4 · Batches and epochs", "四 · 批和轮"),
                List.of(
                        new Paragraph(say(
                                        "A step need not ask all rows: a batch of them gives a slope that is about right, sooner."
                                                + " An epoch is one pass over all rows, a batch a step. Four batch sizes on %d"
                                                + " training rows, the line of before, from the same start at the same rate η ="
                                                + " %s, plain gradient descent, one run each: first the same number of updates,"
                                                + " then the same number of passes.",
                                        "一步不必问所有的行：问一批，斜率大致就对了，而且更快。一轮是把所有的行过一遍，一批走一步。用 %d 个训练行和前面的直线，"
                                                + "同一起点，同一学习率 η = %s，普通的梯度下降，各跑一次：先是更新次数相同，再是轮数相同。")
                                .formatted(rows, Digits.of(batches.rate()))),
                        new Beside(List.of(
                                surface(say("The same number of updates", "更新次数相同"), batches.updates()),
                                surface(say("The same number of passes", "轮数相同"), batches.passes()))),
                        table(say("The same number of updates", "更新次数相同"), batches.updates()),
                        table(say("The same number of passes", "轮数相同"), batches.passes()),
                        new Paragraph(reading()),
                        new Details(
                                say("The code of this step", "这一步的代码"), List.of(new Code(Program.BATCHES.body())))));
    }

    private String reading() {
        var one = batches.passes().getFirst();
        var all = batches.passes().getLast();
        return say(
                        "With the same updates the batch of %d comes to a loss of %s, all rows at once to %s; the small batch"
                                + " read far fewer rows for it. Its path trembles, because each batch has a slope of its own, and"
                                + " it does not come to rest. With"
                                + " the same passes the batch of %d made %s updates in %s and came to a loss of %s; all rows at"
                                + " once made %s in %s and came to %s. A row costs less in a large batch, for the machine works"
                                + " on its rows together. In between lies what is used: batches of tens to hundreds.",
                        "更新次数相同时，每批 %d 行的损失到 %s，每批全部行的到 %s，但小批读的行少得多；它的路是抖的，因为每批的斜率都不一样，也停不下来。轮数相同时，每批 %d 行更新"
                                + " %s 次，用时 %s，损失到 %s；每批全部的行更新 %s 次，用时 %s，损失到 %s。大批里每行的代价更小，因为机器把行放在一起算。"
                                + "实际用的在中间：每批几十到几百行。")
                .formatted(
                        one.batch(),
                        Digits.of(batches.updates().getFirst().way().loss()),
                        Digits.of(batches.updates().getLast().way().loss()),
                        one.batch(),
                        Digits.of((long) one.updates()),
                        Digits.duration(one.seconds()),
                        Digits.of(one.way().loss()),
                        Digits.of((long) all.updates()),
                        Digits.duration(all.seconds()),
                        Digits.of(all.way().loss()));
    }

    private Chart surface(String title, List<BatchDescent> ways) {
        var words = ways.stream()
                .map(b -> "%d: %s".formatted(b.batch(), Digits.of(b.way().loss())))
                .collect(Collectors.joining("; "));
        var surface = line.squared();
        return new ContourChart(
                        title,
                        words,
                        "b",
                        "w",
                        surface.u(),
                        surface.v(),
                        surface.loss(),
                        ways.stream()
                                .map(b -> new Line(
                                        say("batch ", "每批 ") + b.batch(),
                                        b.way().path().stream().map(Point::u).toList(),
                                        b.way().path().stream().map(Point::v).toList()))
                                .toList())
                .chart();
    }

    private Section table(String caption, List<BatchDescent> ways) {
        var best = batches.loss().best();
        return DataTable.of(
                caption,
                List.of(
                        Column.number(say("batch", "每批")),
                        Column.number(say("updates", "更新")),
                        Column.number(say("passes", "轮")),
                        Column.number(say("time", "用时")),
                        Column.number(say("updates a second", "每秒更新")),
                        Column.number(say("rows a second", "每秒行数")),
                        Column.text(say("ends at (b, w)", "终点 (b, w)")),
                        Column.number(say("from the best", "离最好")),
                        Column.number(say("loss", "损失"))),
                ways.stream()
                        .map(b -> List.of(
                                String.valueOf(b.batch()),
                                Digits.of((long) b.updates()),
                                Digits.of(b.passes()),
                                Digits.duration(b.seconds()),
                                Digits.of(Math.round(b.updates() / b.seconds())),
                                Digits.of(Math.round(b.updates() / b.seconds() * b.batch())),
                                "(%.2f, %.2f)"
                                        .formatted(
                                                b.way().end().u(), b.way().end().v()),
                                Digits.of(b.way().end().to(best)),
                                Digits.of(b.way().loss())))
                        .toList());
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }
}
