package hanshu.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words that affirm or deny, in several languages; case doesn't matter. */
public final class YesNo {
    private static final Map<String, String> OPPOSITES = Map.ofEntries(
            Map.entry("1", "0"),
            Map.entry("yes", "no"),
            Map.entry("y", "n"),
            Map.entry("true", "false"),
            Map.entry("t", "f"),
            Map.entry("on", "off"),
            Map.entry("ja", "nein"),
            Map.entry("j", "n"),
            Map.entry("oui", "non"),
            Map.entry("si", "no"),
            Map.entry("sí", "no"),
            Map.entry("是", "否"),
            Map.entry("有", "无"),
            Map.entry("对", "错"));

    private YesNo() {}

    /** True for yes, false for no, empty for any other word. */
    public static Optional<Boolean> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (OPPOSITES.containsKey(lower)) {
            return Optional.of(true);
        }
        return OPPOSITES.containsValue(lower) ? Optional.of(false) : Optional.empty();
    }

    /** Whether these are a yes and its no; spellings such as Yes and YES count as one. */
    static boolean areOpposites(Set<String> words) {
        List<String> lower = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return lower.size() == 2
                && (lower.get(1).equals(OPPOSITES.get(lower.get(0)))
                        || lower.get(0).equals(OPPOSITES.get(lower.get(1))));
    }
}
