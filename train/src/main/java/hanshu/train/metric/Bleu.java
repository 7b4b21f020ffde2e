package hanshu.train.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much a translation resembles reference translations, from 0 to 100, over a whole corpus (Papineni, Roukos, Ward &
 * Zhu 2002, "BLEU: a method for automatic evaluation of machine translation"):
 *
 * <pre>
 *   BLEU = 100 · min(1, e^(1 − r/c)) · (p₁ · p₂ · p₃ · p₄)^¼
 * </pre>
 *
 * where c and r are the lengths of the translation and of the references, and pₙ is the share of the runs of n words that
 * a reference has too. Where no run of n words matches, the k-th such pₙ is taken for 1/(2ᵏ·number of runs), as NIST does.
 * Numbers are those of sacreBLEU 2.6 with its defaults (Post 2018, "A call for clarity in reporting BLEU scores").
 *
 * @param score from 0 to 100
 * @param precisions p₁ … p₄, in percent
 * @param brevityPenalty what is taken off for being shorter than the references, in [0, 1]
 * @param length words of the translation
 * @param referenceLength words of the references, of each the one whose length is nearest
 * @param signature how it was computed, to be reported beside the score
 */
public record Bleu(
        double score,
        List<Double> precisions,
        double brevityPenalty,
        long length,
        long referenceLength,
        String signature) {
    private static final int ORDER = 4;

    public Bleu {
        precisions = List.copyOf(precisions);
    }

    /** How a line is cut into words. */
    public enum Cut {
        /** As the official script mteval-v13a does, for Western languages. */
        WESTERN("13a"),
        /** Chinese characters by themselves, the rest as Western. */
        CHINESE("zh"),
        /** Each character. */
        CHARACTERS("char"),
        /** At blanks only; the text has been cut already. */
        NONE("none");

        private final String name;

        Cut(String name) {
            this.name = name;
        }

        List<String> words(String line) {
            String spaced = switch (this) {
                case WESTERN -> western(line);
                case CHINESE -> chinese(line);
                case CHARACTERS -> characters(line);
                case NONE -> line;
            };
            String text = BLANKS.matcher(spaced).replaceAll(" ").strip();
            return text.isEmpty() ? List.of() : List.of(text.split(" "));
        }
    }

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern MARK = Pattern.compile("([\\{-~\\[-` -&\\(-\\+:-@/])");
    private static final Pattern POINT_AFTER = Pattern.compile("([^0-9])([\\.,])");
    private static final Pattern POINT_BEFORE = Pattern.compile("([\\.,])([^0-9])");
    private static final Pattern DASH = Pattern.compile("([0-9])(-)");

    /** First and last characters of the blocks that sacreBLEU takes for Chinese. */
    private static final int[] BLOCKS = {
        0x2001, 0x2a6d, 0x2e80, 0x2fdf, 0x2ff0, 0x303f, 0x3100, 0x312f, 0x31a0, 0x31bf, 0x31c0, 0x31ef, 0x3200, 0x33ff,
        0x3400, 0x4db5, 0x4e00, 0x9fbb, 0xf900, 0xfa2d, 0xfa30, 0xfa6a, 0xfa70, 0xfad9, 0xfe10, 0xfe1f, 0xfe30, 0xfe4f,
        0xff00, 0xffef
    };

    private static String western(String line) {
        String text = line.replace("<skipped>", "")
                .replace("-\n", "")
                .replace("\n", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        return marksApart(" " + text + " ");
    }

    private static String marksApart(String line) {
        String text = MARK.matcher(line).replaceAll(" $1 ");
        text = POINT_AFTER.matcher(text).replaceAll("$1 $2 ");
        text = POINT_BEFORE.matcher(text).replaceAll(" $1 $2");
        return DASH.matcher(text).replaceAll("$1 $2 ");
    }

    private static String chinese(String line) {
        var text = new StringBuilder();
        line.strip().codePoints().forEach(c -> {
            if (isChinese(c)) {
                text.append(' ').appendCodePoint(c).append(' ');
            } else {
                text.appendCodePoint(c);
            }
        });
        return marksApart(text.toString());
    }

    private static boolean isChinese(int c) {
        for (int i = 0; i < BLOCKS.length; i += 2) {
            if (c >= BLOCKS[i] && c <= BLOCKS[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static String characters(String line) {
        var text = new StringBuilder();
        line.codePoints().forEach(c -> text.appendCodePoint(c).append(' '));
        return text.toString();
    }

    /** Of translations with one reference each. */
    public static Bleu of(List<String> translations, List<String> references, Cut cut) {
        return ofSeveral(translations, references.stream().map(List::of).toList(), cut);
    }

    /** Of translations with several references each, as many for all. */
    public static Bleu ofSeveral(List<String> translations, List<List<String>> references, Cut cut) {
        Check.sameRows("translations", translations.size(), "references", references.size());
        var all = new Counts();
        for (int i = 0; i < translations.size(); i++) {
            all.add(Counts.of(translations.get(i), references.get(i), cut));
        }
        String signature = "nrefs:%d|case:mixed|eff:no|tok:%s|smooth:exp|as:sacrebleu-2.6"
                .formatted(references.getFirst().size(), cut.name);
        return all.bleu(signature);
    }

    /** All that the score of a corpus needs to know of a translation: those of a corpus are the sums. */
    static final class Counts {
        private final long[] correct = new long[ORDER];
        private final long[] total = new long[ORDER];
        private long length;
        private long referenceLength;

        static Counts of(String translation, List<String> references, Cut cut) {
            var words = cut.words(translation);
            var others = references.stream().map(cut::words).toList();
            var counts = new Counts();
            counts.length = words.size();
            counts.referenceLength = nearest(words.size(), others);
            for (int n = 1; n <= ORDER; n++) {
                var most = new HashMap<List<String>, Integer>();
                for (var other : others) {
                    runs(other, n).forEach((run, count) -> most.merge(run, count, Math::max));
                }
                for (var run : runs(words, n).entrySet()) {
                    counts.total[n - 1] += run.getValue();
                    counts.correct[n - 1] += Math.min(run.getValue(), most.getOrDefault(run.getKey(), 0));
                }
            }
            return counts;
        }

        void add(Counts other) {
            for (int n = 0; n < ORDER; n++) {
                correct[n] += other.correct[n];
                total[n] += other.total[n];
            }
            length += other.length;
            referenceLength += other.referenceLength;
        }

        Bleu bleu(String signature) {
            return Bleu.of(correct, total, length, referenceLength, signature);
        }
    }

    private static Bleu of(long[] correct, long[] total, long length, long referenceLength, String signature) {
        double penalty =
                length >= referenceLength ? 1 : length > 0 ? Math.exp(1 - (double) referenceLength / length) : 0;
        var precisions = new ArrayList<Double>();
        double smooth = 1;
        double logs = 0;
        for (int n = 0; n < ORDER; n++) {
            smooth *= correct[n] == 0 ? 2 : 1;
            boolean none = correct[0] == 0 || total[n] == 0;
            double share = none ? 0 : correct[n] > 0 ? (double) correct[n] / total[n] : 1 / (smooth * total[n]);
            precisions.add(100 * share);
            logs += Math.log(share);
        }
        return new Bleu(
                100 * penalty * Math.exp(logs / ORDER), precisions, penalty, length, referenceLength, signature);
    }

    private static int nearest(int length, List<List<String>> references) {
        int best = references.getFirst().size();
        for (var reference : references) {
            int now = Math.abs(reference.size() - length);
            int before = Math.abs(best - length);
            best = now < before || (now == before && reference.size() < best) ? reference.size() : best;
        }
        return best;
    }

    /** How often each run of n words occurs. */
    private static Map<List<String>, Integer> runs(List<String> words, int n) {
        var counts = new HashMap<List<String>, Integer>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }
}
