package hanshu.learn.supervised.derivation;

import hanshu.nn.Activation;
import hanshu.train.metric.Digits;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sums of pieces on the page: the line's bias, the curves and their pieces, the matrices, θ. */
record CurvesPart(Question question, Curves curves, Language language) {
    private static final int POINTS = 120;
    private static final int ROW = 8; // numbers of θ beside each other

    ReportPage on(ReportPage page) {
        return page.with(say("3 · Any curve from pieces", "三 · 用小块拼出任何曲线"), pieces())
                .with(say("The same as matrices, and θ", "写成矩阵，以及 θ"), matrices());
    }

    private List<Section> pieces() {
        return List.of(
                new Paragraph(say(
                        "A line is straight whatever b and w are: where the data bend, the best line is wrong in the same"
                                + " direction for all rows there, and more rows don't help. That is its bias. In each fifth"
                                + " of the training rows by x₁, what is true on average, and what is answered:",
                        "无论 b、w 是多少，直线总是直的：数据弯的地方，最好的直线对那里的行都往同一边错，行再多也没用。这就是它的偏差。" + "按 x₁ 把训练行分成五份，每份的真实平均和回答的平均：")),
                bias(),
                new Paragraph(say(
                        "So add pieces: y = c + Σ vᵢ·f(bᵢ + wᵢ·x₁), where f is a ReLU, max(0, z), which is a bent line, or a"
                                + " sigmoid, 1/(1 + e^(−z)), which is a soft step. Each piece bends the curve in one place;"
                                + " with enough of them it follows any curve. All c, v, b and w are found by going downhill:"
                                + " 80 epochs of Adam in batches of 32 at the rate 0.01, and the epoch of the lowest"
                                + " validation loss is kept. Sums of 1, 3, 10 and 100 pieces:",
                        "那就把小块加起来：y = c + Σ vᵢ·f(bᵢ + wᵢ·x₁)。f 是 ReLU，max(0, z)，一条折线；或者 sigmoid，1/(1 + e^(−z))，"
                                + "一级平滑的台阶。每一块让曲线在一处弯一下，块够多就能贴合任何曲线。所有的 c、v、b、w 都靠下山求得："
                                + "Adam，80 轮，每批 32 行，学习率 0.01，保留验证损失最低的一轮。1、3、10、100 块之和：")),
                new Beside(List.of(
                        sums(say("Sums of ReLUs", "ReLU 之和"), curves.relus()),
                        sums(say("Sums of sigmoids", "sigmoid 之和"), curves.sigmoids()))),
                losses(),
                new Paragraph(say(
                        "The pieces themselves, each vᵢ·f(bᵢ + wᵢ·x₁), and their sum, which is c and all of them:",
                        "每一块本身，vᵢ·f(bᵢ + wᵢ·x₁)，以及它们的和，也就是 c 加上所有的块：")),
                new Beside(Stream.of(curves.relus(), curves.sigmoids())
                        .flatMap(sums -> sums.subList(1, 3).stream())
                        .<Section>map(this::parts)
                        .toList()),
                new Details(say("The code of this step", "这一步的代码"), List.of(new Code(Program.SUM_OF_PIECES.body()))));
    }

    private Section bias() {
        var rows = curves.bias().stream()
                .map(part -> List.of(
                        Digits.of(x(part.from())) + " … " + Digits.of(x(part.to())),
                        Digits.fixed(y(part.y())),
                        Digits.fixed(y(part.line())),
                        signed((part.line() - part.y()) * question.deviation()),
                        Digits.fixed(y(part.curve())),
                        signed((part.curve() - part.y()) * question.deviation())))
                .toList();
        return DataTable.of(
                say("Means over training rows, in the unit of ", "训练行的平均，单位同 ") + question.target(),
                List.of(
                        Column.text("x₁: " + question.inputs().getFirst()),
                        Column.number(say("true", "真实")),
                        Column.number(say("the line", "直线")),
                        Column.number(say("off by", "偏")),
                        Column.number(say("10 ReLUs", "10 个 ReLU")),
                        Column.number(say("off by", "偏"))),
                rows);
    }

    private Section losses() {
        var rows = curves.all().stream()
                .map(sum -> List.of(
                        sum.count() + " × " + name(sum.shape()),
                        Digits.of((long) sum.fitted().theta().count()),
                        units(sum.fitted().train()),
                        units(sum.fitted().validation()),
                        units(sum.fitted().test())))
                .toList();
        return DataTable.of(
                say("Root mean square error in the unit of ", "均方根误差，单位同 ") + question.target(),
                List.of(
                        Column.text(say("sum of", "之和")),
                        Column.number("|θ|"),
                        Column.number(say("training", "训练")),
                        Column.number(say("validation", "验证")),
                        Column.number(say("unseen", "未见"))),
                rows);
    }

    private Chart sums(String title, List<Pieces> sums) {
        var grid = grid();
        var lines = sums.stream()
                .map(sum -> new Line(
                        String.valueOf(sum.count()),
                        shown(grid),
                        sum.over(grid).stream().map(this::y).toList()))
                .toList();
        var words = sums.stream()
                .map(sum -> sum.count() + ": " + units(sum.fitted().train()))
                .collect(Collectors.joining("; "));
        return chart(title, words, question.target(), lines);
    }

