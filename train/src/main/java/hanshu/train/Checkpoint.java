package hanshu.train;

import hanshu.nn.Params;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a training needs to go on as if nothing had happened: a safetensors file with θ under the names of its
 * parameters, the best θ as {@code best/…}, the vectors of the optimiser and the average under names of their own, and
 * the rest as JSON in its metadata.
 *
 * @param belongsTo what must be the same in a training that goes on from here, or its position would mean something else
 * @param standing where it stands
 * @param journal the position of the run's log
 * @param layouts vectors laid out like θ, by the beginning of their tensors' names; θ itself is {@link #THETA}
 * @param vectors what the optimiser and the average remember, by name
 */
record Checkpoint(
        SequencedMap<String, String> belongsTo,
        Standing standing,
        long journal,
        SequencedMap<String, float[]> layouts,
        Map<String, float[]> vectors) {
    static final String THETA = "";
    static final String BEST = "best/";
    private static final String VECTORS = "state/";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the metadata holds, as one JSON text. */
    private record Facts(
            SequencedMap<String, String> belongsTo,
            Standing standing,
            long journal,
            List<String> layouts,
            long checksum) {}

    /** A vector laid out like θ, or θ itself. */
    float[] layout(String prefix) {
        var found = layouts.get(prefix);
        if (found == null) {
            throw new CheckpointException("the checkpoint is that of another training: it lacks " + prefix + "…");
        }
        return found;
    }

    /** The vectors whose names begin so, without that beginning. */
    Map<String, float[]> vectors(String prefix) {
        var some = new LinkedHashMap<String, float[]>();
        vectors.forEach((name, vector) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), vector);
            }
        });
        return some;
    }

    void write(Path file, List<Params.Slot> slots) {
        var tensors = new LinkedHashMap<String, Tensor>();
        layouts.forEach((prefix, vector) -> slots.forEach(slot -> tensors.put(
                prefix + slot.name(),
                Tensor.sharing(vector, slot.offset(), slot.shape().toArray()))));
        vectors.forEach((name, vector) -> tensors.put(VECTORS + name, Tensor.sharing(vector, 0, vector.length)));
        var facts = new Facts(belongsTo, standing, journal, List.copyOf(layouts.keySet()), checksum(tensors));
        SafeTensors.write(file, tensors, Map.of("hanshu.checkpoint", JSON.writeValueAsString(facts)));
    }

    /**
     * Reads a checkpoint of a model with these parameters.
     *
     * @throws ModelFileException if the file is damaged or no checkpoint
     * @throws CheckpointException if it is that of another model
     */
    static Checkpoint read(Path file, List<Params.Slot> slots) {
        var content = SafeTensors.read(file);
        var json = content.metadata().get("hanshu.checkpoint");
        if (json == null) {
            throw new ModelFileException(file, "is no checkpoint of a training");
        }
        Facts facts;
        try {
            facts = JSON.readValue(json, Facts.class);
        } catch (JacksonException e) {
            throw new ModelFileException(file, "is no checkpoint of this version: " + e.getOriginalMessage());
        }
        if (facts.checksum() != checksum(content.tensors())) {
            throw new ModelFileException(file, "is damaged: its numbers are not those that were written");
        }
        var layouts = new LinkedHashMap<String, float[]>();
        for (var prefix : facts.layouts()) {
            layouts.put(prefix, layout(file, content.tensors(), prefix, slots));
        }
        var vectors = new LinkedHashMap<String, float[]>();
        content.tensors().forEach((name, tensor) -> {
            if (name.startsWith(VECTORS)) {
                vectors.put(name.substring(VECTORS.length()), tensor.toFloats());
            }
        });
        return new Checkpoint(facts.belongsTo(), facts.standing(), facts.journal(), layouts, vectors);
    }

    /** Of all numbers, in the order of their tensors' names. */
    private static long checksum(Map<String, Tensor> tensors) {
        var sum = new CRC32C();
        var bytes = ByteBuffer.allocate(1 << 16);
        for (var tensor : new TreeMap<>(tensors).values()) {
            var numbers = tensor.toFloats();
            for (int at = 0; at < numbers.length; at += bytes.capacity() / Float.BYTES) {
                int n = Math.min(bytes.capacity() / Float.BYTES, numbers.length - at);
                bytes.clear().asFloatBuffer().put(numbers, at, n);
                sum.update(bytes.limit(n * Float.BYTES));
            }
        }
        return sum.getValue();
    }

    private static float[] layout(Path file, Map<String, Tensor> tensors, String prefix, List<Params.Slot> slots) {
        var vector = new float[slots.isEmpty() ? 0 : slots.getLast().end()];
        for (var slot : slots) {
            var tensor = tensors.get(prefix + slot.name());
            if (tensor == null || !tensor.shape().equals(slot.shape())) {
                throw new CheckpointException("%s is the checkpoint of another model: %s is %s here, and %s there"
                        .formatted(file, slot.name(), slot.shape(), tensor == null ? "missing" : "" + tensor.shape()));
            }
            tensor.copyTo(vector, slot.offset());
        }
        return vector;
    }
}
