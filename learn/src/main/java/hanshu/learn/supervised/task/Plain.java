package hanshu.learn.supervised.task;

import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.conv.AveragePool;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.OneCycle;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** The functions that a network must beat: the same answer for every case, and y = b + w·x. */
final class Plain {
    private static final int EPOCHS = 6;
    private static final int PIECES = 16;
    private static final int BATCH = 128;
    private static final double RATE = 2e-3;

    /** Most words are rare, so that their weights must go far in few steps. */
    private static final double RATE_OF_TEXTS = 2e-2;

    private Plain() {}

    /** The answer that looks at nothing: the shares of the classes, or the mean. */
    static Map<String, double[][]> naive(Part train, Part of) {
        var answers = new LinkedHashMap<String, double[][]>();
        train.forms().outputs().forEach((name, form) -> {
            var mean = new double[form.width()];
            var truth = train.truth(name);
            for (var row : truth) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += form instanceof OutputForm.OneClass ? (row[0] == k ? 1 : 0) : row[k];
                }
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= truth.length;
            }
            var all = new double[of.count()][];
            java.util.Arrays.fill(all, mean);
            answers.put(name, all);
        });
        return answers;
    }

    /**
     * y = b + w·x for all outputs, side by side.
     *
     * @param parts w for each input
     */
    record Line(SequencedMap<String, Weights> parts, SequencedMap<String, Decoder> decoders) implements Scoring {
        /** With all weights 0. */
        static Line of(Forms forms, TaskConfig config, Part train) {
            var first = train.batch(new int[] {0}, 0, 1);
            return of(
                    forms,
                    config,
                    name -> features(Objects.requireNonNull(first.inputs().get(name)))
                            .size(1));
        }

        /**
         * With all weights 0.
         *
         * @param features how many numbers an input is that is no text
         */
        static Line of(Forms forms, TaskConfig config, ToIntFunction<String> features) {
            int width = forms.outputs().values().stream()
                    .mapToInt(OutputForm::width)
                    .sum();
            var parts = new LinkedHashMap<String, Weights>();
            forms.inputs()
                    .keySet()
                    .forEach(name ->
                            parts.put(name, Weights.of(forms.input(name), width, () -> features.applyAsInt(name))));
            var decoders = new LinkedHashMap<String, Decoder>();
            config.outputs()
                    .forEach(output -> decoders.put(
                            output.name(), Decoder.of(forms.output(output.name()), output, 1, 0, Key.of(0))));
            return new Line(parts, decoders);
        }

        @Override
        public String describe() {
            return "y = b + w·x";
        }

        @Override
        public String describe(String input) {
            return parts.get(input) instanceof Bag
                    ? "a weight for each word and each two that follow each other"
                    : "a weight for each number";
        }

        @Override
        public Map<String, Scores> scores(TaskBatch batch, Pass pass) {
            var sums = parts.entrySet().stream()
                    .map(part -> part.getValue()
                            .of(Objects.requireNonNull(batch.inputs().get(part.getKey()))))
                    .reduce(Tensor::plus)
                    .orElseThrow();
            var scores = new LinkedHashMap<String, Scores>();
            int from = 0;
            for (var decoder : decoders.entrySet()) {
                int to = from + decoder.getValue().width();
                scores.put(decoder.getKey(), Scores.of(sums.slice(1, from, to)));
                from = to;
            }
            return scores;
        }
    }

    /** w of one input. */
    sealed interface Weights {
        Tensor of(Value value);

        static Weights of(Form form, int width, IntSupplier features) {
            return form instanceof TextForm text
                    ? new Bag(Tensor.zeros(text.tokens(), width), Tensor.zeros(Value.PAIRS, width))
                    : new Dense(new Linear(Tensor.zeros(features.getAsInt(), width), Tensor.zeros(width)));
        }
    }

    /** For numbers side by side. */
    record Dense(Linear line) implements Weights {
        @Override
        public Tensor of(Value value) {
            return line.apply(features(value), Pass.evaluation());
        }
    }

    /**
     * For texts: the mean of a weight for each word or character, and for each two that follow each other, those in
     * {@link Value#PAIRS} classes by their hash (Weinberger et al. 2009).
     */
    record Bag(Tensor single, Tensor pair) implements Weights {
        @Override
        public Tensor of(Value value) {
            var tokens = (Value.Tokens) value;
            return mean(single, tokens.numbers()).plus(mean(pair, tokens.pairs()));
        }

        /** Number 0 fills up and does not count. */
        private static Tensor mean(Tensor table, Tensor numbers) {
            var counts = numbers.gt(0).cast(DType.F32).unsqueeze(2); // (batch, time, 1)
            var sum = table.take(0, numbers).times(counts).sum(1); // (batch, width)
            return sum.div(counts.sum(1).maximum(1).sqrt());
        }
    }

    /** A case as numbers side by side: (batch, numbers). */
    private static Tensor features(Value value) {
        return switch (value) {
            case Value.Pixels(var x) -> {
                int shrink = Math.max(1, Math.min(x.size(1), x.size(2)) / 32);
                var small = shrink == 1 ? x : AveragePool.of(shrink, shrink).apply(x, Pass.evaluation());
                yield small.flatten(1);
            }
            case Value.Steps(var x, var lengths) -> pieces(x, lengths.toLongs());
            case Value.Columns(var numbers, var categories) -> numbers;
            case Value.Tokens t -> throw new IllegalArgumentException("tokens are counted, see Bag");
        };
    }

    /** The means of each channel over so many pieces of the series, and over all its squares. */
    private static Tensor pieces(Tensor x, long[] lengths) {
        int time = x.size(1);
        int channels = x.size(2);
        var values = x.toFloats();
        var means = new float[lengths.length * (PIECES + 1) * channels];
        for (int row = 0; row < lengths.length; row++) {
            int steps = Math.max(1, (int) lengths[row]);
            var counts = new int[PIECES];
            for (int t = 0; t < steps; t++) {
                counts[t * PIECES / steps]++;
            }
            for (int t = 0; t < steps; t++) {
                int piece = t * PIECES / steps;
                for (int c = 0; c < channels; c++) {
                    float v = values[(row * time + t) * channels + c];
                    int at = row * (PIECES + 1) * channels + c;
                    means[at + piece * channels] += v / counts[piece];
                    means[at + PIECES * channels] += v * v / steps;
                }
            }
        }
        return Tensor.of(means, lengths.length, (PIECES + 1) * channels);
    }

    /** How many numbers an input is, by the tensors that were kept; 0 where they are missing, as is said later. */
    static int features(Map<String, Tensor> tensors, String input) {
        var own = "parts." + input + ".line.weight"; // behind the path of the line, where others answer with it
        return tensors.entrySet().stream()
                .filter(tensor -> tensor.getKey().equals(own) || tensor.getKey().endsWith("." + own))
                .mapToInt(tensor -> tensor.getValue().size(0))
                .findFirst()
                .orElse(0);
    }

    /** Learns y = b + w·x. */
    static Line line(Understood known) {
        var config = known.config();
        var train = known.train();
        var line = Line.of(known.forms(), config, train);
        var params = Params.of(line).learning(name -> name.startsWith("parts"));
        int epochs = Math.clamp(100_000 / train.count(), EPOCHS, 100);
        int steps = epochs * Math.ceilDiv(train.count(), BATCH);
        var training = Training.of(
                line,
                params,
                (model, batch, pass) -> Fitting.loss(model, batch, pass, batch, config),
                train,
                TrainingConfig.of(
                                epochs,
                                BATCH,
                                Opening.first(known.forms(), TextForm.class).isPresent() ? RATE_OF_TEXTS : RATE)
                        .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, 1e-4, false))
                        .withSchedule(new OneCycle(Math.max(2, steps))),
                Key.of(config.seed()).at("linear"));
        training.validate(model -> Score.of(Fitting.meanLoss(model, known.validation(), config)));
        return training.run().model();
    }
}
