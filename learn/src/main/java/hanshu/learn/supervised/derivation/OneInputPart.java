package hanshu.learn.supervised.derivation;

import hanshu.train.metric.Digits;
import hanshu.train.report.ContourChart;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
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
import java.util.stream.IntStream;

/** The first step on the page: a line, its loss as a surface, and the ways down. */
record OneInputPart(Question question, OneInput line, Stops stops, Language language) {
    ReportPage on(ReportPage page) {
        return page.with(say("1 · A line, and how wrong it is", "一 · 一条直线，它错多少"), model())
                .with(say("Downhill", "下山"), downhill())
                .with(say("How far to step", "一步走多远"), rates())
                .with(say("Where it stops", "停在哪里"), places())
                .with(say("Other ways down", "别的下山法"), optimisers());
    }

    private List<Section> model() {
        var units = line.inUnits(question);
        return List.of(
                new Paragraph(say(
                                "The model is y = b + w·x₁, a function with two unknowns; x₁ is %s. The loss L(b, w) says how"
                                        + " wrong the unknowns are: the mean over the training rows of (b + w·x₁ − y)², or of"
                                        + " |b + w·x₁ − y|. Each pair (b, w) is a line, and a point of a surface. Here x₁ is"
                                        + " counted from its smallest value, and both in standard deviations, so that always"
                                        + " answering the mean has a squared loss of 1. Least is %s: %s = %s + %s·x₁.",
                                "模型是 y = b + w·x₁，一个有两个未知数的函数；x₁ 是 %s。损失 L(b, w) 说未知数错多少：对训练行求 (b + w·x₁ − y)²"
                                        + " 或 |b + w·x₁ − y| 的平均。每一对 (b, w) 是一条直线，也是曲面上的一点。这里 x₁"
                                        + " 从它的最小值数起，两者都以标准差为单位，所以始终回答平均值的平方损失是 1。最小的损失是 %s：%s = %s + %s·x₁。")
                        .formatted(
                                question.inputs().getFirst(),
                                Digits.of(line.at().loss()),
                                question.target(),
                                Digits.of(units.u()),
                                Digits.of(units.v()))),
                new Beside(List.of(
                        surface(
                                say("Squared loss, and the way down", "平方损失和下山的路"),
                                line.squared(),
                                List.of(line.ways().getLast())),
                        surface(
                                say("Absolute loss, same start and rate", "绝对损失，同样的起点和学习率"),
                                line.absolute(),
                                List.of(line.absoluteWay())))),
                new Paragraph(say(
                                "After %d steps the squared loss has come from %s to %s. In the squared loss a row pulls the"
                                        + " harder the more wrong it is; in the absolute loss every row pulls alike, so rows"
                                        + " far off weigh less. Its last loss is %s.",
                                "走 %d 步后，平方损失从 %s 降到 %s。平方损失里，一行错得越多，拉得越用力；绝对损失里，每行用力一样，离得远的行影响较小。绝对损失最后是 %s。")
                        .formatted(
                                line.ways().getLast().path().size() - 1,
                                Digits.of(line.ways().getLast().losses().getFirst()),
                                Digits.of(line.ways().getLast().loss()),
                                Digits.of(line.absoluteWay().loss()))),
                new Details(say("The code of this step", "这一步的代码"), List.of(new Code(Program.ONE_LINE.body()))));
    }

