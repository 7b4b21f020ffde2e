package hanshu.nn.io;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** A tensor's elements as the bytes of a safetensors file: little-endian, row-major. */
final class TensorBytes {
    /** Read and written in pieces of this many bytes: a multiple of every element's. */
    private static final int PIECE = 1 << 16;

    private TensorBytes() {}

    /** Puts or takes element i at the buffer's position. */
    private interface Element {
        void at(int i, ByteBuffer buffer);
    }

    static void write(Tensor tensor, OutputStream out) throws IOException {
        int bytes = tensor.dtype().bytes();
        var element = writing(tensor);
        var buffer = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int end;
        for (int i = 0; i < tensor.count(); i = end) {
            end = i + Math.min(PIECE / bytes, tensor.count() - i);
            buffer.clear();
            for (int j = i; j < end; j++) {
                element.at(j, buffer);
            }
            out.write(buffer.array(), 0, buffer.position());
        }
    }

    private static Element writing(Tensor tensor) {
        return switch (tensor.dtype()) {
            case F32 -> {
                var values = tensor.toFloats();
                yield (i, buffer) -> buffer.putFloat(values[i]);
            }
            case F64 -> {
                var values = tensor.toDoubles();
                yield (i, buffer) -> buffer.putDouble(values[i]);
            }
            case F16 -> {
                var values = tensor.toFloats();
                yield (i, buffer) -> buffer.putShort(Float.floatToFloat16(values[i]));
            }
            case BF16 -> {
                var values = tensor.toFloats(); // the lower half of each float is zero
                yield (i, buffer) -> buffer.putShort((short) (Float.floatToRawIntBits(values[i]) >> 16));
            }
            case I64 -> {
                var values = tensor.toLongs();
                yield (i, buffer) -> buffer.putLong(values[i]);
            }
            case I32 -> {
                var values = tensor.toLongs();
                yield (i, buffer) -> buffer.putInt((int) values[i]);
            }
            case I8 -> {
                var values = tensor.toLongs();
                yield (i, buffer) -> buffer.put((byte) values[i]);
            }
            case BOOL -> {
                var values = tensor.toBooleans();
                yield (i, buffer) -> buffer.put((byte) (values[i] ? 1 : 0));
            }
        };
    }

    /** The tensor of an entry that begins at a place in the file. */
    static Tensor read(Header.Entry entry, FileChannel channel, long place) throws IOException {
        int count = entry.shape().count();
        var shape = entry.shape().toArray();
        return switch (entry.dtype()) {
            case F32 -> {
                var values = new float[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.getFloat());
                yield Tensor.sharing(values, 0, shape);
            }
            case F16 -> {
                var values = new float[count];
                each(entry, channel, place, (i, buffer) -> values[i] = Float.float16ToFloat(buffer.getShort()));
                yield Tensor.sharing(values, 0, shape).cast(DType.F16);
            }
            case BF16 -> {
                var values = new float[count];
                each(entry, channel, place, (i, buffer) -> values[i] = Float.intBitsToFloat(buffer.getShort() << 16));
                yield Tensor.sharing(values, 0, shape).cast(DType.BF16);
            }
            case F64 -> {
                var values = new double[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.getDouble());
                yield Tensor.of(values, shape);
            }
            case I64 -> {
                var values = new long[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.getLong());
                yield Tensor.of(values, shape);
            }
            case I32 -> {
                var values = new int[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.getInt());
                yield Tensor.of(values, shape);
            }
            case I8 -> {
                var values = new int[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.get());
                yield Tensor.of(values, shape).cast(DType.I8);
            }
            case BOOL -> {
                var values = new boolean[count];
                each(entry, channel, place, (i, buffer) -> values[i] = buffer.get() != 0);
                yield Tensor.of(values, shape);
            }
        };
    }

    private static void each(Header.Entry entry, FileChannel channel, long place, Element element) throws IOException {
        int bytes = entry.dtype().bytes();
        int count = entry.shape().count();
        var buffer = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int end;
        for (int i = 0; i < count; i = end) {
            end = i + Math.min(PIECE / bytes, count - i);
            buffer.clear().limit((end - i) * bytes);
            fill(buffer, channel, place + (long) i * bytes);
            buffer.flip();
            for (int j = i; j < end; j++) {
                element.at(j, buffer);
            }
        }
    }

    /** Reads the bytes from a place in the file on until the buffer is full. */
    static void fill(ByteBuffer buffer, FileChannel channel, long place) throws IOException {
        for (long at = place; buffer.hasRemaining(); ) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += read;
        }
    }
}
