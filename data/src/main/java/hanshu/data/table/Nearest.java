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

    /** Letters to insert, delete or replace to get from one to the other (Levenshtein 1965), case aside. */
    static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        var costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j - 1], costs[j]));
            }
        }
        return costs[to.length()];
    }
}