    private Chart parts(Pieces sum) {
        var grid = grid();
        var lines = new ArrayList<Line>();
        var whole = sum.over(grid).stream().map(v -> v * question.deviation()).toList();
        lines.add(new Line(say("sum", "和"), shown(grid), whole));
        int number = 1;
        for (var piece : sum.pieces()) {
            var values =
                    piece.over(grid).stream().map(v -> v * question.deviation()).toList();
            lines.add(new Line(String.valueOf(number++), shown(grid), values, sum.count() > 3)); // many: all grey
        }
        return chart(
                "%d × %s".formatted(sum.count(), name(sum.shape())),
                "c = " + Digits.of(sum.level() * question.deviation()),
                question.target() + say(" less its mean", " 减平均"),
                lines);
    }

    private Chart chart(String title, String words, String y, List<Line> lines) {
        return new LineChart(title, words, question.inputs().getFirst(), y, false, lines).chart();
    }

    private List<Section> matrices() {
        var sum = curves.shown();
        var theta = sum.fitted().theta().theta();
        var rows = sum.blocks().stream()
                .map(block -> List.of(
                        block.name(),
                        block.shape().toString(),
                        "θ[%d … %d]".formatted(block.from(), block.to() - 1),
                        say(
                                switch (block.name()) {
                                    case "W1" -> "w of each piece";
                                    case "b1" -> "b of each piece";
                                    case "W2" -> "v of each piece";
                                    default -> "c";
                                },
                                switch (block.name()) {
                                    case "W1" -> "每块的 w";
                                    case "b1" -> "每块的 b";
                                    case "W2" -> "每块的 v";
                                    default -> "c";
                                })))
                .toList();
        return List.of(
                new Paragraph(say(
                                "Nobody writes ten pieces one by one. Put the wᵢ into a matrix W1, the bᵢ and the vᵢ likewise,"
                                        + " and all rows of the table into X [%1$d, 1]: then the whole sum is y = f(X·W1 + b1)·W2"
                                        + " + b2, with the shapes [%1$d, 1]·[1, 10] → [%1$d, 10]·[10, 1] → [%1$d, 1]. With more"
                                        + " inputs only W1 grows, with more layers there is a W3.",
                                "没有人会把十块一块一块地写。把 wᵢ 放进矩阵 W1，bᵢ、vᵢ 也一样，表的所有行放进 X [%1$d, 1]，整个和就是"
                                        + " y = f(X·W1 + b1)·W2 + b2，形状是 [%1$d, 1]·[1, 10] → [%1$d, 10]·[10, 1] → [%1$d, 1]。"
                                        + "输入更多，只是 W1 变大；层数更多，就再有 W3。")
                        .formatted(question.train().x().size(0))),
                DataTable.of(
                        say("The matrices of the sum of ten ReLUs", "十个 ReLU 之和的矩阵"),
                        List.of(
                                Column.text(say("name", "名称")),
                                Column.text(say("shape", "形状")),
                                Column.text(say("where in θ", "在 θ 里的位置")),
                                Column.text(say("holds", "内容"))),
                        rows),
                new Paragraph(say(
                                "To the optimiser even that is one thing: all %d unknowns, one after the other, are one vector"
                                        + " θ. The loss is a surface over θ as it was over (b, w), and the step is the same, θ ←"
                                        + " θ − η·∂L/∂θ. Here it is, of standardised values:",
                                "对优化器来说，连这些也是一样东西：全部 %d 个未知数首尾相接，就是一个向量 θ。损失是 θ 上的曲面，正如先前是 (b, w)"
                                        + " 上的曲面；每一步也一样，θ ← θ − η·∂L/∂θ。这就是它（标准化的值）：")
                        .formatted(theta.length)),
                new Code(vector(theta)));
    }

    private static String vector(float... theta) {
        return IntStream.range(0, Math.ceilDiv(theta.length, ROW))
                .mapToObj(row -> IntStream.range(row * ROW, Math.min(theta.length, (row + 1) * ROW))
                        .mapToObj(i -> "%8.4f".formatted(theta[i]))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n ", "[", " ]\n"));
    }

    private List<Double> grid() {
        var x = Arrays.stream(question.of(1).train().x().toDoubles()).summaryStatistics();
        return IntStream.rangeClosed(0, POINTS)
                .mapToObj(i -> x.getMin() + (x.getMax() - x.getMin()) * i / POINTS)
                .toList();
    }

    private List<Double> shown(List<Double> x) {
        return x.stream().map(this::x).toList();
    }

    private double x(double standardised) {
        return question.inputMean() + question.inputDeviation() * standardised;
    }

    private double y(double standardised) {
        return question.mean() + question.deviation() * standardised;
    }

    private String units(double squaredError) {
        return Digits.fixed(question.inUnits(squaredError));
    }

    private static String signed(double value) {
        return (value < 0 ? "−" : "+") + Digits.fixed(Math.abs(value));
    }

    static String name(Activation f) {
        return f == Activation.RELU ? "ReLU" : "sigmoid";
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }
}
