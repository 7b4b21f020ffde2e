package hanshu.workbench.serve;

import hanshu.data.OnError;
import hanshu.data.table.Nearest;
import hanshu.data.table.ReadOptions;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.task.Inside;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function of texts, pictures, sounds, series, or several inputs together. Pictures and sounds come within the request,
 * or as names of files in one folder: see {@link SentFiles}.
 */
public final class ServedTask implements Served {
    private final TaskFunction function;
    private final List<InputConfig> read;
    private final Optional<Folder> files;
    private final Batcher<List<ObjectNode>, List<SequencedMap<String, Prediction>>> batches;

    /**
     * Ready to be asked.
     *
     * @param files    whose pictures and sounds a request may name
     * @param answered is told the rows of each batch
     */
    public ServedTask(TaskFunction function, Optional<Folder> files, Batching batching, IntConsumer answered) {
        this.function = function.withOnError(OnError.FAIL); // whoever sent what can't be read is told
        this.files = files;
        read = function.config().inputs();
        batches = new Batcher<>(batching, List::size, this::answers, answered);
    }

    @Override
    public List<Column> inputs() {
        return read.stream()
                .flatMap(input -> function.preprocessing(input.name())
                        .map(columns -> Column.read(columns).stream())
                        .orElseGet(() -> Stream.of(Column.text(input.column()))))
                .toList();
    }

    @Override
    public List<Column> outputs() {
        var outputs = new ArrayList<Column>();
        for (var output : function.config().outputs()) {
            outputs.add(
                    switch (output.kind()) {
                        case NUMBER -> Column.number(output.name());
                        case NUMBERS -> new Column(output.name(), "FP32", List.of(-1, -1));
                        case AUTO, CLASS, CLASSES, TAGS, TEXT -> Column.text(output.name());
                    });
            function.labels(output.name())
                    .forEach(label -> outputs.add(Column.number(output.name() + " probability " + label)));
        }
        return outputs;
    }

    @Override
    public List<SequencedMap<String, Object>> answer(List<ObjectNode> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (var input : read) {
                if (input.kind() != InputConfig.Kind.TABLE) {
                    check(row + 1, rows.get(row), input);
                }
            }
        }
        return batches.ask(rows).stream().map(NamedAnswers::of).toList();
    }

    private static void check(int number, ObjectNode row, InputConfig input) {
        var value = row.get(input.column());
        if (value == null) {
            throw Refusal.badRequest("row %d has no \"%s\", which the model reads%s"
                    .formatted(number, input.column(), Nearest.question(input.column(), row.propertyNames())));
        }
        boolean isText = input.kind() == InputConfig.Kind.TEXT;
        if (value.isNull() || (isText && !value.isString())) {
            throw Refusal.badRequest("row %d, %s: %s is expected, got %s"
                    .formatted(number, input.column(), isText ? "a text in quotes" : "a value", value));
        }
    }

    /** Those with the same columns together: what others ask changes nothing for a request. */
    private List<List<SequencedMap<String, Prediction>>> answers(List<List<ObjectNode>> questions) {
        var answers = new ArrayList<List<SequencedMap<String, Prediction>>>();
        questions.forEach(question -> answers.add(List.of()));
        var alike = new LinkedHashMap<Set<String>, List<Integer>>();
        for (int i = 0; i < questions.size(); i++) {
            var columns = questions.get(i).stream()
                    .flatMap(row -> row.propertyNames().stream())
                    .collect(Collectors.toSet());
            alike.computeIfAbsent(columns, key -> new ArrayList<>()).add(i);
        }
        for (var places : alike.values()) {
            var all = predict(
                    places.stream().flatMap(i -> questions.get(i).stream()).toList());
            int from = 0;
            for (int i : places) {
                answers.set(i, all.subList(from, from + questions.get(i).size()));
                from += questions.get(i).size();
            }
        }
        return answers;
    }

    private List<SequencedMap<String, Prediction>> predict(List<ObjectNode> rows) {
        return asked(rows, function::predict);
    }

    private <T> T asked(List<ObjectNode> rows, Function<Cases, T> question) {
        var written = read.stream()
                .filter(input -> input.kind() != InputConfig.Kind.TABLE)
                .map(InputConfig::column)
                .collect(Collectors.toSet());
        try (var sent = SentFiles.of(rows, read, files)) {
            var table = Served.table(sent.rows(), ReadOptions.DEFAULT.asText(written));
            return sent.naming(() -> question.apply(Opening.asked(table, sent.folder(), function)));
        }
    }

    @Override
    public List<Section> inside(List<ObjectNode> rows, Language language) {
        for (var input : read) {
            if (input.kind() != InputConfig.Kind.TABLE) {
                check(1, rows.getFirst(), input);
            }
        }
        return asked(rows, cases -> Inside.of(function, cases, language));
    }

    @Override
    public void close() {
        batches.close();
    }
}
