package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pairs of tokens that are joined, in the order in which they were learned. */
public final class Merges {
    /** Two tokens that stand side by side. */
    public record Pair(String left, String right) {}

    private final List<Pair> pairs;
    private final Map<Pair, Integer> ranks = new HashMap<>();

    private Merges(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
        for (int i = 0; i < pairs.size(); i++) {
            ranks.put(pairs.get(i), i);
        }
    }

    public static Merges of(List<Pair> pairs) {
        return new Merges(pairs);
    }

    /** As {@code tokenizer.json} writes them: {@code ["t", "h"]}, or in older files {@code "t h"}. */
    @JsonCreator
    static Merges parse(List<Object> json) {
        var pairs = new ArrayList<Pair>();
        for (Object merge : json) {
            List<?> two = merge instanceof List<?> list
                    ? list
                    : List.of(merge.toString().split(" ", -1));
            if (two.size() != 2) {
                throw new DataException("a merge is a pair of tokens, but one is " + merge);
            }
            pairs.add(new Pair(two.get(0).toString(), two.get(1).toString()));
        }
        return of(pairs);
    }

    @JsonValue
    List<List<String>> json() {
        return pairs.stream().map(pair -> List.of(pair.left, pair.right)).toList();
    }

    public List<Pair> pairs() {
        return pairs;
    }

    /** When a pair was learned, from 0 on; −1 if it was not. */
    int rank(String left, String right) {
        return ranks.getOrDefault(new Pair(left, right), -1);
    }

    /** The token that a pair becomes: a prefix of tokens within words is written once. */
    static String joined(String left, String right, String prefix) {
        return left + (right.startsWith(prefix) ? right.substring(prefix.length()) : right);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Merges that && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }
}
