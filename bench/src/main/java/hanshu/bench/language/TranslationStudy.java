package hanshu.bench.language;

import hanshu.data.text.ParallelText;
import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.train.config.Config;
import hanshu.train.metric.Bleu;
import hanshu.train.metric.Chrf;
import hanshu.train.progress.Progress;
import hanshu.train.report.SupervisedResult.Sample;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns to translate a {@link Corpus} as {@code hanshu train} does, and writes what becomes of its test part to a file,
 * sentence by sentence in small letters, beside the true ones. A study that was stopped goes on where it was.
 *
 * <pre>{@code
 * java … hanshu.bench.language.TranslationStudy DATA_FOLDER RUN_FOLDER multi30k|tatoeba transformer|gru|gru-scheduled [EPOCHS [PAIRS]]
 * }</pre>
 *
 * <p>With a number of PAIRS only so many are learned from, and these are what is translated: by heart.
 */
public final class TranslationStudy {
    private static final double OWN = 0.25; // scheduled sampling: so many tokens of its own at last

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
        var config = config(args[3], epochs, byHeart);
        var learning = TaskLearning.of(Understood.of(
                new Provided(
                        cases(corpus.train()),
                        Optional.of(cases(corpus.validation())),
                        Optional.of(cases(corpus.test()))),
                config));
        var settled = learning.settled(System.err::println);
        var folder = new RunFolder(Path.of(args[1]).resolve(args[2] + "-" + args[3]));
        Files.createDirectories(folder.checkpoints());
        folder.writeConfig(Config.render(settled));
        var learned = learning.learn(settled, Optional.of(folder), Progress.lines(System.err));
        learned.function().save(folder.model());
        var samples = learned.samples(corpus.test().size());
        var written = samples.stream().map(Sample::written).toList();
        var truth = samples.stream().map(Sample::truth).toList();
        Files.write(folder.path().resolve("translated.txt"), written);
        Files.write(folder.path().resolve("true.txt"), truth);
        for (var sample : samples.subList(0, Math.min(10, samples.size()))) {
            System.out.printf("%s%n  %s%n  %s%n", sample.read(), sample.written(), sample.truth());
        }
        var bleu = Bleu.of(written, truth, corpus.cut());
        System.out.printf(
                Locale.ROOT,
                "BLEU %.2f, chrF %.2f, in small letters (%s)%n",
                bleu.score(),
                Chrf.of(written, truth),
                bleu.signature());
        long same = samples.stream()
                .filter(sample -> sample.written().equals(sample.truth()))
                .count();
        System.out.printf("%d of %d sentences are the true ones%n", same, samples.size());
    }

    private static TaskConfig config(String model, int epochs, boolean byHeart) {
        var type = switch (model) {
            case "transformer", "gru" -> model;
            case "gru-scheduled" -> "gru";
            default -> throw new IllegalArgumentException("expected transformer, gru or gru-scheduled, got " + model);
        };
        return Config.parse(
                """
                {seed: 1, inputs: [{name: source, tokens: bpe, encoder: {type: %s, width: 256, layers: %d, dropout: %s}}],
                outputs: [{name: target, kind: text, writing: {own: %s}}], training: {epochs: %d, batch: %d}}\
                """.formatted(
                                type,
                                type.equals("gru") ? 1 : 3,
                                byHeart ? 0 : 0.2,
                                model.equals("gru-scheduled") ? OWN : 0,
                                epochs,
                                byHeart ? 200 : 2000),
                "the study",
                TaskConfig.DEFAULTS);
    }

    private static Cases cases(ParallelText text) {
        return Cases.of("corpus", "source", new Given.Texts(text.source()), "target", text.target());
    }
}
