package hanshu.workbench.page;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/** What is costly to make and large to keep: the few that were last asked for. */
final class Recent<K, V> {
    private final int kept;
    private final Function<K, V> maker;
    private final SequencedMap<K, V> values = new LinkedHashMap<>();

    Recent(int kept, Function<K, V> maker) {
        this.kept = kept;
        this.maker = maker;
    }

    synchronized V of(K key) {
        var known = values.remove(key);
        var value = known == null ? maker.apply(key) : known;
        values.putLast(key, value);
        if (values.size() > kept) {
            values.pollFirstEntry();
        }
        return value;
    }

    synchronized void forget(K key) {
        values.remove(key);
    }
}
