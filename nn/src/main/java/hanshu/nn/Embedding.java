package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.OptionalInt;

/**
 * A vector for each of n things, learned: number i gives row i of a table (Bengio, Ducharme, Vincent & Jauvin 2003,
 * section 2, the matrix C).
 *
 * @param table (n, width)
 * @param padding the number that stands for nothing: its row is not learned
 */
public record Embedding(Tensor table, OptionalInt padding) implements Layer {
    /** Rows drawn from N(0, 1). */
    public static Embedding of(int n, int width, Key key) {
        return new Embedding(key.normal(n, width), OptionalInt.empty());
    }

    /** Rows drawn from N(0, 1), that of {@code padding} zeros. */
    public static Embedding withPadding(int n, int width, int padding, Key key) {
        var isPadding = Tensor.range(n).eq(padding).unsqueeze(1); // (n, 1)
        var rows = isPadding.where(Tensor.zeros(n, width), key.normal(n, width));
        return new Embedding(rows, OptionalInt.of(padding));
    }

    /**
     * The rows.
     *
     * @param x numbers from 0, I64 or I32: (…)
     * @return (…, width)
     */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> {
            var rows = table.take(0, x); // (…, width)
            return padding.isEmpty()
                    ? rows
                    : x.eq(padding.getAsInt()).unsqueeze(-1).where(rows.detach(), rows);
        });
    }

    /** For example {@code Embedding 1000 × 16}. */
    @Override
    public String toString() {
        return "Embedding " + table.size(0) + " × " + table.size(1);
    }
}
