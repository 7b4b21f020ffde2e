package hanshu.learn.supervised.task.model;

import hanshu.data.image.augment.TestTime;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a model answers for many cases, a block at a time. */
public final class Answering {
    private Answering() {}

    /** Nothing but the case itself. */
    public static final TestTime ONE_VIEW = new TestTime(false, 0);

    /** The rows of {@link Decoder#rows} for each case, the mean over its views: by output. */
    public static Map<String, double[][]> answers(Scoring model, Part part, TestTime how) {
        var decoders = model.decoders();
        var answers = new LinkedHashMap<String, double[][]>();
        decoders.forEach((name, decoder) -> answers.put(name, new double[part.count()][]));
        var buffers = new Buffers();
        for (var block : part.blocks()) {
            buffers.step(() -> {
                var batch = block.batch(part).asked();
                var scores = batch.views(how).stream()
                        .map(view -> model.scores(view, Pass.evaluation()))
                        .toList();
                decoders.forEach((name, decoder) -> {
                    var views = scores.stream()
                            .map(one -> decoder.answers(Objects.requireNonNull(one.get(name))))
                            .toList();
                    var rows = decoder.rows(mean(views));
                    var all = Objects.requireNonNull(answers.get(name));
                    for (int i = 0; i < rows.length; i++) {
                        all[block.place(i)] = rows[i];
                    }
                });
                return 0;
            });
        }
        return answers;
    }

    private static Scores mean(List<Scores> views) {
        var first = views.getFirst();
        return views.size() == 1
                ? first
                : first.with(views.stream()
                        .map(Scores::values)
                        .reduce(Tensor::plus)
                        .orElseThrow()
                        .div(views.size()));
    }
}
