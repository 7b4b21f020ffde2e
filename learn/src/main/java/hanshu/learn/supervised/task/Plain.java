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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** The answer that looks at nothing: the shares of the classes, or the mean; in place of a text the one that is read. */
    static Map<String, double[][]> naive(Part train, Part of) {
        var answers = new LinkedHashMap<String, double[][]>();
        train.forms().outputs().forEach((name, form) -> {
            if (form instanceof TextOutput text) {
                var read =
                        (Given.Texts) Objects.requireNonNull(of.cases().inputs().get(text.input()));
                answers.put(
                        name,
                        Arrays.stream(of.rows())
                                .mapToObj(row -> TextOutput.row(read.all().get(row)))
                                .toArray(double[][]::new));
                return;
            }
            var truth = train.truth(name);
            if (form instanceof TagForm tags) {
                answers.put(name, everywhere(tags.commonest(truth), of.truth(name)));
                return;
            }
            var mean = new double[form.width()];
            for (var row : truth) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += form instanceof OutputForm.OneClass ? (row[0] == k ? 1 : 0) : row[k];
                }
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= truth.length;
            }
            var all = new double[of.count()][];
            Arrays.fill(all, mean);
            answers.put(name, all);
        });
        return answers;
    }

    /** The same tag at each step. */
    private static double[][] everywhere(int tag, double[][] truth) {
        return Arrays.stream(truth)
                .map(row -> {
                    var same = new double[row.length];
                    Arrays.fill(same, tag);
                    return same;
                })
                .toArray(double[][]::new);
    }

    /**
     * y = b + w·x for all outputs, side by side.
     *
     * @param parts w for each input, of the outputs that are answered once for a case
     * @param steps w for each output that is answered at each step
     */
    record Line(
            SequencedMap<String, Weights> parts,
            SequencedMap<String, OfStep> steps,
            SequencedMap<String, Decoder> decoders)
            implements Scoring {
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
            int width = 0;
            var steps = new LinkedHashMap<String, OfStep>();
            var decoders = new LinkedHashMap<String, Decoder>();
            for (var output : config.outputs()) {
                var form = forms.output(output.name());
                if (form instanceof TagForm tags) {
                    steps.put(output.name(), OfStep.of((WordForm) forms.input(tags.input()), tags.width()));
                    decoders.put(output.name(), TagDecoder.alone(tags));
                } else {
                    width += form.width();
                    decoders.put(output.name(), Decoder.of(form, output, 1, 0, Key.of(0)));
                }
            }
            int sum = width;
            var parts = new LinkedHashMap<String, Weights>();
            forms.inputs()
                    .forEach((name, form) -> parts.put(name, Weights.of(form, sum, () -> features.applyAsInt(name))));
            return new Line(sum == 0 ? new LinkedHashMap<>() : parts, steps, decoders);
        }

        @Override
        public String describe() {
            return "y = b + w·x";
        }

        @Override
        public String describe(String input) {
            if (parts.isEmpty()) {
                return "a weight for each word, its neighbours and its last letters";
            }
            return parts.get(input) instanceof Bag
                    ? "a weight for each word and each two that follow each other"
                    : "a weight for each number";
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
                    var words = (Value.Words)
                            value(batch, decoder.getValue().reads().orElseThrow());
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
    }

    /** w of one input. */
    sealed interface Weights {
        Tensor of(Value value);

        static Weights of(Form form, int width, IntSupplier features) {
            return switch (form) {
                case TextForm text -> new Bag(Tensor.zeros(text.tokens(), width), Tensor.zeros(Value.PAIRS, width));
                case WordForm words ->
                    new Bag(
                            Tensor.zeros(words.words().size(), width),
                            Tensor.zeros(Math.max(1, words.pairs().size()), width));
                case PictureForm _, SeriesForm _, TableForm _ ->
                    new Dense(new Linear(Tensor.zeros(features.getAsInt(), width), Tensor.zeros(width)));
            };
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
            return switch (value) {
                case Value.Tokens(var numbers, var pairs, var lengths) ->
                    mean(single, numbers).plus(mean(pair, pairs));
                case Value.Words words -> mean(single, words.words()).plus(mean(pair, words.pairs()));
                case Value.Pixels _, Value.Steps _, Value.Columns _ ->
                    throw new IllegalArgumentException("numbers are not counted, see Dense");
            };
        }

        /** Number 0 fills up and does not count. */
        private static Tensor mean(Tensor table, Tensor numbers) {
            var counts = numbers.gt(0).cast(DType.F32).unsqueeze(2); // (batch, time, 1)
            var sum = table.take(0, numbers).times(counts).sum(1); // (batch, width)
            return sum.div(counts.sum(1).maximum(1).sqrt());
        }
    }

    /**
     * For each word of a sentence: a weight for it, for the one before and the one behind it, for the pairs that it is of
     * where words are characters, and for its last letters.
     */
    record OfStep(
            Tensor word, Tensor before, Tensor behind, Tensor pair, Tensor pairBefore, Tensor ending, Tensor bias) {
        static OfStep of(WordForm form, int tags) {
            int words = form.words().size();
            int pairs = Math.max(1, form.pairs().size());
            return new OfStep(
                    Tensor.zeros(words, tags),
                    Tensor.zeros(words, tags),
                    Tensor.zeros(words, tags),
                    Tensor.zeros(pairs, tags),
                    Tensor.zeros(pairs, tags),
                    Tensor.zeros(WordForm.ENDINGS, tags),
                    Tensor.zeros(tags));
        }

        /** (batch, time, tags) */
        Tensor of(Value.Words given) {
            return word.take(0, given.words())
                    .plus(before.take(0, moved(given.words(), 1)))
                    .plus(behind.take(0, moved(given.words(), -1)))
                    .plus(pair.take(0, given.pairs()))
                    .plus(pairBefore.take(0, moved(given.pairs(), 1)))
                    .plus(ending.take(0, given.endings()))
                    .plus(bias);
        }

        /** The numbers of the neighbours, 0 where there are none: (batch, time). */
        private static Tensor moved(Tensor numbers, int by) {
            int time = numbers.size(1);
            return by > 0
                    ? numbers.pad(1, by, 0, 0).slice(1, 0, time)
                    : numbers.pad(1, 0, -by, 0).slice(1, -by, time - by);
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
            case Value.Tokens _, Value.Words _ -> throw new IllegalArgumentException("tokens are counted, see Bag");
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
        var params = Params.of(line).learning(name -> name.startsWith("parts") || name.startsWith("steps"));
        int epochs = Math.clamp(100_000 / train.count(), EPOCHS, 100);
        int steps = epochs * Math.ceilDiv(train.count(), BATCH);
        var training = Training.of(
                line,
                params,
                (model, batch, pass) -> NetworkTraining.loss(model, batch, pass, batch, config),
                train,
                TrainingConfig.of(epochs, BATCH, known.readsTexts() ? RATE_OF_TEXTS : RATE)
                        .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, 1e-4, false))
                        .withSchedule(new OneCycle(Math.max(2, steps))),
                Key.of(config.seed()).at("linear"));
        training.validate(model -> Score.of(NetworkTraining.meanLoss(model, known.validation(), config)));
        return training.run().model();
    }
}
