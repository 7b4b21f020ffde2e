package hanshu.data.image;

import hanshu.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The files in a .zip, .tar, .tar.gz or .tgz archive; those that are wanted are kept in memory as they are packed there. */
final class Archive {
    private static final int BLOCK = 512;

    private Archive() {}

    /** Which files are wanted. */
    interface Wanted {
        boolean test(String path);
    }

    static boolean isArchive(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".zip") || name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    static List<PictureFile> files(Path archive, Wanted wanted) {
        var into = new Taken(archive, Runtime.getRuntime().maxMemory() / 3);
        try (var in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
            String name = archive.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip")) {
                zip(in, wanted, into);
            } else {
                tar(name.endsWith("gz") ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in, wanted, into);
            }
        } catch (EOFException | ZipException e) {
            throw new DataException(archive + " is damaged or no archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(archive + " can't be read: " + e.getMessage(), e);
        }
        return into.files;
    }

    /** What was taken, as long as there is room. */
    private static final class Taken {
        private final Path archive;
        private final List<PictureFile> files = new ArrayList<>();
        private long room;

        Taken(Path archive, long room) {
            this.archive = archive;
            this.room = room;
        }

        void add(String path, InputStream in, long most) throws IOException {
            byte[] bytes = in.readNBytes((int) Math.min(most, Math.min(room + 1, Integer.MAX_VALUE - 8)));
            room -= bytes.length;
            if (room < 0) {
                throw new DataException(archive + " holds more than fits into memory: unpack it and name the folder");
            }
            files.add(PictureFile.of(archive + ":" + path, path, bytes));
        }
    }

    private static void zip(InputStream in, Wanted wanted, Taken into) throws IOException {
        var zip = new ZipInputStream(in);
        boolean any = false;
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            any = true;
            if (!entry.isDirectory() && wanted.test(entry.getName())) {
                into.add(entry.getName(), zip, Long.MAX_VALUE);
            }
        }
        if (!any) {
            throw new ZipException("it has no entries");
        }
    }

    /** The format ustar (POSIX.1-1988) with the long names of GNU and of pax (POSIX.1-2001). */
    private static void tar(InputStream in, Wanted wanted, Taken into) throws IOException {
        String longName = "";
        for (byte[] header = in.readNBytes(BLOCK); header.length > 0 && header[0] != 0; header = in.readNBytes(BLOCK)) {
            if (header.length < BLOCK) {
                throw new EOFException("it ends too early");
            }
            requireChecksum(header);
            long length = octal(header, 124, 12);
            char type = (char) header[156];
            String prefix = text(header, 345, text(header, 257, 5).equals("ustar") && header[262] == 0 ? 155 : 0);
            String path =
                    !longName.isEmpty() ? longName : (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
            longName = "";
            long left = length;
            if (type == 'L' || type == 'x') {
                byte[] body = whole(in, length);
                longName = type == 'L' ? text(body, 0, body.length) : paxPath(new String(body, StandardCharsets.UTF_8));
                left = 0;
            } else if ((type == '0' || type == 0) && wanted.test(path)) {
                int before = into.files.size();
                into.add(path, in, length);
                left -= into.files.get(before).read(Long.MAX_VALUE).length;
                if (left > 0) {
                    throw new EOFException("it ends within " + path);
                }
            }
            in.skipNBytes(left + (BLOCK - length % BLOCK) % BLOCK);
        }
    }

    private static byte[] whole(InputStream in, long length) throws IOException {
        if (length > 1 << 20) {
            throw new EOFException("a file's name in it has %,d bytes".formatted(length));
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("it ends too early");
        }
        return bytes;
    }

    /** The path among pax records, each of which is {@code LENGTH KEY=VALUE\n}. */
    private static String paxPath(String records) {
        for (String line : records.split("\n", -1)) {
            int at = line.indexOf(" path=");
            if (at > 0) {
                return line.substring(at + " path=".length());
            }
        }
        return "";
    }

    private static void requireChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new ZipException("the checksum of an entry is wrong");
        }
    }

    private static long octal(byte[] header, int at, int length) throws IOException {
        String digits = text(header, at, length).strip();
        if (!digits.matches("[0-7]{1,20}")) {
            throw new ZipException("an entry has no length");
        }
        return Long.parseLong(digits, 8);
    }

    /** Up to the first zero byte. */
    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }
}
