package hanshu.data.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Walks over the rows of a text: cells without the blanks around them, without blank lines and comments. */
abstract class Rows extends AbstractBaseCsvCallbackHandler<Boolean> {
    /** A longer cell is refused: it is a broken quote, or data that does not belong in a table. */
    static final int LONGEST_CELL = 1 << 20;

    /** What to do about a row with too many or too few cells. */
    static final String MEND =
            ": mend %s (a cell that holds the delimiter needs quotes), or name the delimiter with --delimiter";

    /** What is wrong with such a row. */
    static String otherWidth(String file, int line, int cells, int expected) {
        return "%s:%d: this row has %d %s, but %d are expected"
                .formatted(file, line, cells, cells == 1 ? "cell" : "cells", expected);
    }

    private int breaksInRow;
    private boolean lastBlank;

    /** A cell that is not empty. The array is only lent. */
    abstract void cell(int index, char[] text, int from, int length);

    /**
     * The end of a row whose cells have been told.
     *
     * @param line on which the row starts, from 1
     * @param cells empty ones included
     * @return whether to go on
     */
    abstract boolean row(int line, int cells, boolean lastBlank);

    void walk(String name, Reader text, Dialect dialect) {
        boolean commented = dialect.comment() != Dialect.NONE;
        try (var csv = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .commentStrategy(commented ? CommentStrategy.SKIP : CommentStrategy.NONE)
                .commentCharacter(commented ? dialect.comment() : '\1')
                .trimWhitespacesAroundQuotes(dialect.delimiter() > ' ')
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_CELL)
                .build(this, dialect.delimiter() == ' ' ? new BlankRuns(text) : text)) {
            for (boolean goOn : csv) {
                if (!goOn) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw new BrokenRow(e, (int) getStartingLineNumber(), breaksInRow, getFieldCount());
        } catch (IOException e) {
            throw Source.broken(name, e);
        } catch (UncheckedIOException e) {
            throw new TableException(name + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    protected void handleBegin(long line) {
        breaksInRow = 0;
        lastBlank = true;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        int from = offset;
        int end = offset + length;
        while (from < end && isBlank(text[from])) {
            from++;
        }
        while (end > from && isBlank(text[end - 1])) {
            end--;
        }
        lastBlank = from == end;
        if (!lastBlank) {
            cell(index, text, from, end - from);
        }
        for (int i = offset; quoted && i < offset + length; i++) {
            breaksInRow += text[i] == '\n' ? 1 : 0;
        }
    }

    @Override
    protected Boolean buildRecord() {
        boolean blankLine = getRecordType() != RecordType.DATA || (getFieldCount() == 1 && lastBlank);
        return blankLine || row((int) getStartingLineNumber(), getFieldCount(), lastBlank);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\ufeff';
    }

    /** A row that can't be taken apart. */
    static final class BrokenRow extends RuntimeException {
        private final int rowLine;
        private final int breaksBefore;
        private final int cell;
        private final String reason;

        private BrokenRow(CsvParseException cause, int rowLine, int breaksBefore, int cell) {
            super(cause);
            this.rowLine = rowLine;
            this.breaksBefore = breaksBefore;
            this.cell = cell;
            reason = String.valueOf(cause.getMessage());
        }

        /** The line on which the broken cell starts. */
        int line() {
            return rowLine + breaksBefore;
        }

        TableException in(String name, char quote, boolean longLine) {
            String where = "%s:%d, column %d: ".formatted(name, line(), cell + 1);
            if (reason.contains("buffer") && longLine) {
                return new TableException(where
                        + "a cell of more than %,d characters; a table holds shorter ones".formatted(LONGEST_CELL));
            }
            String remedy = "; close it, or give --quote none if " + quote + " is an ordinary character";
            if (reason.contains("buffer") || reason.contains("Unclosed")) {
                return new TableException(where + "a quote " + quote + " opens here and is never closed" + remedy);
            }
            return new TableException(
                    where + "broken quotes: text follows the quote " + quote + " that closes this cell" + remedy);
        }
    }

    /** Makes one blank of every run of blanks and tabs, and none of those at either end of a line. */
    private static final class BlankRuns extends FilterReader {
        private boolean lineStart = true;
        private int held = -1;

        BlankRuns(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            if (held >= 0) {
                int next = held;
                held = -1;
                return next;
            }
            boolean blank = false;
            int c = in.read();
            while (c == ' ' || c == '\t') {
                blank = !lineStart;
                c = in.read();
            }
            lineStart = c == '\n' || c == '\r';
            if (blank && c >= 0 && !lineStart) {
                held = c;
                return ' ';
            }
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = 0;
            while (count < length && (count == 0 || held >= 0 || in.ready())) {
                int c = read();
                if (c < 0) {
                    break;
                }
                buffer[offset + count] = (char) c;
                count++;
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
