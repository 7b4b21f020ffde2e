package hanshu.data.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A printable character for each byte, so that any text can be cut between bytes (Radford et al. 2019, GPT-2's encoder.py,
 * bytes_to_unicode): itself where it is a visible one of Latin-1, else one from U+0100 on in the order of the bytes; a
 * blank is Ġ.
 */
final class ByteCharacters {
    private static final char[] OF = new char[256];
    private static final int[] BYTE = new int[0x144];

    static {
        Arrays.fill(BYTE, -1);
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
            OF[b] = visible ? (char) b : next++;
            BYTE[OF[b]] = b;
        }
    }

    private ByteCharacters() {}

    static char of(int b) {
        return OF[b & 0xff];
    }

    static AlignedText encode(AlignedText text) {
        var change = new AlignedText.Change();
        text.text().codePoints().forEach(c -> {
            byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                change.put(of(bytes[i]), i == 0 ? 0 : 1);
            }
        });
        return text.changed(change, 0);
    }

    /** The bytes of a token; those of its UTF-8 where a character stands for no byte. */
    static void decode(String token, ByteArrayOutputStream bytes) {
        if (token.chars().allMatch(c -> c < BYTE.length && BYTE[c] >= 0)) {
            token.chars().forEach(c -> bytes.write(BYTE[c]));
        } else {
            bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
        }
    }
}
