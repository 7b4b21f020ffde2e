package hanshu.data.audio;

import hanshu.data.DataException;
import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Lists of WAV files as tables: a row for each file, its {@link #PATH} and what its place or its name says about it. A
 * manifest is such a table already: read it with {@link Table#read(Path)}.
 *
 * <pre>{@code
 * var digits = Recordings.named(folder, "(?<label>\\d)_(?<speaker>\\w+)_(?<index>\\d+)\\.wav");
 * var sounds = Sounds.read(digits, folder, "path", Optional.of("label"), OnError.FAIL);
 * var mel = LogMel.of(sounds.commonRate(), 40);
 * var set = sounds.series(mel::apply);             // a SeriesSet: batches, labels, classes
 * }</pre>
 */
public final class Recordings {
    /** The column of the path, relative to the folder. */
    public static final String PATH = "path";

    /** The column of the class in {@link #byFolder}. */
    public static final String LABEL = "label";

    private Recordings() {}

    /** The WAV files in the subfolders of a folder, at any depth; the first subfolder's name is the {@link #LABEL}. */
    public static Table byFolder(Path folder) {
        var paths = new ArrayList<String>();
        var labels = new ArrayList<String>();
        for (var file : files(folder)) {
            if (file.getNameCount() > 1) {
                paths.add(file.toString());
                labels.add(file.getName(0).toString());
            }
        }
        if (paths.isEmpty()) {
            throw new DataException(folder + " has no subfolders with WAV files: one for each class is expected");
        }
        Map<String, Cells> columns = new LinkedHashMap<>();
        columns.put(PATH, Cells.texts(paths));
        columns.put(LABEL, Cells.texts(labels));
        return Table.of(columns).named(folder.toString());
    }

    /**
     * The WAV files of a folder, at any depth, whose name a pattern fits; a column for each of its named groups.
     *
     * @param pattern a regular expression of the whole name, with groups such as {@code (?<label>…)}
     * @throws DataException if it is no regular expression, or fits no file
     */
    public static Table named(Path folder, String pattern) {
        Pattern names;
        try {
            names = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new DataException("the pattern of file names is no regular expression: " + e.getMessage(), e);
        }
        var groups = new TreeMap<Integer, String>(); // in the order of the pattern
        names.namedGroups().forEach((group, number) -> groups.put(number, group));
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put(PATH, new ArrayList<>());
        groups.values().forEach(group -> texts.put(group, new ArrayList<>()));
        var files = files(folder);
        for (var file : files) {
            var matcher = names.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                texts.forEach((column, cells) ->
                        cells.add(column.equals(PATH) ? file.toString() : String.valueOf(matcher.group(column))));
            }
        }
        Map<String, Cells> columns = new LinkedHashMap<>();
        texts.forEach((column, cells) -> columns.put(column, Cells.texts(cells)));
        var table = Table.of(columns).named(folder.toString());
        if (table.rows() == 0) {
            throw new DataException("%s has %d WAV files, but the pattern %s fits none of them"
                    .formatted(folder, files.size(), pattern));
        }
        return table;
    }

    /** Relative to the folder, in the order of their names. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no folder " + folder + ": check the name");
        }
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".wav"))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + " can't be read: " + e.getMessage(), e);
        }
    }
}
