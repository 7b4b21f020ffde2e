package hanshu.nn.io;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The header of a safetensors file: what it holds and where.
 *
 * @param entries in the order of their bytes
 * @param end where in the file the header ends and the tensors begin
 */
record Header(List<Entry> entries, SequencedMap<String, String> metadata, long end) {
    /** Longer headers are refused, as by the format's own reader. */
    private static final int LONGEST = 100_000_000;

    static final String METADATA = "__metadata__";
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The types in the order of the format, widest first. */
    private static final List<DType> WIDEST_FIRST =
            List.of(DType.I64, DType.F64, DType.F32, DType.I32, DType.BF16, DType.F16, DType.I8, DType.BOOL);

    /** One tensor: its bytes are {@code from} to {@code to} − 1 of those after the header. */
    record Entry(String name, DType dtype, Shape shape, long from, long to) {}

    static int rank(DType dtype) {
        return WIDEST_FIRST.indexOf(dtype);
    }

    static Header of(SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {
        var entries = new ArrayList<Entry>();
        long at = 0;
        for (var tensor : tensors.entrySet()) {
            if (tensor.getKey().equals(METADATA)) {
                throw new IllegalArgumentException("safetensors: a tensor cannot have the name " + METADATA);
            }
            var value = tensor.getValue();
            long to = at + (long) value.count() * value.dtype().bytes();
            entries.add(new Entry(tensor.getKey(), value.dtype(), value.shape(), at, to));
            at = to;
        }
        return new Header(entries, metadata, 0);
    }

    /** As JSON, padded with spaces so that the tensors begin at a multiple of eight. */
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(METADATA);
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (var entry : entries) {
                json.writeObjectPropertyStart(entry.name);
                json.writeStringProperty("dtype", entry.dtype.name());
                json.writeName("shape");
                json.writeArray(entry.shape.toArray(), 0, entry.shape.rank());
                json.writeName("data_offsets");
                json.writeArray(new long[] {entry.from, entry.to}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        int length = out.size();
        var padded = Arrays.copyOf(out.toByteArray(), Math.ceilDiv(length, 8) * 8);
        Arrays.fill(padded, length, padded.length, (byte) ' ');
        return padded;
    }

    static Header read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 9) {
            throw new ModelFileException(file, "is not a safetensors file: it has only " + size + " bytes");
        }
        var start = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        TensorBytes.fill(start, channel, 0);
        long length = start.getLong(0);
        if (length < 2 || length > LONGEST || start.get(8) != '{') {
            throw new ModelFileException(file, "is not a safetensors file");
        }
        if (8 + length > size) {
            throw new ModelFileException(
                    file, "is cut short: its header ends at byte " + (8 + length) + ", the file at " + size);
        }
        var text = ByteBuffer.allocate((int) length);
        TensorBytes.fill(text, channel, 8);
        var header = new HeaderParser(file).parse(text.array(), 8 + length);
        header.requireWhole(file, size - header.end);
        return header;
    }

    /** Tensors fill the file without holes and without sharing bytes. */
    private void requireWhole(Path file, long room) {
        long at = 0;
        for (var entry : entries) {
            if (entry.from != at) {
                throw new ModelFileException(
                        file,
                        "is damaged: tensor \"%s\" begins at byte %d of the tensors, where the one before ends at %d"
                                .formatted(entry.name, entry.from, at));
            }
            at = entry.to;
        }
        if (at > room) {
            throw new ModelFileException(
                    file, "is cut short: its tensors take %d bytes, the file has %d".formatted(at, room));
        }
        if (at < room) {
            throw new ModelFileException(file, "is damaged: %d bytes follow the last tensor".formatted(room - at));
        }
    }
}
