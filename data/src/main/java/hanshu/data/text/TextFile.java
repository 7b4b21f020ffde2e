package hanshu.data.text;

import hanshu.data.DataException;
import hanshu.data.table.Encoding;
import hanshu.data.table.Source;
import hanshu.data.table.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * The lines of a text file as a list of strings. The file stays on disk: memory holds where each line begins, and a line
 * is decoded when it is asked for, so a file may be larger than the heap. Files packed by gzip, or alone in a ZIP
 * archive, are unpacked into memory.
 *
 * <p>The encoding is told, or found by {@link Encoding}: all bytes are tried at the start, so no wrong byte is met later.
 * Lines end in a line feed, with or without a carriage return before it.
 */
public final class TextFile extends AbstractList<String> implements RandomAccess {
    private static final int CARRIAGE_RETURN = '\r';
    private static final int LINE_FEED = '\n';

    private final String name;
    private final MemorySegment bytes;
    private final Charset charset;
    private final int unit; // bytes of a line feed
    private final int low; // which of them holds its number
    private final long[] starts; // of each line, and where the last one ends

    private TextFile(String name, MemorySegment bytes, Encoding encoding) {
        this.name = name;
        this.bytes = bytes;
        charset = encoding.charset();
        unit = charset.name().startsWith("UTF-16") ? 2 : 1;
        low = charset.equals(StandardCharsets.UTF_16BE) || charset.equals(StandardCharsets.UTF_16) ? unit - 1 : 0;
        starts = index(encoding.mark());
    }

    /** The lines of a file whose encoding is found. */
    public static TextFile of(Path path) {
        return of(path, Optional.empty());
    }

    /**
     * The lines of a file in the given encoding, or in the one that is found.
     *
     * @throws DataException if there is no such file, it is empty, or its bytes are no text in this encoding
     */
    public static TextFile of(Path path, Optional<Charset> encoding) {
        try {
            var source = Source.of(path);
            byte[] head = source.head(4);
            if (head.length == 0) {
                throw new DataException(source.name() + " is empty: text has at least one line");
            }
            if (starts(head, 0x1f, 0x8b) || starts(head, 'P', 'K', 3, 4)) {
                source = Source.of(source.name(), unpacked(source, head[0] == 'P'));
                return new TextFile(
                        source.name(),
                        MemorySegment.ofArray(source.open().readAllBytes()),
                        Encoding.ofText(source, encoding));
            }
            var found = Encoding.ofText(source, encoding);
            if (!Files.isRegularFile(path)) {
                return new TextFile(
                        source.name(), MemorySegment.ofArray(source.open().readAllBytes()), found);
            }
            try (var channel = FileChannel.open(path)) {
                var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
                return new TextFile(source.name(), mapped, found);
            }
        } catch (TableException unreadable) {
            throw new DataException(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (IOException e) {
            throw new DataException(path.getFileName() + " can't be read: " + e.getMessage(), e);
        }
    }

    private static byte[] unpacked(Source source, boolean zip) throws IOException {
        try (InputStream in = source.open()) {
            if (!zip) {
                return new GZIPInputStream(in).readAllBytes();
            }
            var archive = new ZipInputStream(in);
            archive.getNextEntry();
            byte[] text = archive.readAllBytes();
            if (archive.getNextEntry() != null) {
                throw new DataException(source.name() + " holds several files: unpack it and name one of them");
            }
            return text;
        }
    }

    private static boolean starts(byte[] head, int... bytes) {
        return head.length >= bytes.length
                && Arrays.mismatch(
                                Arrays.copyOf(head, bytes.length),
                                new String(bytes, 0, bytes.length).getBytes(StandardCharsets.ISO_8859_1))
                        < 0;
    }

    private long[] index(long from) {
        var found = new long[1024];
        int lines = 0;
        found[lines++] = from;
        long end = bytes.byteSize();
        for (long at = from; at + unit <= end; at += unit) {
            if (is(LINE_FEED, at) && at + unit < end) {
                if (lines + 1 == found.length) {
                    found = Arrays.copyOf(found, 2 * lines);
                }
                found[lines++] = at + unit;
            }
        }
        found[lines++] = end;
        return Arrays.copyOf(found, lines);
    }

    private boolean is(int character, long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at + low) == character
                && (unit == 1 || bytes.get(ValueLayout.JAVA_BYTE, at + 1 - low) == 0);
    }

    /** The name of the file, without its folder. */
    public String name() {
        return name;
    }

    /** File and number of a line, counted from 1, for messages. */
    public String where(int line) {
        return name + ":" + (line + 1);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    /** A line without its end. */
    @Override
    public String get(int line) {
        long start = starts[line];
        long end = starts[line + 1];
        end -= end > start && is(LINE_FEED, end - unit) ? unit : 0;
        end -= end > start && is(CARRIAGE_RETURN, end - unit) ? unit : 0;
        return new String(bytes.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE), charset);
    }
}
