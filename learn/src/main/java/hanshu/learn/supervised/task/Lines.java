package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a text file in UTF-8, or, where its bytes are no UTF-8, in ISO-8859-1, in which all bytes are text. */
record Lines(String name, List<String> all) {
    static Lines of(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + " can't be read: " + e.getMessage(), e);
        }
        return new Lines(Opening.name(file), text(bytes).lines().toList());
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** File and number of a line, for messages. */
    String where(int line) {
        return name + ":" + (line + 1);
    }
}
