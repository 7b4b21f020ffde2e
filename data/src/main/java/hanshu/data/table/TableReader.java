package hanshu.data.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a table in passes over its source, so that only the compact columns are ever held in memory: the encoding is
 * tried on all bytes, the dialect found on a sample, then all cells are seen once to choose each column's storage, and
 * once more to fill it.
 */
final class TableReader {
    private final String name;
    private final ReadOptions options;
    private final List<Notice> notices;
    private final Sniffer.Found form;
    private final Consumer<Rows> walking;
    private final HeaderRow header;
    private final TableSurvey survey;

    /** @param walking tells a visitor all that there is, as often as it is asked */
    private TableReader(
            String name, ReadOptions options, List<Notice> found, Sniffer.Found form, Consumer<Rows> walking) {
        this.name = name;
        this.options = options;
        this.form = form;
        this.walking = walking;
        notices = new ArrayList<>(found);
        header = new HeaderRow(name, form.dialect().header(), form.width());
        survey = new TableSurvey(name, options, form.width());
    }

    static Table read(Source source, ReadOptions options) {
        var encoding = Encoding.of(source, options.encoding());
        var form = Sniffer.sniff(source, encoding, options);
        return new TableReader(
                        source.name(), options, encoding.notices(), form, rows -> walk(source, encoding, form, rows))
                .read();
    }

    /** Of objects in memory, which mean what they mean as the lines of a file. */
    static Table read(String name, List<ObjectNode> objects, ReadOptions options) {
        var json = JsonLines.of(name, objects);
        var form = new Sniffer.Found(
                Dialect.ofJsonLines(StandardCharsets.UTF_8), json.names().size(), Optional.of(json));
        return new TableReader(name, options, List.of(), form, rows -> json.walk(name, objects, rows)).read();
    }

    private Table read() {
        var surveyor = new Surveyor();
        walking.accept(surveyor);
        if (surveyor.rows > 0) {
            header.refuseOtherWidth();
        }
        surveyor.refuseRagged();
        if (surveyor.rows == 0) {
            throw header.noRows();
        }
        var names = header.names(options.renameDuplicates(), notices);
        survey.refuseInfinities(names);
        notices.addAll(survey.almostNumbers(names));
        char decimal =
                survey.decimal(form.dialect().delimiter(), names, notices).orElse('.');
        var filler = survey.filler(names, decimal, surveyor.rows);
        var lines = new int[surveyor.rows];
        walking.accept(new Rows() {
            private int row = form.dialect().header() ? -1 : 0;

            @Override
            void cell(int index, char[] text, int from, int length) {
                if (row >= 0 && index < form.width()) {
                    filler.put(row, index, text, from, length);
                }
            }

            @Override
            boolean row(int line, int cells, boolean lastBlank) {
                if (row >= 0) {
                    lines[row] = line;
                }
                row++;
                return true;
            }
        });
        var dialect = Optional.of(form.dialect().withDecimal(decimal));
        return new Table(name, filler.columns(), lines, dialect, options, notices);
    }

    private static void walk(Source source, Encoding encoding, Sniffer.Found form, Rows visitor) {
        try (Reader text = encoding.reader(source)) {
            form.walk(source.name(), text, visitor);
        } catch (Rows.BrokenRow broken) {
            throw broken.in(source.name(), form.dialect().quote(), isLong(source, encoding, broken.line()));
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    /** Whether a line alone is longer than a cell may be. */
    private static boolean isLong(Source source, Encoding encoding, int line) {
        try (Reader text = encoding.reader(source)) {
            int at = 1;
            int length = 0;
            for (int c = text.read(); c >= 0 && at <= line; c = text.read()) {
                if (c == '\n') {
                    at++;
                } else if (at == line && ++length > Rows.LONGEST_CELL) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
    }

    /** The first pass over the cells. */
    private final class Surveyor extends Rows {
        private int rows;
        private int line; // of the cell, as far as rows tell
        private int ragged;
        private int raggedLine;
        private int raggedCells;

        @Override
        protected void handleBegin(long line) {
            super.handleBegin(line);
            this.line = (int) line;
        }

        @Override
        void cell(int index, char[] text, int from, int length) {
            if (header.isOpen()) {
                header.cell(index, text, from, length);
            } else if (index < form.width()) {
                survey.see(index, text, from, length, line);
            }
        }

        @Override
        boolean row(int line, int cells, boolean lastBlank) {
            if (header.isOpen()) {
                header.end(line, cells);
                return true;
            }
            rows++;
            if (!form.fits(cells, lastBlank)) {
                raggedLine = ragged == 0 ? line : raggedLine;
                raggedCells = ragged == 0 ? cells : raggedCells;
                ragged++;
            }
            return true;
        }

        private void refuseRagged() {
            if (ragged > 0) {
                throw new TableException(Rows.otherWidth(name, raggedLine, raggedCells, form.width())
                        + "; %d of %d rows are so".formatted(ragged, rows)
                        + Rows.MEND.formatted("them"));
            }
        }
    }
}
