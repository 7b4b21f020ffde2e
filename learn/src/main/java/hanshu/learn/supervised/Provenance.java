package hanshu.learn.supervised;

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
 * @param measured how good it was found to be then
 */
public record Provenance(
        String hanshu,
        String data,
        String sha256,
        int rows,
        long seed,
        int positive,
        String config,
        Measured measured) {

    /** What was measured on rows kept back, by name; without those that are undefined. */
    public Map<String, Double> metrics() {
        var defined = new LinkedHashMap<String, Double>();
        measured.unseen().forEach((name, value) -> value.ifPresent(v -> defined.put(name, v)));
        return defined;
    }
}
