package hanshu.bench.language;

import hanshu.data.text.ParallelText;
import hanshu.data.text.Tokenizer;
import hanshu.data.text.TokenizerKind;
import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.translate.EncoderDecoder;
import hanshu.learn.supervised.translate.GruTranslator;
import hanshu.learn.supervised.translate.Pairs;
import hanshu.learn.supervised.translate.ScheduledSampling;
import hanshu.learn.supervised.translate.TransformerTranslator;
import hanshu.nn.Params;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.Batches;
import hanshu.train.Checkpoints;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import hanshu.train.metric.Bleu;
import hanshu.train.metric.Chrf;
import hanshu.train.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Learns to translate a {@link Corpus} and writes what becomes of its test part to a file, sentence by sentence in small
 * letters, beside the true ones. Both languages share byte pairs. With its checkpoints a study that was stopped goes on
 * where it was.
 *
 * <pre>{@code
 * java … hanshu.bench.language.TranslationStudy DATA_FOLDER RUN_FOLDER multi30k|tatoeba transformer|gru|gru-scheduled [EPOCHS [PAIRS]]
 * }</pre>
 *
 * <p>With a number of PAIRS only so many are learned from, and these are what is translated: by heart.
 */
public final class TranslationStudy {
    private static final double SMOOTHING = 0.1;
    private static final int TOKENS = 8000;
    private static final double OWN = 0.25; // scheduled sampling: so many tokens of its own at last
    private static final Beam BEAM = new Beam(5, 0.6, 80);

