package hanshu.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in a terminal: how wide it is, how it is cut to a width, and what of it must not get there. */
final class Text {
    /** No line of ordinary output is wider. */
    static final int WIDTH = 100;

    private static final int MOST_NAMES = 12;

    private Text() {}

    /**
     * How many cells of a terminal the text takes: Chinese, Japanese and Korean characters take two, accents that stand
     * above a letter none.
     */
    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> c < 0xff61 || c > 0xffdc; // those are the half-wide ones
            default -> (c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff);
        };
    }

    /** The text, or its beginning and … if it is wider than {@code most}. */
    static String cut(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        var head = new StringBuilder();
        int used = 1; // the …
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > most) {
                break;
            }
            head.appendCodePoint(c);
        }
        return head + "…";
    }

    /** The text followed by blanks up to a width. */
    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text after blanks up to a width. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** Lines of at most {@code most} cells, broken at blanks; a longer word has a line of its own. */
    static List<String> wrap(String text, int most) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The first of many names. */
    static String some(List<String> names) {
        var first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " others" : first;
    }

    /** The text on one line: what comes from a file must neither break lines nor steer the terminal. */
    static String safe(String text) {
        if (text.codePoints().noneMatch(Text::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                safe.append("\\n");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (isUnsafe(c)) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** Control characters, line separators, and marks that turn the direction of writing. */
    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
