package hanshu.data.text;

import hanshu.data.DataException;
import hanshu.data.Faults;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Two texts that say the same, line by line, such as sentences and their translations.
 *
 * @param source what is read
 * @param target what should come out, as many lines
 */
public record ParallelText(List<String> source, List<String> target) {
    public ParallelText {
        if (source.size() != target.size()) {
            throw new DataException("the two texts are not aligned: one has %,d lines, the other %,d"
                    .formatted(source.size(), target.size()));
        }
    }

    /**
     * Two files with as many lines each; a pair with one blank line is a fault, two blank lines are left out.
     *
     * @throws DataException if the files differ in their number of lines, or no pair is left
     */
    public static ParallelText of(TextFile source, TextFile target, Faults faults) {
        if (source.size() != target.size()) {
            throw new DataException("%s has %,d lines, %s has %,d: line n of one must belong to line n of the other"
                    .formatted(source.name(), source.size(), target.name(), target.size()));
        }
        int[] rows = IntStream.range(0, source.size())
                .filter(i -> {
                    boolean left = source.get(i).isBlank();
                    boolean right = target.get(i).isBlank();
                    if (left != right) {
                        faults.found("%s is blank, but %s is not"
                                .formatted((left ? source : target).where(i), (left ? target : source).where(i)));
                    }
                    return !left && !right;
                })
                .toArray();
        if (rows.length == 0) {
            throw new DataException(source.name() + " and " + target.name() + " have no line where both say something");
        }
        UnaryOperator<String> whole = line -> line;
        return new ParallelText(new PickedLines(source, rows, whole), new PickedLines(target, rows, whole));
    }

    /**
     * A file with both sides in each line, parted by a tab; what follows a second tab is not read. A line with one side
     * is a fault, blank lines are left out.
     *
     * @throws DataException if no pair is left
     */
    public static ParallelText ofTabs(TextFile file, Faults faults) {
        int[] rows = IntStream.range(0, file.size())
                .filter(i -> {
                    String line = file.get(i);
                    boolean pair = line.indexOf('\t') >= 0
                            && !field(line, 0).isBlank()
                            && !field(line, 1).isBlank();
                    if (!pair && !line.isBlank()) {
                        faults.found("%s: a line is SOURCE<TAB>TARGET, but this one is: %s"
                                .formatted(file.where(i), PickedLines.excerpt(line)));
                    }
                    return pair;
                })
                .toArray();
        if (rows.length == 0) {
            throw new DataException(file.name() + " has no line SOURCE<TAB>TARGET");
        }
        return new ParallelText(
                new PickedLines(file, rows, line -> field(line, 0)),
                new PickedLines(file, rows, line -> field(line, 1)));
    }

    private static String field(String line, int number) {
        return line.split("\t", -1)[number];
    }

    public int size() {
        return source.size();
    }
}
