package hanshu.learn.supervised;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a function comes from; part of its file.
 *
 * @param hanshu the version that learned it
 * @param data the name of the table's file
 * @param sha256 of the table's cells, in hexadecimal
 * @param rows that were learned from
 * @param seed of everything random
 * @param positive of two classes the rarer one in training, which F1 is about
 * @param config the complete configuration, as YAML
 * @param metrics what was measured on rows kept back, by name; without those that are undefined
 */
public record Provenance(
        String hanshu,
        String data,
        String sha256,
        int rows,
        long seed,
        int positive,
        String config,
        Map<String, Double> metrics) {
    public Provenance {
        metrics =
                Collections.unmodifiableMap(new LinkedHashMap<>(metrics)); // in order: the file is to be the same bytes
    }
}
