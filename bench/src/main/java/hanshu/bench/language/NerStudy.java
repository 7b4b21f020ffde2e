package hanshu.bench.language;

import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.text.TaggedText;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.tag.TagNumbers;
import hanshu.learn.supervised.tag.Tagger;
import hanshu.nn.Params;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.train.Checkpoints;
import hanshu.train.EarlyStopping;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.config.Config;
import hanshu.train.metric.EntityF1;
import hanshu.train.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Learns to find entities, in English (WNUT 2017, its own parts) or in Chinese (MSRA, characters and their pairs; the file
 * has one part, of which every tenth sentence of a random order is tested on and every tenth decides when to stop),
 * without pre-training. With its checkpoints a study that was stopped goes on where it was.
 *
 * <pre>{@code java … hanshu.bench.language.NerStudy DATA_FOLDER RUN_FOLDER wnut17|msra [CONFIG.yaml [SENTENCES]]}</pre>
 *
 * <p>With a number of SENTENCES only so many are learned from.
 */
public final class NerStudy {
    private static final int TOGETHER = 8; // sentences that are tagged at a time: a long link has many letters

    /**
     * How it is learned.
     *
     * @param least how often a word or a letter must occur to be known
     * @param leastPair the same of a pair of characters
     * @param width of a word's vector
     * @param hidden of the LSTM in each direction
     * @param patience epochs without a better F1 on the validation sentences
     * @param floor what share of the rate is left at the end
     */
    record Settings(
            int least,
            int leastPair,
            int width,
            int hidden,
            double dropout,
            int epochs,
            int batch,
            double rate,
            double decay,
            double floor,
            int patience,
            long seed) {
        static final Settings ENGLISH = new Settings(2, 2, 100, 100, 0.5, 40, 16, 2e-3, 0.01, 0.1, 8, 1);
        static final Settings CHINESE = new Settings(2, 5, 50, 150, 0.5, 12, 32, 2e-3, 0.01, 0.05, 3, 1);
    }

    private record Parts(TaggedText train, TaggedText validation, TaggedText test, String published) {}

