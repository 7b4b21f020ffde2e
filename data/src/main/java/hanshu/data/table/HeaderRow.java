package hanshu.data.table;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The row that names the columns, told cell by cell; or its absence, if the first row is data. */
final class HeaderRow {
    private final String file;
    private final boolean exists;
    private final int width;
    private final List<String> cells = new ArrayList<>();
    private boolean open;
    private int line;

    /** @param width how many columns there are */
    HeaderRow(String file, boolean exists, int width) {
        this.file = file;
        this.exists = exists;
        this.width = width;
        open = exists;
    }

    /** Whether its end has not been told yet. */
    boolean isOpen() {
        return open;
    }

    void cell(int index, char[] text, int from, int length) {
        while (cells.size() < index) {
            cells.add("");
        }
        cells.add(new String(text, from, length));
    }

    /** @param count its cells, empty ones included */
    void end(int atLine, int count) {
        open = false;
        line = atLine;
        while (cells.size() < Math.min(count, width)) {
            cells.add("");
        }
    }

    /** Refuses a header of another width than the rows below it. */
    void refuseOtherWidth() {
        if (exists && cells.size() != width) {
            throw new TableException("%s:%d: the header has %d names, but the rows have %d cells"
                            .formatted(file, line, cells.size(), width)
                    + Rows.MEND.formatted("it"));
        }
    }

    /** What there is to say of a table that ends before its first row. */
    TableException noRows() {
        return new TableException(
                file
                        + (cells.isEmpty()
                                ? " holds no rows: a table needs at least one"
                                : " holds a header and no rows below it: a table needs at least one (if the first line is data, give --no-header)"));
    }

    /**
     * Every column's name: from the header where it gives one, else column1, column2 …
     *
     * @param rename whether columns of one name become name, name.1, name.2
     * @param notices where to say that they did
     */
    List<String> names(boolean rename, List<Notice> notices) {
        var names = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        var duplicates = new LinkedHashSet<String>();
        for (int column = 0; column < width; column++) {
            String given = column < cells.size() ? cells.get(column) : "";
            String name = given.isEmpty() ? "column" + (column + 1) : given;
            int before = seen.merge(name, 1, Integer::sum) - 1;
            if (before > 0) {
                duplicates.add(name);
            }
            names.add(before > 0 ? name + "." + before : name);
        }
        if (!duplicates.isEmpty() && !rename) {
            throw new TableException(
                    "%s: the header names %s more than once: rename them in the file, or give --rename-duplicates to call them %s, %s.1, …"
                            .formatted(
                                    file, listed(duplicates).english(), duplicates.getFirst(), duplicates.getFirst()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new TableException(file + ": the header has both duplicate names and names such as "
                    + duplicates.getFirst() + ".1, so they can't be told apart: rename them in the file");
        }
        if (!duplicates.isEmpty()) {
            notices.add(Notice.info(
                    "",
                    Wording.of(
                                    "The header names %s more than once; the later columns are called %s.1 and so on.",
                                    "表头不止一次出现 %s；后面的列依次叫 %s.1 等。")
                            .with(listed(duplicates), duplicates.getFirst())));
        }
        return names;
    }

    private static Wording listed(Set<String> names) {
        String some = String.join(", ", names.stream().limit(5).toList());
        return names.size() > 5
                ? Wording.of("%s and %d others", "%s 等（另有 %d 个）").with(some, names.size() - 5)
                : Wording.of(some);
    }
}
