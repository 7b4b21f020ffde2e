package hanshu.data.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.stream.IntStream;

/**
 * The normalization forms of Unicode, with account of what came from where. Java tells only the result; so each of its
 * characters is taken apart again, and its parts are looked for among those that the original's characters have.
 */
final class UnicodeForms {
    private UnicodeForms() {}

    static AlignedText apply(AlignedText text, Form form) {
        if (text.text().codePoints().allMatch(c -> c < 0x80)) {
            return text;
        }
        String result = Normalizer.normalize(text.text(), form);
        if (result.equals(text.text())) {
            return text;
        }
        Form apart = form == Form.NFC || form == Form.NFD ? Form.NFD : Form.NFKD;
        var parts = IntStream.builder(); // of each character of the original
        var inserted = IntStream.builder(); // 0 for its first part, 1 for those behind
        text.text().codePoints().forEach(c -> {
            int[] own = parts(c, apart);
            for (int i = 0; i < own.length; i++) {
                parts.add(own[i]);
                inserted.add(i == 0 ? 0 : 1);
            }
        });
        return text.changed(
                matched(result, parts.build().toArray(), inserted.build().toArray(), form == apart), 0);
    }

    /** The result, each character with what its parts change, less the parts that it unites. */
    private static AlignedText.Change matched(String result, int[] parts, int[] inserted, boolean single) {
        var change = new AlignedText.Change();
        var used = new boolean[parts.length];
        int next = 0;
        for (int i = 0, c; i < result.length(); i += Character.charCount(c)) {
            c = result.codePointAt(i);
            int[] own = single ? new int[] {c} : parts(c, Form.NFD);
            int sum = 1 - own.length;
            for (int part : own) {
                int at = next;
                while (used[at] || parts[at] != part) {
                    at++;
                }
                used[at] = true;
                sum += inserted[at];
            }
            while (next < used.length && used[next]) {
                next++;
            }
            change.put(c, sum);
        }
        return change;
    }

    private static int[] parts(int c, Form form) {
        return c < 0x80
                ? new int[] {c}
                : Normalizer.normalize(Character.toString(c), form).codePoints().toArray();
    }
}
