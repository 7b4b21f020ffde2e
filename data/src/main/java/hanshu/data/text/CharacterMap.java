package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table of what characters are replaced by, as SentencePiece writes it: the size of a trie in bytes, the trie, and the
 * replacements, each ended by a NUL. The trie is a double array (Aoe 1989; Yata's Darts-clone): a unit of 32 bits for each
 * state, which holds the label by which it is reached, whether it has a value, and where its children lie.
 */
public final class CharacterMap {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int LONGEST = 6; // bytes of UTF-8; longer graphemes are looked up by character

    private final String base64;
    private final int[] units;
    private final byte[] replacements;

    private CharacterMap(String base64, int[] units, byte[] replacements) {
        this.base64 = base64;
        this.units = units;
        this.replacements = replacements;
    }

    /**
     * The table that is written in Base64.
     *
     * @throws DataException if it is damaged
     */
    @JsonCreator
    public static CharacterMap of(String base64) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
            var units = new int[bytes.getInt() / Integer.BYTES];
            bytes.asIntBuffer().get(units);
            bytes.position(bytes.position() + units.length * Integer.BYTES);
            var replacements = new byte[bytes.remaining()];
            bytes.get(replacements);
            return new CharacterMap(base64, units, replacements);
        } catch (RuntimeException e) {
            throw new DataException("the precompiled_charsmap is damaged: no Base64 of a trie and its replacements", e);
        }
    }

    @JsonValue
    String base64() {
        return base64;
    }

    AlignedText apply(AlignedText text) {
        var change = new AlignedText.Change();
        var graphemes = GRAPHEME.matcher(text.text());
        while (graphemes.find()) {
            String grapheme = graphemes.group();
            var whole = bytes(grapheme).length < LONGEST ? replacement(grapheme) : Optional.<String>empty();
            if (whole.isPresent()) {
                replace(grapheme, whole.get(), change);
            } else {
                grapheme.codePoints().forEach(c -> {
                    String character = Character.toString(c);
                    replace(character, replacement(character).orElse(character), change);
                });
            }
        }
        return text.changed(change, 0);
    }

    private static void replace(String old, String next, AlignedText.Change change) {
        next.codePoints().forEach(c -> change.put(c, 0));
        int more = next.codePointCount(0, next.length()) - old.codePointCount(0, old.length());
        if (more > 0) {
            change.setLast(more, 1);
        } else if (more < 0) {
            change.removeBehindLast(-more);
        }
    }

    /** What stands for the shortest start of a text that the trie knows. */
    private Optional<String> replacement(String text) {
        int at = offset(units[0]);
        for (byte b : bytes(text)) {
            int label = b & 0xff;
            at ^= label;
            if (b == 0 || at >= units.length || (units[at] & 0x800000ff) != label) {
                return Optional.empty();
            }
            boolean value = (units[at] >>> 8 & 1) == 1;
            at ^= offset(units[at]);
            if (value) {
                int from = units[at] & 0x7fffffff;
                int to = from;
                while (to < replacements.length && replacements[to] != 0) {
                    to++;
                }
                return Optional.of(new String(replacements, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterMap that && base64.equals(that.base64);
    }

    @Override
    public int hashCode() {
        return base64.hashCode();
    }
}
