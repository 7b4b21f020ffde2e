package hanshu.data.text;

/** What kinds of characters the tokenizers tell apart. */
final class Characters {
    private Characters() {}

    /** White space in the sense of Unicode (White_Space); Java's own methods know other sets. */
    static boolean isSpace(int c) {
        return switch (c) {
            case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }

    /** Behind the white space that follows {@code from}. */
    static int spaceAfter(String text, int from) {
        while (from < text.length() && isSpace(text.charAt(from))) {
            from++;
        }
        return from;
    }

    /** Before the white space that ends at {@code to}. */
    static int spaceBefore(String text, int to) {
        while (to > 0 && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    /** Categories C*, but for the white space among them and for what is not assigned. */
    static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
            case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Categories M*. */
    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Han, in the blocks that BERT knows. */
    static boolean isChinese(int c) {
        return (c >= 0x4e00 && c <= 0x9fff)
                || (c >= 0x3400 && c <= 0x4dbf)
                || (c >= 0x20000 && c <= 0x2a6df)
                || (c >= 0x2a700 && c <= 0x2b73f)
                || (c >= 0x2b740 && c <= 0x2b81f)
                || (c >= 0x2b920 && c <= 0x2ceaf)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0x2f800 && c <= 0x2fa1f);
    }
}
