package hanshu.learn.supervised.forecast;

import hanshu.data.table.Table;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import hanshu.train.Graph;
import hanshu.train.metric.Digits;
import hanshu.train.report.ComputationTable;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What goes on in a forecaster while it foretells what follows a series: how much its forecast would move if a step of the
 * past had been higher (the gradient of the forecast by the past, which for a linear forecaster is its weights), and the
 * computation with its shapes.
 */
public final class ForecastInside {
    private static final double ROUNDING = 1e-5;

    private final ForecastFunction function;
    private final Language language;
    private final Tensor past;
    private final Tensor forecast;

    ForecastInside(ForecastFunction function, Table table, Language language) {
        this.function = function;
        this.language = language;
        var seen = function.seen(table);
        past = seen.past().tracked(); // (1, lookBack, channels)
        var model = function.model();
        forecast = function.take(
                Params.of(model).in(model).forecast(past, seen.known(), Pass.evaluation())); // (1, horizon, targets)
    }

    /**
     * For a page.
     *
     * @param table of the columns that the function was learned from, as in {@link ForecastFunction#next}
     */
    public static List<Section> of(ForecastFunction function, Table table, Language language) {
        return new ForecastInside(function, table, language).sections();
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        sections.add(lines().chart());
        if (channels().size() > 1) {
            sections.add(reach());
        }
        sections.add(ComputationTable.of(Graph.nodes(forecast), language));
        return sections;
    }

    /** How many units the forecast of the first target at a step moves for one unit more of a channel at each step seen. */
    double[][] slopes(int step) {
        var deviations = function.facts().scaling().deviation();
        var slope = Gradients.grad(
                        forecast.slice(1, step, step + 1).slice(2, 0, 1).sum(), past)
                .toDoubles();
        int channels = channels().size();
        return IntStream.range(0, channels)
                .mapToObj(channel -> IntStream.range(0, past.size(1))
                        .mapToDouble(at -> slope[at * channels + channel] * deviations.get(0) / deviations.get(channel))
                        .toArray())
                .toArray(double[][]::new);
    }

    private LineChart lines() {
        int seenSteps = past.size(1);
        var before = IntStream.range(0, seenSteps)
                .mapToObj(at -> (double) (at - seenSteps + 1))
                .toList();
        var target = channels().getFirst();
        var lines = horizons()
                .mapToObj(step -> new Line(
                        say(step == 0 ? "%d step ahead" : "%d steps ahead", "预测第 %d 步")
                                .formatted(step + 1),
                        before,
                        Arrays.stream(slopes(step)[0]).boxed().toList()))
                .toList();
        return new LineChart(
                say("If one step of the past had been higher by 1", "如果过去某一步高出 1"),
                say("by how much the forecast would be higher", "预测会高出多少"),
                say("step of %s, 0 is the latest", "%s 的第几步，0 是最近的一步").formatted(target),
                say("forecast of %s, more by", "%s 的预测高出").formatted(target),
                false,
                lines);
    }

    /** The first, the middle and the last step, without repeating one. */
    private IntStream horizons() {
        int horizon = function.config().horizon();
        return IntStream.of(0, horizon / 2, horizon - 1).distinct();
    }

    private DataTable reach() {
        var first = slopes(0);
        var end = slopes(function.config().horizon() - 1);
        var names = channels();
        return DataTable.of(
                say("If a column had been higher by 1 all the time", "如果某一列一直高出 1"),
                List.of(
                        Column.text(say("column", "列")),
                        Column.number(say("forecast of the first step, more by", "第一步的预测高出")),
                        Column.number(say("of the last", "最后一步高出"))),
                IntStream.range(0, names.size())
                        .mapToObj(channel -> List.of(names.get(channel), sum(first[channel]), sum(end[channel])))
                        .toList());
    }

    /** What cancels but for rounding is 0. */
    private static String sum(double... slopes) {
        double sum = Arrays.stream(slopes).sum();
        double size = Arrays.stream(slopes).map(Math::abs).sum();
        return Digits.of(Math.abs(sum) < ROUNDING * size ? 0 : sum);
    }

    /** What is seen: the targets, then what stands beside them. */
    private List<String> channels() {
        var config = function.config();
        return Stream.concat(config.targets().stream(), config.seen().stream()).toList();
    }
}
