package hanshu.bench.vectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The values of a tensor in row-major order, as they stand in a vector file.
 *
 * @param dtype f64, i64 or bool; decides whether data is double[], long[] or boolean[]
 */
@SuppressWarnings("ArrayRecordComponent") // written and forgotten: never compared, never shared
record Array(
        @JsonProperty("shape") long[] shape, @JsonProperty("dtype") String dtype, @JsonProperty("data") Object data) {

    /** Whether tensors are made of floats; this program has one thread. */
    private static boolean single = false;

    static Array f64(long[] shape, double... data) {
        return new Array(shape, "f64", data);
    }

    static Array i64(long[] shape, long... data) {
        return new Array(shape, "i64", data);
    }

    static Array bool(long[] shape, boolean... data) {
        return new Array(shape, "bool", data);
    }

    static Array of(Tensor tensor) {
        var shape = tensor.shape();
        // The reference writes some gradients that are zero everywhere as a tensor without memory.
        var dense = tensor._is_zerotensor() ? torch.zeros(shape, tensor.options()) : tensor.detach().contiguous();
        var size = Math.toIntExact(dense.numel());
        var type = dense.scalar_type().intern();
        if (type == ScalarType.Float) return of(dense.to(ScalarType.Double));
        if (type == ScalarType.Double) {
            var data = new double[size];
            if (size > 0) dense.data_ptr_double().get(data);
            return f64(shape, data);
        }
        if (type == ScalarType.Long) {
            var data = new long[size];
            if (size > 0) dense.data_ptr_long().get(data);
            return i64(shape, data);
        }
        if (type == ScalarType.Bool) {
            var data = new boolean[size];
            var pointer = new BoolPointer(dense.data_ptr());
            for (var i = 0; i < size; i++) data[i] = pointer.get(i);
            return bool(shape, data);
        }
        throw new IllegalArgumentException("expected a tensor of Double, Long or Bool, got " + type);
    }

    Tensor tensor() {
        return switch (data) {
            case double[] values -> single ? float32(values) : AbstractTensor.create(values, shape);
            case long[] values -> AbstractTensor.create(values, shape);
            case boolean[] values -> AbstractTensor.create(values, shape);
            default -> throw new IllegalStateException("data of an unknown kind: " + data.getClass());
        };
    }

    private Tensor float32(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return AbstractTensor.create(floats, shape);
    }

    /** Does a computation over again, in float32. */
    static <T> T inSinglePrecision(Supplier<T> computation) {
        single = true;
        try {
            return computation.get();
        } finally {
            single = false;
        }
    }

    @JsonIgnore
    boolean isFloat() {
        return dtype.equals("f64");
    }

    double[] doubles() {
        return (double[]) data;
    }

    static long[] shape(long... axes) {
        return axes;
    }

    static long size(long... shape) {
        var size = 1L;
        for (var axis : shape) size *= axis;
        return size;
    }
}
