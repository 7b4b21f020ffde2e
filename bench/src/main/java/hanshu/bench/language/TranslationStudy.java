package hanshu.bench.language;

import hanshu.learn.supervised.generate.Beam;
import hanshu.learn.supervised.translate.EncoderDecoder;
import hanshu.learn.supervised.translate.GruTranslator;
import hanshu.learn.supervised.translate.Pairs;
import hanshu.learn.supervised.translate.TransformerTranslator;
import hanshu.nn.Params;
import hanshu.nn.attention.TransformerConfig;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.Checkpoints;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import hanshu.train.metric.Bleu;
import hanshu.train.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Learns to translate Multi30k from English to German and writes what becomes of test_2016_flickr to a file, sentence by
 * sentence in small letters, beside the true ones. With its checkpoints a study that was stopped goes on where it was.
 *
 * <pre>{@code java … hanshu.bench.language.TranslationStudy DATA_FOLDER RUN_FOLDER transformer|gru [EPOCHS [PAIRS]]}</pre>
 *
 * <p>With a number of PAIRS only so many are learned from, and these are what is translated: by heart.
 */
public final class TranslationStudy {
    private static final double SMOOTHING = 0.1;
    private static final Beam BEAM = new Beam(5, 0.6, 60);

    private TranslationStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3 || args.length > 5) {
            throw new IllegalArgumentException(
                    "usage: TranslationStudy DATA_FOLDER RUN_FOLDER transformer|gru [EPOCHS [PAIRS]]");
        }
        var data = Path.of(args[0]);
        int epochs = args.length > 3 ? Integer.parseInt(args[3]) : 20;
        var english = lines(data, "train.en");
        var german = lines(data, "train.de");
        boolean byHeart = args.length > 4;
        if (byHeart) {
            int pairs = Integer.parseInt(args[4]);
            english = english.subList(0, pairs);
            german = german.subList(0, pairs);
        }
        var both = new ArrayList<>(english);
        both.addAll(german);
        var words = Words.of(both, byHeart ? 1 : 2);
        var train = pairs(words, english, german);
        var validation = byHeart ? train : pairs(words, lines(data, "val.en"), lines(data, "val.de"));
        var test = new Test(
                byHeart ? english : lines(data, "test_2016_flickr.en"),
                byHeart ? german : lines(data, "test_2016_flickr.de"));
        var key = Key.of(1);
        double dropout = byHeart ? 0 : 0.2;
        int tokens = byHeart ? 200 : 2000; // of a batch, of each side
        var run =
                new Run(words, train, validation, tokens, test, Path.of(args[1]).resolve(args[2]), epochs, key);
        switch (args[2]) {
            case "transformer" -> {
                var sizes = TransformerConfig.of(256, 4, 1024).withNormFirst().withDropout(dropout);
                run.study(TransformerTranslator.of(words.count(), 3, sizes, key), 1e-3);
            }
            case "gru" -> run.study(GruTranslator.of(words.count(), 256, 256, dropout, key), 2e-3);
            default -> throw new IllegalArgumentException("expected transformer or gru, got " + args[2]);
        }
    }

    /** What is translated at the end, and what it should become. */
    private record Test(List<String> source, List<String> truth) {}

    private record Run(
            Words words, Pairs train, Pairs validation, int tokens, Test test, Path folder, int epochs, Key key) {
        <S> void study(EncoderDecoder<S> model, double rate) throws IOException {
            Files.createDirectories(folder);
            var batches = train.ofTokens(tokens, key.at("batches"));
            int steps = epochs * batches.count();
            int warmUp = Math.max(1, Math.min(800, steps / 10));
            var config = TrainingConfig.of(epochs, 1, rate) // a row is a whole batch
                    .withOptimiser(new Adam.Config(0.9, 0.98, 1e-9, 0, false))
                    .withSchedule(new Schedule.WarmUp(warmUp, new Schedule.Cosine(Math.max(1, steps - warmUp), 0.01)))
                    .withClip(Clipping.byNorm(1));
            var training = Training.of(
                            model,
                            (m, batch, pass) -> m.loss(batch, SMOOTHING, pass),
                            batches,
                            config,
                            key.at("training"))
                    .named(model + ", " + Params.of(model).count() + " parameters")
                    .validate(Validation.of(
                            (m, batch, pass) -> m.loss(batch, 0, pass),
                            validation.ofTokens(tokens, key.at("batches")),
                            1))
                    .checkpoint(Checkpoints.in(folder.resolve("checkpoints")).everySteps(200))
                    .listen(Progress.lines(System.err))
                    .run();
            long start = System.nanoTime();
            var written = new ArrayList<String>();
            for (var sentence : test.source) {
                written.add(words.text(training.model().translate(words.numbers(sentence), BEAM)));
            }
            Files.write(folder.resolve("translated.txt"), written);
            var truth = test.truth.stream()
                    .map(s -> String.join(" ", Words.split(s)))
                    .toList();
            Files.write(folder.resolve("true.txt"), truth);
            for (int i = 0; i < Math.min(5, written.size()); i++) {
                System.out.printf("%s%n  %s%n  %s%n", test.source.get(i), written.get(i), truth.get(i));
            }
            long same = 0;
            for (int i = 0; i < written.size(); i++) {
                same += written.get(i).equals(truth.get(i)) ? 1 : 0;
            }
            var bleu = Bleu.of(written, truth, Bleu.Cut.WESTERN);
            System.out.printf(Locale.ROOT, "BLEU %.2f, in small letters (%s)%n", bleu.score(), bleu.signature());
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d sentences are the true ones; translated in %.1f s: %s%n",
                    same,
                    written.size(),
                    (System.nanoTime() - start) * 1e-9,
                    folder.resolve("translated.txt"));
        }
    }

    private static Pairs pairs(Words words, List<String> source, List<String> target) {
        return new Pairs(
                source.stream().map(words::numbers).toList(),
                target.stream().map(words::numbers).toList());
    }

    private static List<String> lines(Path data, String name) throws IOException {
        var file = data.resolve("multi30k_" + name + ".gz");
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
