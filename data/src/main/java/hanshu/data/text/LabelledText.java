package hanshu.data.text;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts and the class of each.
 *
 * @param texts one a row
 * @param labels of the same rows
 */
public record LabelledText(List<String> texts, List<String> labels) {
    public LabelledText {
        if (texts.size() != labels.size()) {
            throw new DataException("%,d texts need as many labels, got %,d".formatted(texts.size(), labels.size()));
        }
    }

    /**
     * A file of lines LABEL TEXT: the label ends at the first tab, or, where the first line has none, at the first blank.
     * Blank lines are left out; a line without a text or a label is a fault.
     *
     * @throws DataException if no line is left
     */
    public static LabelledText ofLines(TextFile file, Faults faults) {
        char separator = file.getFirst().indexOf('\t') >= 0 ? '\t' : ' ';
        var labels = new ArrayList<String>();
        int[] rows = IntStream.range(0, file.size())
                .filter(i -> {
                    String line = file.get(i);
                    int end = line.indexOf(separator);
                    boolean complete = end > 0 && !line.substring(end).isBlank();
                    if (complete) {
                        labels.add(line.substring(0, end).intern());
                    } else if (!line.isBlank()) {
                        faults.found("%s: a line is LABEL%sTEXT, but this one is: %s"
                                .formatted(file.where(i), separator == ' ' ? " " : "<TAB>", PickedLines.excerpt(line)));
                    }
                    return complete;
                })
                .toArray();
        if (rows.length == 0) {
            throw new DataException(file.name() + " has no line LABEL<TAB>TEXT");
        }
        return new LabelledText(
                new PickedLines(file, rows, line -> line.substring(line.indexOf(separator) + 1)), labels);
    }

    /**
     * Two columns of a table; rows without a text or without a label are left out.
     *
     * @throws hanshu.data.table.TableException if there is no such column
     */
    public static LabelledText ofTable(Table table, String textColumn, String labelColumn) {
        Cells texts = table.cells(textColumn);
        Cells labels = table.cells(labelColumn);
        int[] filled = IntStream.range(0, table.rows())
                .filter(i -> !texts.text(i).isBlank() && !labels.text(i).isBlank())
                .toArray();
        return new LabelledText(
                IntStream.of(filled).mapToObj(texts::text).toList(),
                IntStream.of(filled).mapToObj(labels::text).toList());
    }

    /**
     * A folder with a folder for each class, and in it a file for each text; a file that is no text is a fault.
     *
     * @throws DataException if the folder holds no such folders
     */
    public static LabelledText ofFolder(Path folder, Optional<Charset> encoding, Faults faults) {
        var texts = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (Path label : sorted(folder)) {
            for (Path file : Files.isDirectory(label) ? sorted(label) : List.<Path>of()) {
                try {
                    texts.add(String.join("\n", TextFile.of(file, encoding)));
                    labels.add(label.getFileName().toString());
                } catch (DataException refusal) {
                    faults.found(refusal);
                }
            }
        }
        if (texts.isEmpty()) {
            throw new DataException(
                    folder + " holds no texts: it needs a folder for each class, with a file for each text");
        }
        return new LabelledText(List.copyOf(texts), List.copyOf(labels));
    }

    private static List<Path> sorted(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + " can't be read as a folder", e);
        }
    }

    public int size() {
        return texts.size();
    }
}
