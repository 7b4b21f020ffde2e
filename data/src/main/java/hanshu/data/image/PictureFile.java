package hanshu.data.image;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file, alone or in an archive, that should hold a picture.
 *
 * @param name what messages call it
 * @param path where it lies in its folder or archive, with slashes
 */
public record PictureFile(String name, String path, Content content) {
    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Content {
        /**
         * All bytes of the file.
         *
         * @param limit of bytes; a larger file is not read
         */
        byte[] read(long limit) throws IOException;
    }

    public static PictureFile of(Path file) {
        return of(file, String.valueOf(file.getFileName()));
    }

    static PictureFile of(Path file, String path) {
        return new PictureFile(file.toString(), path, limit -> {
            long length = Files.size(file);
            if (length > limit) {
                throw tooLarge(file.toString(), length, limit);
            }
            return Files.readAllBytes(file);
        });
    }

    /** A picture whose bytes are in memory, such as one that came over the network. */
    public static PictureFile of(String name, byte[] bytes) {
        return of(name, name, bytes);
    }

    static PictureFile of(String name, String path, byte[] bytes) {
        return new PictureFile(name, path, limit -> {
            if (bytes.length > limit) {
                throw tooLarge(name, bytes.length, limit);
            }
            return bytes;
        });
    }

    byte[] read(long limit) {
        try {
            return content.read(limit);
        } catch (NoSuchFileException e) {
            throw new DataException("there is no file " + name + ": check the name and the folder", e);
        } catch (AccessDeniedException e) {
            throw new DataException(name + " can't be read: you lack the permission (chmod +r gives it)", e);
        } catch (IOException e) {
            throw new DataException(name + " can't be read: " + e.getMessage(), e);
        }
    }

    private static DataException tooLarge(String name, long length, long limit) {
        return new DataException("%s has %,d bytes, and pictures of more than %,d are not read (max_pixels × 4)"
                .formatted(name, length, limit));
    }
}
