package hanshu.train.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well entities were found: right are those whose type and both ends are right (Tjong Kim Sang & De Meulder 2003).
 *
 * <pre>
 *   precision = right/found    recall = right/true    F₁ = 2 · precision · recall / (precision + recall)
 * </pre>
 *
 * Tags are BIO or IOBES. Illegal sequences are read as conlleval and seqeval 1.2 by default do (Nakayama 2018): an I or E
 * that continues nothing of its type begins an entity.
 *
 * @param all over all types (micro average)
 * @param byType of each type that occurs, sorted
 */
public record EntityF1(Score all, Map<String, Score> byType) {
    /** How many entities are right, were found, and are there. */
    public record Score(int right, int found, int present) {
        static final Score NONE = new Score(0, 0, 0);

        public double precision() {
            return found == 0 ? 0 : (double) right / found;
        }

        public double recall() {
            return present == 0 ? 0 : (double) right / present;
        }

        public double f1() {
            return right == 0 ? 0 : 2.0 * right / (found + present);
        }

        Score plus(Score other) {
            return new Score(right + other.right, found + other.found, present + other.present);
        }
    }

    /** An entity: tokens from … to − 1 of a sentence. */
    public record Entity(String type, int from, int to) {}

    /**
     * Of the tags of sentences.
     *
     * @param truth the right tags of each sentence
     * @param found the tags that were found, as many in each
     */
    public static EntityF1 of(List<List<String>> truth, List<List<String>> found) {
        Check.sameRows("truth", truth.size(), "found", found.size());
        var all = Score.NONE;
        var byType = new TreeMap<String, Score>();
        for (int i = 0; i < truth.size(); i++) {
            if (truth.get(i).size() != found.get(i).size()) {
                throw new IllegalArgumentException("sentence %d has %d tags, but %d were found"
                        .formatted(i, truth.get(i).size(), found.get(i).size()));
            }
            Set<Entity> present = entities(truth.get(i));
            Set<Entity> claimed = entities(found.get(i));
            var either = new HashSet<>(present);
            either.addAll(claimed);
            for (var entity : either) {
                int isPresent = present.contains(entity) ? 1 : 0;
                int isFound = claimed.contains(entity) ? 1 : 0;
                var one = new Score(isPresent * isFound, isFound, isPresent);
                all = all.plus(one);
                byType.merge(entity.type, one, Score::plus);
            }
        }
        return new EntityF1(all, byType);
    }

    /** The entities that tags mark. */
    public static Set<Entity> entities(List<String> tags) {
        var entities = new HashSet<Entity>();
        char before = 'O';
        String typeBefore = "";
        int begin = 0;
        for (int i = 0; i <= tags.size(); i++) {
            String tag = i < tags.size() ? tags.get(i) : "O";
            char prefix = tag.isEmpty() ? 'O' : tag.charAt(0);
            String type = prefix == 'O' ? "" : tag.substring(Math.min(tag.length(), 2));
            boolean other = !type.equals(typeBefore);
            boolean closed = before == 'E' || before == 'S'; // the entity before ends by itself
            boolean opens = prefix == 'B' || prefix == 'S' || prefix == 'O';
            if (before != 'O' && (closed || opens || other)) {
                entities.add(new Entity(typeBefore, begin, i));
            }
            if (prefix != 'O' && (before == 'O' || closed || opens || other)) {
                begin = i;
            }
            before = prefix;
            typeBefore = type;
        }
        return entities;
    }
}
