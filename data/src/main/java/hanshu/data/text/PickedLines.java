package hanshu.data.text;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/** What is wanted of some lines of a text, made when it is asked for, so that the text may stay on disk. */
final class PickedLines extends AbstractList<String> implements RandomAccess {
    private static final int EXCERPT = 40;

    private final List<String> lines;
    private final int[] rows;
    private final UnaryOperator<String> part;

    PickedLines(List<String> lines, int[] rows, UnaryOperator<String> part) {
        this.lines = lines;
        this.rows = rows;
        this.part = part;
    }

    @Override
    public String get(int i) {
        return part.apply(lines.get(rows[i]));
    }

    @Override
    public int size() {
        return rows.length;
    }

    /** The start of a line, for a message. */
    static String excerpt(String line) {
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
