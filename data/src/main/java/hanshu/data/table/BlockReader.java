package hanshu.data.table;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a table in one pass and hands it on in blocks, so that a table of any length takes no more memory than one
 * block. A block ends when it is full, and before the reader would have to wait for more: whoever writes rows into a pipe
 * is answered at once. Each block is understood like a small table of its own, in a dialect that the first rows decide.
 */
final class BlockReader extends Rows {
    private static final int MOST_ROWS = 4096;
    private static final int MOST_CELLS = 1 << 19;
    private static final int MOST_CHARACTERS = 1 << 22;

    private final String file;
    private final ReadOptions options;
    private final Encoding encoding;
    private final Sniffer.Found form;
    private final Consumer<Table> blocks;
    private final HeaderRow header;
    private final List<String> names = new ArrayList<>();
    private Optional<Character> decimal = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    // The block under way: its characters, and for each cell, row after row, where it starts and how long it is.
    private final int mostRows;
    private final int[] starts;
    private final int[] lengths;
    private final int[] lines;
    private char[] characters = new char[1 << 12];
    private int end;
    private int rows;
    private int lastLine;

    private BlockReader(
            String file, ReadOptions options, Encoding encoding, Sniffer.Found form, Consumer<Table> blocks) {
        this.file = file;
        this.options = options;
        this.encoding = encoding;
        this.form = form;
        this.blocks = blocks;
        header = new HeaderRow(file, form.dialect().header(), form.width());
        mostRows = Math.clamp(MOST_CELLS / form.width(), 1, MOST_ROWS);
        starts = new int[mostRows * form.width()];
        lengths = new int[mostRows * form.width()];
        lines = new int[mostRows];
    }

    static void read(Path path, ReadOptions options, Consumer<Table> blocks) {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            try (var pipe = Files.newInputStream(path)) {
                read(String.valueOf(path.getFileName()), pipe, options, blocks);
                return;
            } catch (IOException e) {
                throw Source.broken(path.toString(), e);
            }
        }
        var source = Source.of(path);
        var encoding = Encoding.of(source, options.encoding());
        var form = Sniffer.sniff(source, encoding, options);
        new BlockReader(source.name(), options, encoding, form, blocks).read(source);
    }

    /** Encoding and dialect are those of the first bytes: a stream can't be read twice. */
    static void read(String name, InputStream in, ReadOptions options, Consumer<Table> blocks) {
        byte[] first = Source.firstLines(name, in);
        var head = Source.of(name, Source.wholeLines(first));
        var encoding = Encoding.of(head, options.encoding());
        var form = Sniffer.sniff(head, encoding, options);
        new BlockReader(name, options, encoding, form, blocks)
                .read(new Source(name, () -> new SequenceInputStream(new ByteArrayInputStream(first), in)));
    }

    private void read(Source source) {
        var arrivals = new Arrivals(new BufferedReader(encoding.reader(source)));
        try (arrivals) {
            form.walk(file, arrivals, this);
        } catch (BrokenRow broken) {
            boolean longLine = arrivals.ofLine > LONGEST_CELL / 2;
            throw failure.orElseGet(() -> broken.in(file, form.dialect().quote(), longLine));
        } catch (TableException e) {
            throw failure.orElse(e);
        } catch (IOException e) {
            throw Source.broken(file, e);
        }
        handOn();
        if (names.isEmpty()) {
            throw header.noRows();
        }
    }

    @Override
    void cell(int index, char[] text, int from, int length) {
        if (header.isOpen()) {
            header.cell(index, text, from, length);
        } else if (index < form.width()) {
            if (end + length > characters.length) {
                characters = Arrays.copyOf(characters, Math.max(2 * characters.length, end + length));
            }
            System.arraycopy(text, from, characters, end, length);
            starts[rows * form.width() + index] = end;
            lengths[rows * form.width() + index] = length;
            end += length;
        }
    }

    @Override
    boolean row(int line, int cells, boolean lastBlank) {
        try {
            return told(line, cells, lastBlank);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private boolean told(int line, int cells, boolean lastBlank) {
        lastLine = line;
        if (header.isOpen()) {
            header.end(line, cells);
            return true;
        }
        if (!form.fits(cells, lastBlank)) {
            header.refuseOtherWidth();
            throw new TableException(otherWidth(file, line, cells, form.width()) + MEND.formatted("it"));
        }
        lines[rows] = line;
        rows++;
        if (rows == mostRows || end >= MOST_CHARACTERS) {
            handOn();
        }
        return true;
    }

    /** The parser of the rows, in which this happened, will wrap it: it is kept to be thrown as it is. */
    private RuntimeException failed(RuntimeException e) {
        failure = Optional.of(e);
        return e;
    }

    /** Hands on the rows that are there. */
    private void handOn() {
        if (rows == 0) {
            return;
        }
        if (names.isEmpty()) {
            header.refuseOtherWidth();
            names.addAll(header.names(options.renameDuplicates(), new ArrayList<>()));
        }
        var survey = new TableSurvey(file, options, form.width());
        each((row, column, from, length) -> survey.see(column, characters, from, length, lines[row]));
        survey.refuseInfinities(names);
        if (decimal.isEmpty()) {
            decimal = survey.decimal(form.dialect().delimiter(), names, new ArrayList<>());
        }
        char mark = decimal.orElse('.');
        var filler = survey.filler(names, mark, rows);
        each((row, column, from, length) -> filler.put(row, column, characters, from, length));
        var block = new Table(
                file,
                filler.columns(),
                Arrays.copyOf(lines, rows),
                Optional.of(form.dialect().withDecimal(mark)),
                options,
                List.of());
        Arrays.fill(lengths, 0);
        rows = 0;
        end = 0;
        blocks.accept(block);
    }

    private interface CellVisitor {
        void visit(int row, int column, int from, int length);
    }

    private void each(CellVisitor visitor) {
        for (int cell = 0; cell < rows * form.width(); cell++) {
            if (lengths[cell] > 0) {
                visitor.visit(cell / form.width(), cell % form.width(), starts[cell], lengths[cell]);
            }
        }
    }

    /** The text; before it would wait for more of it, the rows that are there are handed on. */
    private final class Arrivals extends FilterReader {
        private int ofLine; // characters since the last line break

        Arrivals(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            try {
                if (!in.ready()) {
                    handOn();
                }
                int read = in.read(buffer, offset, length);
                for (int i = offset; i < offset + read; i++) {
                    ofLine = buffer[i] == '\n' ? 0 : ofLine + 1;
                }
                return read;
            } catch (CharacterCodingException e) {
                throw failed(new TableException(
                        "%s, below line %d: these bytes are no %s, as those before them are; name the encoding with --encoding"
                                .formatted(file, lastLine, encoding.charset()),
                        e));
            } catch (RuntimeException e) {
                throw failed(e);
            }
        }
    }
}