    private TranslationStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 4 || args.length > 6) {
            throw new IllegalArgumentException("usage: TranslationStudy DATA_FOLDER RUN_FOLDER multi30k|tatoeba"
                    + " transformer|gru|gru-scheduled [EPOCHS [PAIRS]]");
        }
        int epochs = args.length > 4 ? Integer.parseInt(args[4]) : 20;
        boolean byHeart = args.length > 5;
        var whole = Corpus.of(args[2], Path.of(args[0]));
        var corpus = byHeart ? whole.byHeart(Integer.parseInt(args[5])) : whole;
        var folder = Files.createDirectories(Path.of(args[1]).resolve(args[2] + "-" + args[3]));
        var tokenizer = tokenizer(corpus, folder.resolve("tokenizer.json"));
        var key = Key.of(1);
        double dropout = byHeart ? 0 : 0.2;
        int together = byHeart ? 200 : 2000; // tokens of a batch, of each side
        var run = new Run(tokenizer, corpus, together, folder, epochs, key);
        int count = tokenizer.size();
        switch (args[3]) {
            case "transformer" -> {
                var sizes = TransformerConfig.of(256, 4, 1024).withNormFirst().withDropout(dropout);
                run.study(TransformerTranslator.of(count, 3, sizes, key), forced(), 1e-3);
            }
            case "gru" -> run.study(GruTranslator.of(count, 256, 256, dropout, key), forced(), 2e-3);
            case "gru-scheduled" ->
                run.study(GruTranslator.of(count, 256, 256, dropout, key), scheduled(run.steps()), 2e-3);
            default -> throw new IllegalArgumentException("expected transformer, gru or gru-scheduled, got " + args[3]);
        }
    }

    /** The tokenizer of a study that goes on, or a new one. */
    private static Tokenizer tokenizer(Corpus corpus, Path file) {
        if (Files.exists(file)) {
            return Tokenizer.read(file);
        }
        var both = Stream.concat(corpus.train().source().stream(), corpus.train().target().stream())
                .map(TranslationStudy::spaced)
                .toList();
        var tokenizer = TokenizerKind.BPE.train(both, TOKENS, 2);
        tokenizer.write(file);
        return tokenizer;
    }

    /** A blank in front makes the first word one like the others. */
    private static String spaced(String sentence) {
        return " " + sentence;
    }

    /** The loss of a step, which knows how many were taken before it. */
    private interface Loss<M> {
        Objective<M, Pairs.Batch> after(AtomicLong steps);
    }

    private static <S> Loss<EncoderDecoder<S>> forced() {
        return steps -> (model, batch, pass) -> model.loss(batch, SMOOTHING, pass);
    }

    private static Loss<GruTranslator> scheduled(long all) {
        var sampling = ScheduledSampling.over(all, OWN);
        return steps -> (model, batch, pass) -> sampling.loss(model, batch, SMOOTHING, steps.get(), pass);
    }

    private record Run(Tokenizer tokenizer, Corpus corpus, int together, Path folder, int epochs, Key key) {
        private Batches<Pairs.Batch> batches(ParallelText text) {
            return new Pairs(numbers(text.source()), numbers(text.target())).ofTokens(together, key.at("batches"));
        }

        private List<int[]> numbers(List<String> sentences) {
            return sentences.stream().map(this::numbers).toList();
        }

        private int[] numbers(String sentence) {
            return tokenizer.plain(spaced(sentence)).ids();
        }

        int steps() {
            return epochs * batches(corpus.train()).count();
        }

        <S, M extends EncoderDecoder<S>> void study(M model, Loss<? super M> loss, double rate) throws IOException {
            var batches = batches(corpus.train());
            int steps = epochs * batches.count();
            int warmUp = Math.max(1, Math.min(800, steps / 10));
            var config = TrainingConfig.of(epochs, 1, rate) // a row is a whole batch
                    .withOptimiser(new Adam.Config(0.9, 0.98, 1e-9, 0, false))
                    .withSchedule(new Schedule.WarmUp(warmUp, new Schedule.Cosine(Math.max(1, steps - warmUp), 0.01)))
                    .withClip(Clipping.byNorm(1));
            var taken = new AtomicLong();
            var objective = loss.after(taken);
            var training = Training.<M, Pairs.Batch>of(
                            model,
                            (m, batch, pass) -> objective.loss(m, batch, pass),
                            batches,
                            config,
                            key.at("training"))
                    .named(model + ", " + Params.of(model).count() + " parameters")
                    .validate(
                            Validation.of((m, batch, pass) -> m.loss(batch, 0, pass), batches(corpus.validation()), 1))
                    .checkpoint(Checkpoints.in(folder.resolve("checkpoints")).everySteps(200))
                    .listen(Progress.lines(System.err));
            for (Iterator<?> step = training.iterator(); step.hasNext(); step.next()) {
                taken.set(training.steps()); // those before an interruption too
            }
            judge(training.model());
        }

        private <S> void judge(EncoderDecoder<S> model) throws IOException {
            long start = System.nanoTime();
            var source = corpus.test().source();
            var truth = corpus.test().target();
            var written = new ArrayList<String>();
            for (var sentence : source) {
                var tokens = model.translate(numbers(sentence), BEAM).stream().mapToInt(i -> i);
                written.add(tokenizer.decode(tokens.toArray()).strip());
            }
            Files.write(folder.resolve("translated.txt"), written);
            Files.write(folder.resolve("true.txt"), truth);
            for (int i = 0; i < Math.min(10, written.size()); i++) {
                System.out.printf("%s%n  %s%n  %s%n", source.get(i), written.get(i), truth.get(i));
            }
            long same = 0;
            for (int i = 0; i < written.size(); i++) {
                same += written.get(i).equals(truth.get(i)) ? 1 : 0;
            }
            var bleu = Bleu.of(written, truth, corpus.cut());
            System.out.printf(
                    Locale.ROOT,
                    "BLEU %.2f, chrF %.2f, in small letters (%s)%n",
                    bleu.score(),
                    Chrf.of(written, truth),
                    bleu.signature());
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d sentences are the true ones; translated in %.1f s: %s%n",
                    same,
                    written.size(),
                    (System.nanoTime() - start) * 1e-9,
                    folder.resolve("translated.txt"));
        }
    }
}
