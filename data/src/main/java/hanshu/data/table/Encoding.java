package hanshu.data.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import hanshu.data.Wording;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * The encoding of a text, found by trying: byte-order mark, then UTF-8, then GB18030 where the bytes come in the pairs
 * of Chinese, then windows-1252. All bytes are tried, so no wrong byte is met later.
 *
 * @param mark bytes of the byte-order mark at the start
 */
public record Encoding(Charset charset, int mark, List<Notice> notices) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int CHUNK = 1 << 16;

    static Encoding of(Source source, Optional<Charset> given) {
        byte[] head = source.head(64);
        if (head.length == 0) {
            throw new TableException(source.name() + " is empty: a table needs a line of names and rows below it");
        }
        FileType.refuseBinary(source.name(), head);
        return ofText(source, given);
    }

    /** Of a text that need be no table. */
    public static Encoding ofText(Source source, Optional<Charset> given) {
        Optional<Encoding> marked = marked(source.head(3));
        if (given.isPresent()) {
            int mark = marked.filter(
                            found -> found.charset.name().startsWith(given.get().name()))
                    .map(Encoding::mark)
                    .orElse(0);
            Charset charset = mark > 0 ? marked.orElseThrow().charset : given.get();
            return given(source, new Encoding(charset, mark, List.of()));
        }
        Encoding first = marked.orElse(new Encoding(UTF_8, 0, List.of()));
        Scan scan = first.scan(source);
        if (scan.valid) {
            return first;
        }
        if (marked.isPresent()) {
            throw first.undecodable(source, scan, "the file is damaged or mixes encodings");
        }
        for (Charset fallback : inChinesePairs(source) ? List.of(GB18030, WINDOWS_1252) : List.of(WINDOWS_1252)) {
            var guess = new Encoding(fallback, 0, List.of(guessed(fallback)));
            if (guess.scan(source).valid) {
                return guess;
            }
        }
        throw first.undecodable(
                source, scan, "nor does the file fit GB18030 or windows-1252: name its encoding with --encoding");
    }

    Reader reader(Source source) {
        try {
            InputStream in = new BufferedInputStream(source.open(), CHUNK);
            in.skipNBytes(mark);
            return new InputStreamReader(in, charset.newDecoder()); // which tells of bytes that it can't decode
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    private static Optional<Encoding> marked(byte[] head) {
        if (FileType.startsWith(head, 0xef, 0xbb, 0xbf)) {
            return Optional.of(new Encoding(UTF_8, 3, List.of()));
        }
        if (FileType.startsWith(head, 0xff, 0xfe)) {
            return Optional.of(new Encoding(UTF_16LE, 2, List.of()));
        }
        if (FileType.startsWith(head, 0xfe, 0xff)) {
            return Optional.of(new Encoding(UTF_16BE, 2, List.of()));
        }
        return Optional.empty();
    }

    private static Encoding given(Source source, Encoding encoding) {
        Scan scan = encoding.scan(source);
        Scan asUtf8 = new Encoding(UTF_8, 0, List.of()).scan(source);
        String remedy =
                asUtf8.valid ? "as UTF-8 the file reads well: leave out --encoding" : "give another --encoding or none";
        if (!scan.valid) {
            throw encoding.undecodable(source, scan, remedy);
        }
        if (scan.lineBreaks == 0 && asUtf8.valid && asUtf8.lineBreaks > 0) {
            throw new TableException(source.name() + " is not written in " + encoding.charset
                    + ": read so, it has no line breaks; " + remedy);
        }
        boolean doubtful =
                asUtf8.valid && !asUtf8.ascii && !encoding.charset.name().startsWith("UTF");
        return doubtful
                ? new Encoding(
                        encoding.charset,
                        encoding.mark,
                        List.of(Notice.warning(
                                "",
                                Wording.of(
                                                "The file is read as %s as you say, but it looks like UTF-8: check the letters with accents.",
                                                "按你所说以 %s 读取文件，但它看起来是 UTF-8：请检查带重音的字母。")
                                        .with(encoding.charset))))
                : encoding;
    }

    private static Notice guessed(Charset charset) {
        return Notice.info(
                "",
                Wording.of(
                                "The file is not UTF-8 and is read as %s; if letters look wrong, name its encoding with --encoding.",
                                "文件不是 UTF-8，以 %s 读取；如果文字不对，请用 --encoding 指明编码。")
                        .with(charset));
    }

    private TableException undecodable(Source source, Scan scan, String remedy) {
        return new TableException(
                "%s:%d: these bytes are no %s; %s".formatted(source.name(), scan.lineBreaks + 1, charset, remedy));
    }

    /** What decoding all bytes shows: up to the first wrong one when not valid. */
    private record Scan(boolean valid, int lineBreaks, boolean ascii) {}

    private Scan scan(Source source) {
        var decoder = charset.newDecoder(); // reports what it can't decode
        var bytes = ByteBuffer.allocate(CHUNK);
        var chars = CharBuffer.allocate(CHUNK);
        int lineBreaks = 0;
        boolean ascii = true;
        try (InputStream in = source.open()) {
            in.skipNBytes(mark);
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                var result = decoder.decode(bytes, chars, end);
                chars.flip();
                while (chars.hasRemaining()) {
                    char c = chars.get();
                    if (c == '\n') {
                        lineBreaks++;
                    } else if (c == 0) {
                        throw FileType.binary(source.name());
                    }
                    ascii &= c < 128;
                }
                if (result.isError()) {
                    return new Scan(false, lineBreaks, ascii);
                }
                chars.clear();
                bytes.compact();
            }
            return new Scan(true, lineBreaks, ascii);
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    /**
     * In Chinese (GB 2312) two bytes above 0xA0 make one character; in Western texts letters with accents stand alone
     * among plain ones.
     */
    private static boolean inChinesePairs(Source source) {
        long paired = 0;
        long alone = 0;
        try (InputStream in = new BufferedInputStream(source.open(), CHUNK)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b > 0xa0) {
                    if (in.read() > 0xa0) {
                        paired++;
                    } else {
                        alone++;
                    }
                }
            }
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
        return paired > 4 * alone;
    }
}
