package hanshu.bench.language;

import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.text.ParallelText;
import hanshu.data.text.TextFile;
import hanshu.tensor.Key;
import hanshu.train.metric.Bleu;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sentences and their translations, in small letters.
 *
 * @param cut how the translations are cut into words to be judged
 */
record Corpus(ParallelText train, ParallelText validation, ParallelText test, Bleu.Cut cut) {
    private static final int KEPT_BACK = 1000; // sentences of the test and of the validation part

    /** By name: {@code multi30k} (English to German, test_2016_flickr) or {@code tatoeba} (English to Chinese). */
    static Corpus of(String name, Path data) {
        return switch (name) {
            case "multi30k" ->
                new Corpus(
                        multi30k(data, "train"),
                        multi30k(data, "val"),
                        multi30k(data, "test_2016_flickr"),
                        Bleu.Cut.WESTERN);
            case "tatoeba" -> tatoeba(data, Key.of(1));
            default -> throw new IllegalArgumentException("expected multi30k or tatoeba, got " + name);
        };
    }

    private static ParallelText multi30k(Path data, String part) {
        return small(ParallelText.of(
                TextFile.of(data.resolve("multi30k_" + part + ".en.gz")),
                TextFile.of(data.resolve("multi30k_" + part + ".de.gz")),
                new Faults(OnError.FAIL)));
    }

    /** Its parts at random. A sentence that is translated in several ways is in one part only, and judged by the first. */
    private static Corpus tatoeba(Path data, Key key) {
        var all = small(ParallelText.ofTabs(TextFile.of(data.resolve("tatoeba_cmn.txt.gz")), new Faults(OnError.FAIL)));
        var ways = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < all.size(); i++) {
            ways.computeIfAbsent(all.source().get(i), s -> new ArrayList<>())
                    .add(all.target().get(i));
        }
        var sentences = new ArrayList<>(ways.entrySet());
        int[] order = key.permutation(sentences.size());
        var parts = Stream.generate(() -> new ParallelText(new ArrayList<>(), new ArrayList<>()))
                .limit(3)
                .toList();
        for (int i = 0; i < order.length; i++) {
            var sentence = sentences.get(order[i]);
            boolean learned = i >= 2 * KEPT_BACK;
            var part = parts.get(learned ? 2 : i / KEPT_BACK);
            for (var way : learned ? sentence.getValue() : sentence.getValue().subList(0, 1)) {
                part.source().add(sentence.getKey());
                part.target().add(way);
            }
        }
        return new Corpus(parts.get(2), parts.get(1), parts.get(0), Bleu.Cut.CHINESE);
    }

    private static ParallelText small(ParallelText text) {
        return new ParallelText(
                text.source().stream().map(s -> s.toLowerCase(Locale.ROOT)).toList(),
                text.target().stream().map(s -> s.toLowerCase(Locale.ROOT)).toList());
    }

    /** The first pairs alone, which are also what is translated. */
    Corpus byHeart(int pairs) {
        var some = new ParallelText(
                train.source().subList(0, pairs), train.target().subList(0, pairs));
        return new Corpus(some, some, some, cut);
    }
}
