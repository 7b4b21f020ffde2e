package hanshu.data.text;

import hanshu.tensor.Key;

/**
 * Makes some tokens unknown, so that a network does not lean on single words (Iyyer et al. 2015, "Deep unordered
 * composition rivals syntactic methods", section 3; Bowman et al. 2016, section 3.1).
 *
 * @param probability for each token, in [0, 1)
 * @param marks what stands for the unknown; marks themselves stay
 */
public record WordDropout(double probability, Marks marks) {
    public WordDropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("word dropout: the probability lies in [0, 1), got " + probability);
        }
    }

    /** The tokens, each made unknown by chance; the same key gives the same. */
    public int[] apply(int[] ids, Key key) {
        int[] result = ids.clone();
        for (int i = 0; i < ids.length; i++) {
            boolean mark = ids[i] == marks.padding() || ids[i] == marks.begin() || ids[i] == marks.end();
            if (!mark && key.randomDouble(i) < probability) {
                result[i] = marks.unknown();
            }
        }
        return result;
    }
}
