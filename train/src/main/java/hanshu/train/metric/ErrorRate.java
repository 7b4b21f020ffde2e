package hanshu.train.metric;

import java.util.List;
import java.util.function.Function;

/**
 * How many characters or words must be inserted, left out or replaced to make the text that was meant of the one that was
 * recognized, for each that was meant (Levenshtein 1965). 0 is perfect; more than 1 is possible.
 *
 * @param edits that are needed
 * @param length characters or words that were meant
 */
public record ErrorRate(long edits, long length) {
    /** Per character, blanks among them. */
    public static ErrorRate ofCharacters(List<String> recognized, List<String> meant) {
        return of(
                recognized,
                meant,
                line -> line.codePoints().mapToObj(Character::toString).toList());
    }

    /** Per word; words lie between blanks. */
    public static ErrorRate ofWords(List<String> recognized, List<String> meant) {
        return of(recognized, meant, Bleu.Cut.NONE::words);
    }

    private static ErrorRate of(List<String> recognized, List<String> meant, Function<String, List<String>> cut) {
        Check.sameRows("recognized", recognized.size(), "meant", meant.size());
        long edits = 0;
        long length = 0;
        for (int i = 0; i < meant.size(); i++) {
            var wanted = cut.apply(meant.get(i));
            edits += distance(cut.apply(recognized.get(i)), wanted);
            length += wanted.size();
        }
        if (length == 0) {
            throw new IllegalArgumentException("what was meant is empty: an error rate needs at least one word");
        }
        return new ErrorRate(edits, length);
    }

    /** Edits for each character or word. */
    public double value() {
        return (double) edits / length;
    }

    /** The least number of edits between two sequences, row by row of the table of their beginnings. */
    static int distance(List<String> a, List<String> b) {
        var above = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            var row = new int[b.size() + 1];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int replaced = above[j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.size()];
    }
}
