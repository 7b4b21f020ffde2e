package hanshu.data.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that hold no text, known by their first bytes. */
final class FileType {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("PK\3\4", "a ZIP archive or an Excel workbook (export the sheet as CSV)");
        NAMES.put("\u00d0\u00cf\u0011\u00e0", "an old Excel workbook (export the sheet as CSV)");
        NAMES.put("PAR1", "a Parquet file (export it as CSV)");
        NAMES.put("ARROW1", "an Arrow file (export it as CSV)");
        NAMES.put("\u0089PNG", "a PNG image");
        NAMES.put("\u00ff\u00d8\u00ff", "a JPEG image");
        NAMES.put("GIF8", "a GIF image");
        NAMES.put("%PDF", "a PDF document");
        NAMES.put("\u001f\u008b", "compressed with gzip (unpack it first: gunzip)");
        NAMES.put("BZh", "compressed with bzip2 (unpack it first: bunzip2)");
        NAMES.put("\u00fd7zXZ", "compressed with xz (unpack it first: unxz)");
        NAMES.put("(\u00b5/\u00fd", "compressed with zstd (unpack it first: unzstd)");
        NAMES.put("7z\u00bc\u00af", "a 7-zip archive (unpack it first)");
        NAMES.put("SQLite format 3", "an SQLite database (export the table as CSV)");
        NAMES.put("\u0089HDF", "an HDF5 file (export it as CSV)");
        NAMES.put("\u0093NUMPY", "a NumPy array (export it as CSV)");
        NAMES.put("\u007fELF", "a program");
        NAMES.put("[{", "a JSON list (write one object a line, or convert it to CSV)");
        NAMES.put("<?xml", "XML (convert it to CSV)");
        NAMES.put("<!DOCTYPE", "a web page (save the data behind it as CSV)");
        NAMES.put("<html", "a web page (save the data behind it as CSV)");
    }

    private FileType() {}

    /** Says what a file is that can't be a table of text. */
    static void refuseBinary(String name, byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        NAMES.forEach((magic, kind) -> {
            if (start.startsWith(magic)) {
                throw new TableException(name + " is no table of text: it is " + kind);
            }
        });
    }

    /** Text has no NUL characters, unless it is UTF-16 or UTF-32. */
    static TableException binary(String name) {
        return new TableException(name + " is no table of text: it holds NUL bytes, so it is a binary file;"
                + " if it is UTF-16 text without a byte-order mark, give --encoding UTF-16LE or UTF-16BE");
    }

    static boolean startsWith(byte[] head, int... bytes) {
        return head.length >= bytes.length
                && Arrays.equals(
                        Arrays.stream(bytes).toArray(),
                        java.util.stream.IntStream.range(0, bytes.length)
                                .map(i -> head[i] & 0xff)
                                .toArray());
    }
}
