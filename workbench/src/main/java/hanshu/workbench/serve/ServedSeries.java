package hanshu.workbench.serve;

import hanshu.data.table.Lags;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.TableInside;
import hanshu.learn.supervised.TabularFunction;
import hanshu.learn.supervised.forecast.ForecastFunction;
import hanshu.learn.supervised.forecast.ForecastInside;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What answers a series with what comes after it: the rows of a request are one series, answered by itself. */
public final class ServedSeries implements Served {
    private final List<Column> inputs;
    private final List<Column> outputs;
    private final ReadOptions reading;
    private final Batcher<Table, List<SequencedMap<String, Object>>> batches;
    private final BiFunction<Table, Language, List<Section>> inside;

    private ServedSeries(
            List<Column> inputs,
            List<Column> outputs,
            ReadOptions reading,
            Function<Table, List<SequencedMap<String, Object>>> next,
            BiFunction<Table, Language, List<Section>> inside,
            IntConsumer answered) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.reading = reading;
        this.inside = inside;
        batches = new Batcher<>(
                new Batching(1, Duration.ZERO),
                Table::rows,
                tables -> tables.stream().map(next).toList(),
                answered);
    }

    /** A function of the values before, with the row that comes next as its answer. */
    public static ServedSeries of(TabularFunction function, Lags lags, IntConsumer answered) {
        var time = Column.text(lags.time());
        return new ServedSeries(
                List.of(time, Column.number(lags.target())),
                List.of(time, Column.number("prediction")),
                function.preprocessing().reading(Served.NAME, ReadOptions.DEFAULT),
                series -> next(function, lags, series),
                (series, language) ->
                        TableInside.of(function, function.preprocessing().apply(lags.next(series)), language),
                answered);
    }

    private static List<SequencedMap<String, Object>> next(TabularFunction function, Lags lags, Table series) {
        var table = lags.next(series);
        var answers = function.predict(table);
        var rows = new ArrayList<SequencedMap<String, Object>>();
        for (int row = 0; row < answers.size(); row++) {
            var named = new LinkedHashMap<String, Object>();
            named.put(lags.time(), table.cells(lags.time()).text(row));
            named.putAll(NamedAnswers.of(answers.get(row)));
            rows.add(named);
        }
        return rows;
    }

    /** A forecaster, with the steps that follow as its answer. */
    public static ServedSeries of(ForecastFunction function, IntConsumer answered) {
        var config = function.config();
        var time = Stream.of(config.time()).filter(name -> !name.isEmpty()).map(Column::text);
        var numbers = Stream.of(config.targets(), config.seen(), config.known()).flatMap(List::stream);
        boolean single = config.targets().size() == 1;
        return new ServedSeries(
                Stream.concat(time, numbers.map(Column::number)).toList(),
                config.targets().stream()
                        .flatMap(target -> single
                                ? Stream.of("prediction", "low", "high")
                                : Stream.of(target, target + " low", target + " high"))
                        .map(Column::number)
                        .toList(),
                ReadOptions.DEFAULT,
                series -> function.next(series).rows(),
                (series, language) -> ForecastInside.of(function, series, language),
                answered);
    }

    @Override
    public List<Column> inputs() {
        return inputs;
    }

    @Override
    public List<Column> outputs() {
        return outputs;
    }

    @Override
    public List<SequencedMap<String, Object>> answer(List<ObjectNode> rows) {
        return batches.ask(Served.table(rows, reading));
    }

    @Override
    public List<Section> inside(List<ObjectNode> rows, Language language) {
        return inside.apply(Served.table(rows, reading), language);
    }

    @Override
    public void close() {
        batches.close();
    }
}
