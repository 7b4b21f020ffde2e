package hanshu.data.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How tags say where an entity begins and ends: {@code B-PER I-PER O}. A tag is O, outside of any, or a prefix, a hyphen
 * and the type of the entity.
 *
 * <p>Ramshaw & Marcus 1995, "Text chunking using transformation-based learning" (IOB); Ratinov & Roth 2009, "Design
 * challenges and misconceptions in named entity recognition" (the richer one, there called BILOU).
 */
public enum TagScheme {
    /** Begin, inside, outside. */
    BIO("BI"),
    /** Inside, outside, begin, end, single. */
    IOBES("BIES");

    /** The tag of a token in no entity. */
    public static final String OUTSIDE = "O";

    private final String prefixes;

    TagScheme(String prefixes) {
        this.prefixes = prefixes;
    }

    /** IOBES if some tag marks an end or a single, else BIO. */
    public static TagScheme of(Collection<String> tags) {
        return tags.stream().anyMatch(tag -> tag.startsWith("E-") || tag.startsWith("S-")) ? IOBES : BIO;
    }

    /** Whether this is a tag of the scheme: O, or a prefix, a hyphen and a type. */
    public boolean knows(String tag) {
        return tag.equals(OUTSIDE)
                || (tag.length() > 2 && tag.charAt(1) == '-' && prefixes.indexOf(tag.charAt(0)) >= 0);
    }

    /** Whether {@code next} may follow {@code tag}; before the first token and behind the last one stands O. */
    public boolean allows(String tag, String next) {
        boolean within = prefix(tag) == 'B' || prefix(tag) == 'I';
        boolean continues = prefix(next) == 'I' || prefix(next) == 'E';
        if (continues) {
            return within && type(tag).equals(type(next));
        }
        return this == BIO || !within;
    }

    /** Whether all tags are those of the scheme, and each may follow the one before it. */
    public boolean allows(List<String> tags) {
        String before = OUTSIDE;
        for (int i = 0; i <= tags.size(); i++) {
            String tag = i < tags.size() ? tags.get(i) : OUTSIDE;
            if (!knows(tag) || !allows(before, tag)) {
                return false;
            }
            before = tag;
        }
        return true;
    }

    /** The same entities in IOBES, from legal BIO tags. */
    public static List<String> toIobes(List<String> tags) {
        var result = new ArrayList<String>();
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            boolean last = i + 1 == tags.size() || prefix(tags.get(i + 1)) != 'I';
            result.add(
                    switch (prefix(tag)) {
                        case 'B' -> (last ? "S-" : "B-") + type(tag);
                        case 'I' -> (last ? "E-" : "I-") + type(tag);
                        default -> tag;
                    });
        }
        return List.copyOf(result);
    }

    /** The same entities in BIO, from legal IOBES tags. */
    public static List<String> toBio(List<String> tags) {
        return tags.stream()
                .map(tag -> switch (prefix(tag)) {
                    case 'S' -> "B-" + type(tag);
                    case 'E' -> "I-" + type(tag);
                    default -> tag;
                })
                .toList();
    }

    private static char prefix(String tag) {
        return tag.isEmpty() ? 'O' : tag.charAt(0);
    }

    private static String type(String tag) {
        return tag.length() > 2 ? tag.substring(2) : "";
    }
}
