package hanshu.nn.attention;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/**
 * The keys and values of what has been seen, so that generating the next element computes its own alone. A value: what
 * comes after is a new one, and an old one may be continued in several ways (Shazeer 2019).
 *
 * @param keys (batch, heads, time, width)
 * @param values (batch, heads, time, width)
 */
public record KeyValueCache(Tensor keys, Tensor values) {
    /** Nothing seen yet. */
    public static KeyValueCache empty(int batch, int heads, int width, DType dtype) {
        var nothing = Tensor.full(dtype, 0, Shape.of(batch, heads, 0, width));
        return new KeyValueCache(nothing, nothing);
    }

    /** How many elements have been seen. */
    public int length() {
        return keys.size(2);
    }

    /** With the keys and values of the elements that follow: (batch, heads, more, width). */
    public KeyValueCache with(Tensor moreKeys, Tensor moreValues) {
        return new KeyValueCache(Tensor.concat(2, keys, moreKeys), Tensor.concat(2, values, moreValues));
    }

    /** The cache whose row i is row {@code numbers[i]} of this one: a beam goes on from some rows, and drops others. */
    public KeyValueCache rows(Tensor numbers) {
        return new KeyValueCache(keys.take(0, numbers), values.take(0, numbers));
    }
}
