package hanshu.data.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The nearest known name, if it is near: at most a third of its letters changed. */
    public static Optional<String> to(String wanted, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> distance(wanted, name) <= Math.max(1, Math.max(name.length(), wanted.length()) / 3));
    }

    /** A question to end an error message with, empty when nothing is near. */
    public static String question(String wanted, Collection<String> known) {
        return to(wanted, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    /**
     * Letters to insert, delete, replace or swap with their neighbour to get from one to the other, case aside (optimal
     * string alignment: Damerau 1964, Levenshtein 1965).
     */
    static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        var costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                costs[i][j] =
                        Math.min(costs[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(costs[i][j - 1], costs[i - 1][j]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[from.length()][to.length()];
    }
}
