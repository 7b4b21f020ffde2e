package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens and their numbers, from 0 on. */
public final class Vocabulary {
    private final List<String> tokens; // by id; an empty one is no token
    private final Map<String, Integer> ids;

    private Vocabulary(List<String> tokens, Map<String, Integer> ids) {
        this.tokens = tokens;
        this.ids = ids;
    }

    /**
     * Numbered in the given order.
     *
     * @throws DataException if a token comes twice
     */
    public static Vocabulary of(List<String> tokens) {
        var ids = new HashMap<String, Integer>();
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            Integer before = token.isEmpty() ? null : ids.putIfAbsent(token, id);
            if (before != null) {
                throw new DataException("a vocabulary has \"%s\" twice, as %d and %d".formatted(token, before, id));
            }
        }
        return new Vocabulary(List.copyOf(tokens), ids);
    }

    /**
     * The special tokens, and behind them the most frequent others; equally frequent ones in the order of their
     * characters.
     *
     * @param counts how often each token occurs
     * @param minCount tokens that occur less often are left out
     * @param maxSize how many tokens there are at most, the special ones among them
     */
    public static Vocabulary of(List<String> special, Map<String, Integer> counts, int minCount, int maxSize) {
        var tokens = new ArrayList<>(special);
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minCount && !special.contains(entry.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(0, maxSize - special.size()))
                .forEach(entry -> tokens.add(entry.getKey()));
        return of(tokens);
    }

    /** Numbered as told; numbers may be left out. */
    @JsonCreator
    public static Vocabulary of(Map<String, Integer> ids) {
        int size = ids.isEmpty() ? 0 : Collections.max(ids.values()) + 1;
        if (size > 2L * ids.size() + 1000 || ids.values().stream().anyMatch(id -> id < 0)) {
            throw new DataException("the numbers of a vocabulary of %d go from %d to %d"
                    .formatted(ids.size(), Collections.min(ids.values()), size - 1));
        }
        var tokens = new ArrayList<>(Collections.nCopies(size, ""));
        ids.forEach((token, id) -> tokens.set(id, token));
        return new Vocabulary(List.copyOf(tokens), Map.copyOf(ids));
    }

    @JsonValue
    Map<String, Integer> ids() {
        var ordered = new LinkedHashMap<String, Integer>();
        for (int id = 0; id < tokens.size(); id++) {
            if (indexOf(tokens.get(id)) == id) {
                ordered.put(tokens.get(id), id);
            }
        }
        return ordered;
    }

    /** One more than the highest number. */
    public int size() {
        return tokens.size();
    }

    /** The token with this number; empty where there is none. */
    public String token(int id) {
        return id >= 0 && id < tokens.size() ? tokens.get(id) : "";
    }

    /** The number of a token, or −1. */
    public int indexOf(String token) {
        return ids.getOrDefault(token, -1);
    }

    public boolean contains(String token) {
        return ids.containsKey(token);
    }

    /** All tokens by their numbers. */
    public List<String> tokens() {
        return tokens;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary of " + ids.size();
    }
}
