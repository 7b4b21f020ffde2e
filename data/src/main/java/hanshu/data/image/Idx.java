package hanshu.data.image;

import hanshu.data.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The format of MNIST: two zero bytes, the type of the numbers (8: a byte each), how many axes there are, the length of
 * each, big-endian, then the numbers in row-major order; packed with gzip or not (LeCun, Cortes & Burges 1998, "The
 * MNIST database of handwritten digits").
 */
public final class Idx {
    private static final int BYTES = 8;

    private Idx() {}

    /** Whether a file starts as IDX files of bytes do, unpacked. */
    public static boolean isIdx(Path file) {
        try (var in = open(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 0 && head[1] == 0 && head[2] == BYTES && head[3] >= 1 && head[3] <= 4;
        } catch (IOException notReadable) {
            return false;
        }
    }

    /**
     * Pictures (count, height, width) or (count, height, width, channels).
     *
     * @throws DataException when the file holds something else, or less than it declares
     */
    public static Pictures pictures(Path file) {
        try (var in = open(file)) {
            int[] axes = axes(in, file);
            if (axes.length != 3 && axes.length != 4) {
                throw new DataException("%s: pictures need 3 axes (count, height, width) or 4, but it has %d"
                        .formatted(file, axes.length));
            }
            var size = new PictureSize(axes[1], axes[2], axes.length == 4 ? axes[3] : 1);
            var pictures = new ArrayList<byte[]>(); // grows with what is really there, whatever the header declares
            for (int i = 0; i < axes[0]; i++) {
                byte[] pixels = in.readNBytes(size.bytes());
                if (pixels.length < size.bytes()) {
                    throw new DataException("%s: declares %d pictures of %s, but ends in picture %d; get the file again"
                            .formatted(file, axes[0], size, i + 1));
                }
                pictures.add(pixels);
            }
            requireEnd(in, file);
            return Pictures.of(size, pictures.toArray(byte[][]::new));
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    /** Whole numbers, 0 … 255, one for each picture, as names of classes. */
    public static List<String> labels(Path file) {
        try (var in = open(file)) {
            int[] axes = axes(in, file);
            if (axes.length != 1) {
                throw new DataException("%s: labels need one axis, but it has %d: are these the pictures?"
                        .formatted(file, axes.length));
            }
            byte[] labels = in.readNBytes(axes[0]);
            if (labels.length < axes[0]) {
                throw new DataException("%s: declares %d labels, but holds %d; get the file again"
                        .formatted(file, axes[0], labels.length));
            }
            requireEnd(in, file);
            var names = new ArrayList<String>(labels.length);
            for (byte label : labels) {
                names.add(Integer.toString(label & 0xff));
            }
            return names;
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    static void requireAsMany(Pictures pictures, Path ofPictures, List<String> labels, Path ofLabels) {
        if (pictures.count() != labels.size()) {
            throw new DataException("%s holds %d pictures, but %s holds %d labels"
                    .formatted(ofPictures, pictures.count(), ofLabels, labels.size()));
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            InputStream plain = zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
            return new DataInputStream(plain);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static int[] axes(DataInputStream in, Path file) throws IOException {
        int magic = in.readInt();
        int count = magic & 0xff;
        if (magic >>> 8 != BYTES || count == 0) {
            throw new DataException(
                    "%s: no IDX file of bytes: it starts with %08x instead of 000008 and the number of axes"
                            .formatted(file, magic));
        }
        var axes = new int[count];
        for (int i = 0; i < count; i++) {
            axes[i] = in.readInt();
        }
        if (Arrays.stream(axes).anyMatch(length -> length < 0)) {
            throw new DataException(
                    "%s: the lengths of its axes are damaged: %s".formatted(file, Arrays.toString(axes)));
        }
        return axes;
    }

    private static void requireEnd(InputStream in, Path file) throws IOException {
        if (in.read() >= 0) {
            throw new DataException(file + ": goes on after the numbers that its header declares; get the file again");
        }
    }

    private static DataException broken(Path file, IOException e) {
        return e instanceof EOFException
                ? new DataException(file + ": ends too early; get the file again", e)
                : new DataException("%s: can't be read: %s".formatted(file, e.getMessage()), e);
    }
}
