package hanshu.workbench.serve;

import hanshu.data.table.ReadOptions;
import hanshu.data.table.features.Features;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.TableInside;
import hanshu.learn.supervised.TabularFunction;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntConsumer;
import tools.jackson.databind.node.ObjectNode;

/** A table's function. Rows are read, and refused, each request by itself; their features are answered in batches. */
public final class ServedTable implements Served {
    private final TabularFunction function;
    private final boolean ignoreExtra;
    private final Batcher<Features, List<Prediction>> batches;

    /**
     * Ready to be asked.
     *
     * @param ignoreExtra whether columns that the model does not know are left out
     * @param answered    is told the rows of each batch
     */
    public ServedTable(TabularFunction function, boolean ignoreExtra, Batching batching, IntConsumer answered) {
        this.function = function;
        this.ignoreExtra = ignoreExtra;
        batches = new Batcher<>(batching, Features::rows, this::answers, answered);
    }

    @Override
    public List<Column> inputs() {
        return Column.read(function.preprocessing());
    }

    @Override
    public List<Column> outputs() {
        var outputs = new ArrayList<Column>();
        if (function.labels().isEmpty()) {
            outputs.add(Column.number("prediction"));
            if (function.hasIntervals()) {
                outputs.addAll(List.of(Column.number("low"), Column.number("high")));
            }
        } else {
            outputs.add(Column.text("prediction"));
            function.labels().forEach(label -> outputs.add(Column.number("probability " + label)));
        }
        return outputs;
    }

    @Override
    public List<SequencedMap<String, Object>> answer(List<ObjectNode> rows) {
        return batches.ask(features(rows)).stream().map(NamedAnswers::of).toList();
    }

    @Override
    public List<Section> inside(List<ObjectNode> rows, Language language) {
        return TableInside.of(function, features(rows.subList(0, 1)), language);
    }

    private Features features(List<ObjectNode> rows) {
        var preprocessing = function.preprocessing();
        var table = Served.table(rows, preprocessing.reading(Served.NAME, ReadOptions.DEFAULT));
        return preprocessing.apply(ignoreExtra ? table.keeping(preprocessing.columns()) : table);
    }

    private List<List<Prediction>> answers(List<Features> questions) {
        var all = function.predict(Features.joined(questions));
        var answers = new ArrayList<List<Prediction>>();
        int from = 0;
        for (var question : questions) {
            answers.add(all.subList(from, from + question.rows()));
            from += question.rows();
        }
        return answers;
    }

    @Override
    public void close() {
        batches.close();
    }
}
