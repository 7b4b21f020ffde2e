package hanshu.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that opens a server: 16 to 200 letters, digits, "-" and "_", so that it fits a link and a cookie as it is. */
public record Token(String text) {
    public Token {
        if (!text.matches("[A-Za-z0-9_-]{16,200}")) {
            throw new IllegalArgumentException(
                    "a token is 16 to 200 letters, digits, - and _, got %d characters".formatted(text.length()));
        }
    }

    /** A new one of 192 random bits. */
    public static Token random() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The one line of a file. */
    public static Token read(Path file) {
        try {
            return new Token(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a time that tells nothing of how much agrees. */
    boolean equalTo(String given) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Secrets do not slip into logs. */
    @Override
    public String toString() {
        return "Token[…]";
    }
}
