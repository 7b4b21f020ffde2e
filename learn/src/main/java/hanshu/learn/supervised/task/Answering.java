package hanshu.learn.supervised.task;

import hanshu.data.image.augment.TestTime;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What a model answers for many cases, a block at a time. */
final class Answering {
    /** Cases at once: what is computed of them stays in memory until all is answered. */
    private static final int BLOCK = 64;

    private Answering() {}

    /** Nothing but the case itself. */
    static final TestTime ONE_VIEW = new TestTime(false, 0);

    /** The rows of {@link Decoder#rows} for each case, the mean over its views: by output. */
    static Map<String, double[][]> answers(Scoring model, Part part, TestTime how) {
        var decoders = model.decoders();
        var answers = new LinkedHashMap<String, double[][]>();
        decoders.forEach((name, decoder) -> answers.put(name, new double[part.count()][]));
        var order = IntStream.range(0, part.count()).toArray();
        var buffers = new Buffers();
        for (int from = 0; from < order.length; from += BLOCK) {
            int start = from;
            int end = Math.min(from + BLOCK, order.length);
            buffers.step(() -> {
                var batch = part.batch(order, start, end).asked();
                var scores = batch.views(how).stream()
                        .map(view -> model.scores(view, Pass.evaluation()))
                        .toList();
                decoders.forEach((name, decoder) -> {
                    var views = scores.stream()
                            .map(one -> decoder.answers(Objects.requireNonNull(one.get(name))))
                            .toList();
                    var rows = decoder.rows(mean(views));
                    System.arraycopy(rows, 0, Objects.requireNonNull(answers.get(name)), start, rows.length);
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