    private List<Section> downhill() {
        var rows = line.slopes().stream()
                .map(s -> List.of(
                        Digits.of(s.w()),
                        Digits.of(s.slope()),
                        Math.abs(s.slope()) < 1e-4
                                ? say("stay", "不动")
                                : s.slope() < 0 ? say("to the right", "向右") : say("to the left", "向左"),
                        Digits.of(s.next())))
                .toList();
        var one = line.ways().getFirst();
        var both = line.ways().getLast();
        return List.of(
                new Paragraph(say(
                        "First one unknown: hold b fast and look at w. Where the slope ∂L/∂w is negative, more w means less"
                                + " loss, so go right; where it is positive, go left. The step is w − η·∂L/∂w: the slope's"
                                + " sign says which way, the learning rate η how far.",
                        "先看一个未知数：固定 b，只看 w。斜率 ∂L/∂w 为负时，w 越大损失越小，向右走；为正时，向左走。一步是 w − η·∂L/∂w："
                                + "斜率的符号说往哪边，学习率 η 说走多远。")),
                DataTable.of(
                        say("The slope in w around the least loss, b held fast", "固定 b，最低点附近 w 方向的斜率"),
                        List.of(
                                Column.number("w"),
                                Column.number("∂L/∂w"),
                                Column.text(say("go", "走向")),
                                Column.number(say("w after a step", "一步后的 w"))),
                        rows),
                surface(
                        say("One unknown at a time, and both at once", "每次一个未知数，和两个一起"),
                        line.squared(),
                        List.of(named(one, say("one at a time", "每次一个")), named(both, say("both at once", "两个一起")))),
                new Paragraph(say(
                                "With two unknowns there is a slope for each, and together they are the gradient. One at a"
                                        + " time, five steps each, ends at %s after %d steps; both at once, at %s.",
                                "两个未知数各有一个斜率，合起来就是梯度。每次一个、各走五步，%2$d 步后损失是 %1$s；两个一起，是 %3$s。")
                        .formatted(Digits.of(one.loss()), one.path().size() - 1, Digits.of(both.loss()))));
    }

    private List<Section> rates() {
        var names = List.of(say("too small", "太小"), say("right", "合适"), say("too large", "太大"));
        var ways = IntStream.range(0, names.size())
                .mapToObj(i -> named(
                        line.rates().get(i),
                        names.get(i) + ", η = " + Digits.of(line.rates().get(i).rate())))
                .toList();
        var words = ways.stream()
                .map(way -> say("%s: loss %s after %d steps", "%s：损失 %s，%d 步后")
                        .formatted(way.name(), Digits.of(way.loss()), way.path().size() - 1))
                .collect(Collectors.joining(say("; ", "；")));
        return List.of(
                new Paragraph(say(
                                "The curvature says how far one may step. It is the second derivative, and of two unknowns a"
                                        + " matrix H: here its eigenvalues are %s and %s, both positive, so this is a valley with"
                                        + " one lowest point. A step along the steepest direction lands beyond the other side,"
                                        + " and higher, when η is more than 2/%s = %s. %s.",
                                "曲率说一步可以走多远。它是二阶导数；两个未知数时是矩阵 H，这里的特征值是 %s 和 %s，都是正的，所以这是只有一个最低点的山谷。"
                                        + "η 大于 2/%s = %s 时，沿最弯的方向一步会跨到对面更高处。%s。")
                        .formatted(
                                Digits.of(line.at().least()),
                                Digits.of(line.at().most()),
                                Digits.of(line.at().most()),
                                Digits.of(2 / line.at().most()),
                                words)),
                surface(say("Three rates from the same start", "同一起点，三种学习率"), line.squared(), ways),
                losses(say("Loss by step", "每步的损失"), words, ways));
    }

    private List<Section> places() {
        var rows = stops.stops().stream()
                .map(s -> List.of(
                        s.way().name(),
                        "(%s, %s)"
                                .formatted(
                                        Digits.of(s.way().path().getFirst().u()),
                                        Digits.of(s.way().path().getFirst().v())),
                        "(%.2f, %.2f)".formatted(s.end().at().u(), s.end().at().v()),
                        Digits.of(s.end().loss()),
                        "%.1e".formatted(s.end().slope()),
                        "%.1e, %.1e".formatted(s.end().least(), s.end().most()),
                        place(s.end())))
                .toList();
        return List.of(
                new Paragraph(say(
                        "The loss of a line has one lowest point. That of a network has many places where the slope is nothing"
                                + " and a descent stops. This surface has one of each. The slope alone can't tell them apart;"
                                + " the curvature can: both eigenvalues of H positive is a minimum, one negative a saddle that"
                                + " the slightest push leaves (C stands exactly on it, D five hundredths beside), both about"
                                + " nothing a plateau, where the next step is as small as the last.",
                        "直线的损失只有一个最低点。网络的损失有许多斜率为零、下降会停住的地方。这个曲面每种各有一个。只看斜率分不清，曲率可以：H 的特征值都为正是"
                                + "极小；一正一负是鞍点，轻轻一推就离开（C 正站在上面，D 偏开 0.05）；都约为零是高原，下一步和上一步一样小。")),
                surface(
                        "L(u, v)",
                        stops.surface(),
                        stops.stops().stream().map(Stops.Stop::way).toList()),
                DataTable.of(
                        say("Five starts, the same rule", "五个起点，同样的规则"),
                        List.of(
                                Column.text(say("way", "路")),
                                Column.text(say("start", "起点")),
                                Column.text(say("end", "终点")),
                                Column.number(say("loss", "损失")),
                                Column.number(say("slope", "斜率")),
                                Column.number(say("eigenvalues of H", "H 的特征值")),
                                Column.text(say("so it is", "所以是"))),
                        rows));
    }

