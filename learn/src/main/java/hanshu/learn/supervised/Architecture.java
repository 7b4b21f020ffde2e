package hanshu.learn.supervised;

import hanshu.train.config.ConfigException;

/**
 * The size of the network. Zero stands for "chosen by the size of the table"; {@link #forTable} puts the choice in its
 * place.
 *
 * @param members how many networks share the weights and answer together
 * @param layers hidden layers
 * @param width numbers in each hidden layer
 * @param embedding numbers that each column of a row becomes
 * @param bins pieces of the embedding of a number
 * @param dropout the share of each hidden layer that training sets to zero
 */
public record Architecture(int members, int layers, int width, int embedding, int bins, double dropout) {
    /** Everything by the size of the table, but for dropout. */
    public static final Architecture AUTO = new Architecture(0, 0, 0, 0, 0, 0.1);

    public Architecture {
        atLeast("members", members, 0);
        atLeast("layers", layers, 0);
        atLeast("width", width, 0);
        atLeast("embedding", embedding, 0);
        atLeast("bins", bins, 0);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new ConfigException("dropout: expected 0 to below 1, got " + dropout);
        }
    }

    /**
     * Puts sizes for zeros. Small tables get small networks, so that a few hundred rows train in seconds; the largest is
     * what the TabM paper's default comes to on two cores.
     *
     * @param rows to learn from
     */
    public Architecture forTable(int rows) {
        return new Architecture(
                members > 0 ? members : 16,
                layers > 0 ? layers : 3,
                width > 0 ? width : rows < 3_000 ? 128 : 256,
                embedding > 0 ? embedding : 16,
                bins > 0 ? bins : Math.clamp(rows / 25, 4, 48),
                dropout);
    }

    private static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new ConfigException(key + ": expected " + least + " or more, got " + value);
        }
    }
}
