package hanshu.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in lower case: runs of letters and digits. Chinese, Japanese and Korean put no blanks between
 * words; there every two neighbouring characters are taken for one.
 */
public final class Words {
    private Words() {}

    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length()) {
            int end = at;
            int first = lower.codePointAt(at);
            boolean ideographs = isIdeograph(first);
            while (end < lower.length() && continues(lower.codePointAt(end), ideographs)) {
                end += Character.charCount(lower.codePointAt(end));
            }
            if (end == at) {
                at += Character.charCount(first);
                continue;
            }
            String run = lower.substring(at, end);
            if (ideographs && run.codePointCount(0, run.length()) > 2) {
                addPairs(run.codePoints().toArray(), words);
            } else {
                words.add(run);
            }
            at = end;
        }
        return words;
    }

    private static boolean continues(int codePoint, boolean ideographs) {
        return Character.isLetterOrDigit(codePoint) && isIdeograph(codePoint) == ideographs;
    }

    private static void addPairs(int[] characters, List<String> words) {
        for (int i = 0; i + 1 < characters.length; i++) {
            words.add(new String(characters, i, 2));
        }
    }

    private static boolean isIdeograph(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> Character.isLetter(codePoint);
            default -> false;
        };
    }
}
