package hanshu.nn.io;

import hanshu.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Named tensors and texts in one file, in the format that all model hubs read (safetensors, huggingface.co/docs/safetensors):
 * eight bytes, little-endian, with the length of the header; a JSON header with each tensor's type, shape and place, padded
 * with spaces to a multiple of eight; then the tensors' bytes, little-endian and row-major, one after the other without holes.
 *
 * <p>The same tensors and texts give the same bytes: tensors lie in the order of their types, widest first, then of their
 * names; texts in the order of their names.
 *
 * @param tensors by name, in the order of the file
 * @param metadata texts by name
 */
public record SafeTensors(SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {
    public SafeTensors {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Tensor get(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("safetensors: there is no \"" + name + "\" among " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @throws FileException when it cannot be written; then an old file stays as it was
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        var ordered = new LinkedHashMap<String, Tensor>();
        tensors.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Tensor>>comparingInt(
                                e -> Header.rank(e.getValue().dtype()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        var header = Header.of(ordered, new TreeMap<>(metadata)).bytes();
        var length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array();
        AtomicFile.write(file, out -> {
            out.write(length);
            out.write(header);
            for (var tensor : ordered.values()) {
                TensorBytes.write(tensor, out);
            }
        });
    }

    /**
     * Reads a file. Nothing in it is trusted: sizes are checked against the file before room is made for them.
     *
     * @throws FileException when it cannot be read
     * @throws ModelFileException when it is not a safetensors file, or a damaged one
     */
    public static SafeTensors read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ModelFileException(file, "is a folder, not a safetensors file");
        }
        try (var channel = FileChannel.open(file)) {
            var header = Header.read(file, channel);
            var tensors = new LinkedHashMap<String, Tensor>();
            for (var entry : header.entries()) {
                tensors.put(entry.name(), TensorBytes.read(entry, channel, header.end() + entry.from()));
            }
            return new SafeTensors(tensors, header.metadata());
        } catch (IOException e) {
            throw FileException.of("read", file, e);
        }
    }
}
