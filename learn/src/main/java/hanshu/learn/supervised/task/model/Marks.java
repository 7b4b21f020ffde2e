package hanshu.learn.supervised.task.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two parts hold the same truths in the same order: SHA-256 over the numbers of all outputs. */
public final class Marks {
    private Marks() {}

    public static String sha256(Part part) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        part.truths().keySet().forEach(name -> {
            for (var row : part.truth(name)) {
                var bytes = ByteBuffer.allocate(Double.BYTES * row.length);
                for (double value : row) {
                    bytes.putDouble(value);
                }
                digest.update(bytes.array());
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
