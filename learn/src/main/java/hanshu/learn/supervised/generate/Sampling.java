package hanshu.learn.supervised.generate;

import hanshu.tensor.Key;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Picks a token by chance, from the probabilities softmax(logits/T).
 *
 * @param temperature T: below 1 likely tokens become likelier, above 1 they come closer to the others; 0 takes the
 *     likeliest, greedily
 * @param topK only the k likeliest are picked from (Fan, Lewis & Dauphin 2018, section 3.5)
 * @param topP only the likeliest that together have this probability, the nucleus (Holtzman et al. 2020, section 3.1)
 */
public record Sampling(double temperature, OptionalInt topK, OptionalDouble topP) {
    public Sampling {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sampling: the temperature is 0 or more, got " + temperature);
        }
        if (topK.isPresent() && topK.getAsInt() < 1) {
            throw new IllegalArgumentException("sampling: top-k is 1 or more, got " + topK.getAsInt());
        }
        if (topP.isPresent() && !(topP.getAsDouble() > 0 && topP.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "sampling: top-p is more than 0 and at most 1, got " + topP.getAsDouble());
        }
    }

    /** Always the likeliest. */
    public static Sampling greedy() {
        return atTemperature(0);
    }

    /** From all tokens. */
    public static Sampling atTemperature(double temperature) {
        return new Sampling(temperature, OptionalInt.empty(), OptionalDouble.empty());
    }

    /** The same from the k likeliest. */
    public Sampling withTopK(int k) {
        return new Sampling(temperature, OptionalInt.of(k), topP);
    }

    /** The same from the nucleus. */
    public Sampling withTopP(double p) {
        return new Sampling(temperature, topK, OptionalDouble.of(p));
    }

    /** A token; the same for the same key. Among equally likely ones the first counts as likelier. */
    public int pick(float[] logits, Key key) {
        var likeliest = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
                .mapToInt(i -> i)
                .toArray();
        if (temperature == 0) {
            return likeliest[0];
        }
        int kept = Math.min(topK.orElse(logits.length), logits.length);
        var weights = new double[kept]; // of the likeliest, not yet divided by their sum
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp((logits[likeliest[i]] - (double) logits[likeliest[0]]) / temperature);
            sum += weights[i];
        }
        if (topP.isPresent()) {
            double enough = topP.getAsDouble() * sum;
            double nucleus = 0;
            int n = 0;
            while (n < kept && nucleus < enough) {
                nucleus += weights[n++];
            }
            kept = n;
            sum = nucleus;
        }
        double point = key.randomDouble(0) * sum;
        int i = 0;
        while (i < kept - 1 && point >= weights[i]) {
            point -= weights[i++];
        }
        return likeliest[i];
    }
}