    private NerStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3 || args.length > 5) {
            throw new IllegalArgumentException(
                    "usage: NerStudy DATA_FOLDER RUN_FOLDER wnut17|msra [CONFIG.yaml [SENTENCES]]");
        }
        var data = Path.of(args[0]);
        boolean english = args[2].equals("wnut17");
        var defaults = english ? Settings.ENGLISH : Settings.CHINESE;
        var settings = args.length > 3 && !args[3].isBlank() ? Config.read(Path.of(args[3]), defaults) : defaults;
        var parts = switch (args[2]) {
            case "wnut17" -> wnut(data);
            case "msra" -> msra(data, Key.of(1));
            default -> throw new IllegalArgumentException("expected wnut17 or msra, got " + args[2]);
        };
        int most = args.length > 4 ? Integer.parseInt(args[4]) : Integer.MAX_VALUE;
        study(first(parts, most), settings, Path.of(args[1]).resolve(args[2]));
    }

    private static Parts wnut(Path data) {
        return new Parts(
                entities(data.resolve("wnut17-wnut17train.conll")),
                entities(data.resolve("wnut17-emerging.dev.conll")),
                TaggedText.of(TextFile.of(data.resolve("wnut17-emerging.test.annotated")), new Faults(OnError.FAIL)),
                "best of the shared task in 2017, with pre-trained vectors: 41.86");
    }

    private static Parts msra(Path data, Key key) {
        var all = entities(data.resolve("dh_msra.zip")).sentences().stream()
                .distinct() // what is tested on must not be learned from
                .toList();
        var parts = List.of(
                new ArrayList<TaggedText.Sentence>(),
                new ArrayList<TaggedText.Sentence>(),
                new ArrayList<TaggedText.Sentence>());
        int[] order = key.at("split").permutation(all.size());
        for (int i = 0; i < order.length; i++) {
            parts.get(i % 10 == 0 ? 2 : i % 10 == 1 ? 1 : 0).add(all.get(order[i]));
        }
        return new Parts(
                new TaggedText(parts.get(0)),
                new TaggedText(parts.get(1)),
                new TaggedText(parts.get(2)),
                "LSTM-CRF on characters with pre-trained vectors, on another split: 88.81 (Zhang & Yang 2018)");
    }

    private static TaggedText entities(Path file) {
        var faults = new Faults(OnError.SKIP);
        var text = TaggedText.ofEntities(TextFile.of(file), faults);
        faults.notices(String.valueOf(file.getFileName()), text.sentences().size() + faults.count())
                .forEach(notice -> System.err.println(notice.sentence()));
        return text;
    }

    private static Parts first(Parts parts, int most) {
        var some = parts.train.sentences().stream().limit(most).toList();
        return new Parts(new TaggedText(some), parts.validation, parts.test, parts.published);
    }

    private static void study(Parts parts, Settings settings, Path folder) throws IOException {
        Files.createDirectories(folder);
        var key = Key.of(settings.seed);
        var numbers = TagNumbers.of(parts.train, settings.least, settings.leastPair);
        var model = Tagger.of(
                numbers.words().size(),
                numbers.letters().size(),
                numbers.pairs().size(),
                numbers.tags().size(),
                settings.width,
                settings.hidden,
                settings.dropout,
                key.at("network"));
        var batches = numbers.numbers(parts.train).alike(settings.batch, key.at("batches"));
        var config = TrainingConfig.of(settings.epochs, 1, settings.rate) // a row is a whole batch
                .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, settings.decay, false))
                .withSchedule(new Schedule.Cosine((long) settings.epochs * batches.count(), settings.floor))
                .withClip(Clipping.byNorm(5))
                .withStopping(EarlyStopping.on("f1", settings.patience));
        long start = System.nanoTime();
        var training = Training.of(model, Tagger::loss, batches, config, key.at("training"))
                .named("Tagger of %,d words, %,d letters, %,d pairs, %,d parameters"
                        .formatted(
                                numbers.words().size(),
                                numbers.letters().size(),
                                numbers.pairs().size(),
                                Params.of(model).count()))
                .validate(tagger -> {
                    double f1 = f1(tagger, numbers, parts.validation).all().f1();
                    return new Score(1 - f1, Map.of("f1", OptionalDouble.of(f1)));
                })
                .checkpoint(Checkpoints.in(folder.resolve("checkpoints")))
                .listen(Progress.lines(System.err))
                .run();
        double seconds = (System.nanoTime() - start) * 1e-9;
        var found = f1(training.model(), numbers, parts.test);
        found.byType().forEach((type, score) -> say(type, score));
        say("all", found.all());
        System.out.printf(
                Locale.ROOT,
                "%,d sentences learned from, %,d tested on; best epoch %d, %.0f s since the last start; %s%n",
                parts.train.sentences().size(),
                parts.test.sentences().size(),
                training.bestEpoch(),
                seconds,
                parts.published);
    }

    private static void say(String what, EntityF1.Score score) {
        System.out.printf(
                Locale.ROOT,
                "%-16s precision %5.2f  recall %5.2f  F1 %5.2f  (%,d entities)%n",
                what,
                100 * score.precision(),
                100 * score.recall(),
                100 * score.f1(),
                score.present());
    }

    private static EntityF1 f1(Tagger tagger, TagNumbers numbers, TaggedText text) {
        var tagged = numbers.numbers(text);
        var buffers = new Buffers();
        var found = new ArrayList<List<String>>();
        for (int from = 0; from < tagged.sentences().size(); from += TOGETHER) {
            int first = from;
            int count = Math.min(TOGETHER, tagged.sentences().size() - from);
            var some = new int[count];
            Arrays.setAll(some, i -> first + i);
            buffers.step(() -> tagger.tags(tagged.batch(some))).forEach(tags -> found.add(numbers.names(tags)));
        }
        return EntityF1.of(
                text.sentences().stream().map(TaggedText.Sentence::tags).toList(), found);
    }
}
