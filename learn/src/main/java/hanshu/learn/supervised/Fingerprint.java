package hanshu.learn.supervised;

import hanshu.data.table.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two tables hold the same: SHA-256 over the names of the columns and the texts of all cells. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Table table) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (var name : table.names()) {
            add(digest, name);
            var cells = table.cells(name);
            for (int row = 0; row < table.rows(); row++) {
                add(digest, cells.text(row));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length goes first, so that "ab", "c" differs from "a", "bc". */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