    /** A minimum is the global one if no other end lies lower. */
    private String place(Curvature end) {
        return switch (end.place()) {
            case SLOPE -> say("still on the way", "还在路上");
            case MINIMUM ->
                stops.stops().stream().allMatch(other -> other.end().loss() > end.loss() - 1e-4)
                        ? say("global minimum", "全局最小")
                        : say("local minimum", "局部极小");
            case MAXIMUM -> say("maximum", "极大");
            case SADDLE -> say("saddle", "鞍点");
            case PLATEAU -> say("plateau", "高原");
        };
    }

    private List<Section> optimisers() {
        double least = line.at().loss();
        var rows = line.optimisers().stream()
                .map(way -> List.of(
                        way.name(),
                        Digits.of(way.rate()),
                        Digits.of(way.loss()),
                        way.arrival(least) < 0 ? "–" : String.valueOf(way.arrival(least))))
                .toList();
        return List.of(
                new Paragraph(say(
                        "Momentum keeps some of the last step, as a rolling ball does. AdaGrad, RMSprop and Adam give each"
                                + " unknown a rate of its own, from the slopes it has had. The same start, the same surface:",
                        "动量保留上一步的一部分，像滚动的球。AdaGrad、RMSprop 和 Adam 按各个未知数有过的斜率，给它自己的学习率。同一起点，同一曲面：")),
                surface(say("The ways", "路径"), line.squared(), line.optimisers()),
                DataTable.of(
                        say(
                                "Arrived: the first step from which on less than a thousandth of the way down is left",
                                "到达：从哪一步起，剩下的路不到全程的千分之一"),
                        List.of(
                                Column.text(say("optimiser", "优化器")),
                                Column.number("η"),
                                Column.number(say("last loss", "最后的损失")),
                                Column.number(say("arrived", "到达"))),
                        rows),
                losses(say("Loss by step", "每步的损失"), "", line.optimisers()));
    }

    private Chart surface(String title, Surface surface, List<Descent> ways) {
        boolean line = !surface.equals(stops.surface());
        var words = ways.stream()
                .map(w -> "%s: (%s, %s) → (%s, %s)"
                        .formatted(
                                w.name(),
                                Digits.of(w.path().getFirst().u()),
                                Digits.of(w.path().getFirst().v()),
                                Digits.of(w.end().u()),
                                Digits.of(w.end().v())))
                .collect(Collectors.joining("; "));
        return new ContourChart(
                        title,
                        words,
                        line ? "b" : "u",
                        line ? "w" : "v",
                        surface.u(),
                        surface.v(),
                        surface.loss(),
                        ways.stream().map(OneInputPart::path).toList())
                .chart();
    }

    private static Line path(Descent way) {
        return new Line(
                way.name(),
                way.path().stream().map(Point::u).toList(),
                way.path().stream().map(Point::v).toList());
    }

    private Chart losses(String title, String words, List<Descent> ways) {
        double most = 3 * Math.max(1, ways.getFirst().losses().getFirst());
        var lines = ways.stream()
                .map(way -> Line.of(
                        way.name(),
                        way.losses().stream().takeWhile(l -> l < most).toList()))
                .toList();
        return new LineChart(title, words, say("step", "步"), say("loss", "损失"), true, lines).chart();
    }

    private static Descent named(Descent way, String name) {
        return new Descent(name, way.rate(), way.path(), way.losses());
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }
}
