package hanshu.bench.language;

import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.text.TaggedText;
import hanshu.data.text.TextFile;
import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.progress.Progress;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns to find entities as {@code hanshu train} does, in English (WNUT 2017, its own parts) or in Chinese (MSRA,
 * characters and their pairs; the file has one part, of which every tenth sentence of a random order is tested on and
 * every tenth decides which epoch is kept), without pre-training. What is tested on is in its folder, so that a study that
 * was stopped goes on where it was.
 *
 * <pre>{@code java … hanshu.bench.language.NerStudy DATA_FOLDER RUN_FOLDER wnut17|msra [CONFIG.yaml [SENTENCES]]}</pre>
 *
 * <p>With a number of SENTENCES only so many are learned from.
 */
public final class NerStudy {
    private record Parts(TaggedText train, TaggedText validation, TaggedText test, String published) {
        Provided provided() {
            return new Provided(
                    cases("train", train),
                    Optional.of(cases("validation", validation)),
                    Optional.of(cases("test", test)));
        }

        private static Cases cases(String name, TaggedText text) {
            return Cases.of(
                    name,
                    "words",
                    new Given.Words(text.sentences().stream()
                            .map(TaggedText.Sentence::tokens)
                            .toList()),
                    "tags",
                    text.sentences().stream()
                            .map(sentence -> String.join(" ", sentence.tags()))
                            .toList());
        }
    }

    private NerStudy() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 3 || args.length > 5) {
            throw new IllegalArgumentException(
                    "usage: NerStudy DATA_FOLDER RUN_FOLDER wnut17|msra [CONFIG.yaml [SENTENCES]]");
        }
        var data = Path.of(args[0]);
        var config = args.length > 3 && !args[3].isBlank()
                ? Config.read(Path.of(args[3]), TaskConfig.DEFAULTS)
                : TaskConfig.DEFAULTS;
        var parts = switch (args[2]) {
            case "wnut17" -> wnut(data);
            case "msra" -> msra(data, Key.of(1));
            default -> throw new IllegalArgumentException("expected wnut17 or msra, got " + args[2]);
        };
        int most = args.length > 4 ? Integer.parseInt(args[4]) : Integer.MAX_VALUE;
        study(first(parts, most), config, Path.of(args[1]).resolve(args[2]));
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

    private static void study(Parts parts, TaskConfig config, Path folder) throws IOException {
        Files.createDirectories(folder);
        long start = System.nanoTime();
        var known = Understood.of(parts.provided(), config);
        known.choices().forEach(System.err::println);
        var learning = TaskLearning.of(known);
        System.err.println("y = b + w·x: " + learning.linear());
        var settled = learning.settled(System.err::println);
        var yaml = Config.render(settled);
        System.err.println(yaml);
        Files.writeString(folder.resolve("config.yaml"), yaml); // with it the folder is one of a run
        var learned = learning.learn(settled, Optional.of(RunFolder.open(folder)), Progress.lines(System.err));
        learned.function().save(folder.resolve("model.safetensors"));
        learned.measured()
                .unseen()
                .forEach((name, value) ->
                        System.out.printf(Locale.ROOT, "%-20s %6.2f%n", name, 100 * value.orElse(Double.NaN)));
        System.out.printf(
                Locale.ROOT,
                "%,d sentences learned from, %,d tested on; %.0f s since the last start; %s%n%s%n",
                known.trainCases(),
                known.testCases(),
                (System.nanoTime() - start) * 1e-9,
                parts.published,
                learned.finding());
    }
}
