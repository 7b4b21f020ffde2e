package hanshu.learn.supervised.task;

import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What a model answers for many cases, a block at a time. */
final class Answering {
    private static final int BLOCK = 256;

    private Answering() {}

    /** Probabilities, or standardised numbers, of each case: by output (cases, width). */
    static Map<String, double[][]> answers(Scoring model, Part part, boolean mirror) {
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
                var scores = model.scores(batch, Pass.evaluation());
                var mirrored = mirror ? model.scores(Augmentation.mirrored(batch), Pass.evaluation()) : scores;
                decoders.forEach((name, decoder) -> {
                    var mean = of(decoder, name, scores);
                    if (mirror) {
                        mean = mean.plus(of(decoder, name, mirrored)).times(0.5);
                    }
                    copy(mean, java.util.Objects.requireNonNull(answers.get(name)), start);
                });
                return 0;
            });
        }
        return answers;
    }

    private static Tensor of(Decoder decoder, String name, Map<String, Tensor> scores) {
        return decoder.answers(java.util.Objects.requireNonNull(scores.get(name)));
    }

    private static void copy(Tensor block, double[][] into, int start) {
        var values = block.toDoubles();
        int width = block.size(1);
        for (int i = 0; i < block.size(0); i++) {
            into[start + i] = java.util.Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
    }
}
