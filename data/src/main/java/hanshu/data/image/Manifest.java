package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Pictures that a column of a table names, one a row:
 *
 * <pre>{@code
 * var table = Table.read(Path.of("birds/labels.csv"));                         // file,label
 * var files = Manifest.files(table, "file", Path.of("birds"));
 * var reading = Reading.of(files, PictureOptions.DEFAULT);
 * var labels = table.select(reading.kept()).cells("label");
 * }</pre>
 */
public final class Manifest {
    private Manifest() {}

    /**
     * The file of each row; whether it is there shows when it is read. Messages name the row's line.
     *
     * @param column whose cells are paths
     * @param root the folder or archive that the paths start from, such as the folder of the table
     */
    public static List<PictureFile> files(Table table, String column, Path root) {
        var cells = table.cells(column);
        var packed = new HashMap<String, PictureFile>();
        boolean isFolder = Files.isDirectory(root);
        if (!isFolder) {
            PictureFiles.in(root).pictures().forEach(file -> packed.put(file.path(), file));
        }
        var files = new ArrayList<PictureFile>();
        for (int row = 0; row < table.rows(); row++) {
            if (cells.missing(row)) {
                files.add(absent(table.where(row), "names no picture"));
                continue;
            }
            String path = cells.text(row);
            String name = "%s (%s)".formatted(path, table.where(row));
            var file = isFolder ? PictureFile.of(root.resolve(path), path) : packed.get(path);
            files.add(file == null ? absent(name, "is not in " + root) : new PictureFile(name, path, file.content()));
        }
        return files;
    }

    private static PictureFile absent(String name, String why) {
        return new PictureFile(name, "", limit -> {
            throw new DataException(name + " " + why);
        });
    }
}
