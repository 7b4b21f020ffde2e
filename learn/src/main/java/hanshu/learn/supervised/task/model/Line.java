package hanshu.learn.supervised.task.model;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.input.WordForm;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.learn.supervised.task.output.TagDecoder;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;

/**
 * y = b + w·x for all outputs, side by side.
 *
 * @param parts w for each input, of the outputs that are answered once for a case
 * @param steps w for each output that is answered at each step
 */
public record Line(
        SequencedMap<String, Weights> parts,
        SequencedMap<String, LineOfWords> steps,
        SequencedMap<String, Decoder> decoders)
        implements Scoring {
    /** With all weights 0. */
    public static Line of(Forms forms, TaskConfig config, Part train) {
        var first = train.batch(new int[] {0}, 0, 1);
        return of(
                forms,
                config,
                name -> Features.of(Objects.requireNonNull(first.inputs().get(name)))
                        .size(1));
    }

    /**
     * With all weights 0.
     *
     * @param features how many numbers an input is that is no text
     */
    public static Line of(Forms forms, TaskConfig config, ToIntFunction<String> features) {
        int width = 0;
        var steps = new LinkedHashMap<String, LineOfWords>();
        var decoders = new LinkedHashMap<String, Decoder>();
        for (var output : config.outputs()) {
            var form = forms.output(output.name());
            if (form instanceof TagForm tags) {
                steps.put(output.name(), LineOfWords.of((WordForm) forms.input(tags.input()), tags.width()));
                decoders.put(output.name(), TagDecoder.alone(tags));
            } else {
                width += form.width();
                decoders.put(output.name(), Decoder.of(form, output, 1, 0, Key.of(0)));
            }
        }
        int sum = width;
        var parts = new LinkedHashMap<String, Weights>();
        forms.inputs().forEach((name, form) -> parts.put(name, Weights.of(form, sum, () -> features.applyAsInt(name))));
        return new Line(sum == 0 ? new LinkedHashMap<>() : parts, steps, decoders);
    }

    @Override
    public Wording describe() {
        return Wording.of("y = b + w·x");
    }

    @Override
    public Wording describe(String input) {
        if (parts.isEmpty()) {
            return Wording.of("a weight for each word, its neighbours and its last letters", "每个词、邻词和词尾字母各一个权重");
        }
        return parts.get(input) instanceof Weights.Bag
                ? Wording.of("a weight for each word and each two that follow each other", "每个词和每两个相邻的词各一个权重")
                : Wording.of("a weight for each number", "每个数一个权重");
    }

    @Override
    public Map<String, Scores> scores(TaskBatch batch, Pass pass) {
        var sums = parts.entrySet().stream()
                .map(part -> part.getValue().of(value(batch, part.getKey())))
                .reduce(Tensor::plus);
        var scores = new LinkedHashMap<String, Scores>();
        int from = 0;
        for (var decoder : decoders.entrySet()) {
            var ofStep = steps.get(decoder.getKey());
            if (ofStep != null) {
                var words =
                        (Value.Words) value(batch, decoder.getValue().reads().orElseThrow());
                scores.put(decoder.getKey(), new Scores(ofStep.of(words), Optional.of(words.lengths())));
            } else {
                int to = from + decoder.getValue().width();
                scores.put(decoder.getKey(), Scores.of(sums.orElseThrow().slice(1, from, to)));
                from = to;
            }
        }
        return scores;
    }

    private static Value value(TaskBatch batch, String input) {
        return Objects.requireNonNull(batch.inputs().get(input));
    }

    /** How many numbers an input is, by the tensors that were kept; 0 where they are missing, as is said later. */
    public static int features(Map<String, Tensor> tensors, String input) {
        var own = "parts." + input + ".line.weight"; // behind the path of the line, where others answer with it
        return tensors.entrySet().stream()
                .filter(tensor -> tensor.getKey().equals(own) || tensor.getKey().endsWith("." + own))
                .mapToInt(tensor -> tensor.getValue().size(0))
                .findFirst()
                .orElse(0);
    }
}
