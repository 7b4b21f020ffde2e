package hanshu.learn.supervised.task;

import hanshu.data.image.augment.TestTime;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What a model answers for many cases, a block at a time. */
final class Answering {
    private static final int BLOCK = 256;

    private Answering() {}

    /** Nothing but the case itself. */
    static final TestTime ONE_VIEW = new TestTime(false, 0);

    /** Probabilities, or standardised numbers, of each case, the mean over its views: by output (cases, width). */
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
                var batch = part.batch(order, start, end);
                var scores = batch.views(how).stream()
                        .map(view -> model.scores(view, Pass.evaluation()))
                        .toList();
                decoders.forEach((name, decoder) -> {
                    var mean = scores.stream()
                            .map(one -> decoder.answers(Objects.requireNonNull(one.get(name))))
                            .reduce(Tensor::plus)
                            .orElseThrow()
                            .div(scores.size());
                    copy(mean, Objects.requireNonNull(answers.get(name)), start);
                });
                return 0;
            });
        }
        return answers;
    }

    private static void copy(Tensor block, double[][] into, int start) {
        var values = block.toDoubles();
        int width = block.size(1);
        for (int i = 0; i < block.size(0); i++) {
            into[start + i] = java.util.Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
    }
}
