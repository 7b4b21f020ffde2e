package hanshu.learn.supervised;

import hanshu.data.table.TableException;
import hanshu.data.table.features.Preprocessing;
import hanshu.nn.Params;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.metric.ConformalInterval;
import hanshu.train.metric.TemperatureScaling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table's function as one safetensors file. The tensors are named {@code models.0.layers.1.weight}; the metadata holds
 * the rest as JSON: {@code hanshu.function} (what this is), {@code hanshu.preprocessing} and {@code hanshu.provenance}.
 */
final class ModelFile {
    private static final String FUNCTION = "hanshu.function";
    private static final String PREPROCESSING = "hanshu.preprocessing";
    private static final String PROVENANCE = "hanshu.provenance";
    private static final String KIND = "table";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * What the tensors make up.
     *
     * @param kind always "table"
     * @param format of this record; 1 so far
     * @param models how many answer together
     * @param network the size of each, or absent for y = b + w·x
     * @param margin of a number's interval
     * @param temperature of a class's probabilities
     */
    private record Description(
            String kind,
            int format,
            int models,
            Optional<Architecture> network,
            Optional<ConformalInterval> margin,
            Optional<TemperatureScaling> temperature) {}

    private ModelFile() {}

    static void write(TabularFunction function, Path file) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < function.models().size(); i++) {
            var prefix = prefix(i);
            Params.of(function.models().get(i)).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("format", "hanshu");
        metadata.put(FUNCTION, JSON.writeValueAsString(describe(function)));
        metadata.put(PREPROCESSING, function.preprocessing().toJson());
        metadata.put(PROVENANCE, JSON.writeValueAsString(function.provenance()));
        SafeTensors.write(file, tensors, metadata);
    }

    private static Description describe(TabularFunction function) {
        Optional<Architecture> network = function.models().getFirst() instanceof TabularNetwork n
                ? Optional.of(n.architecture())
                : Optional.empty();
        return switch (function.certainty()) {
            case Certainty.Margin(var interval) ->
                new Description(KIND, 1, function.models().size(), network, interval, Optional.empty());
            case Certainty.Temperature(var scaling) ->
                new Description(KIND, 1, function.models().size(), network, Optional.empty(), Optional.of(scaling));
        };
    }

    static TabularFunction read(Path file) {
        var content = SafeTensors.read(file);
        try {
            var description = JSON.readValue(text(content.metadata(), FUNCTION, file), Description.class);
            if (!description.kind.equals(KIND) || description.format != 1) {
                throw new ModelFileException(
                        file,
                        "holds a function of the kind \"%s\", format %d; this version reads tables, format 1"
                                .formatted(description.kind, description.format));
            }
            var encoder = new Encoder(Preprocessing.fromJson(text(content.metadata(), PREPROCESSING, file)));
            var provenance = JSON.readValue(text(content.metadata(), PROVENANCE, file), Provenance.class);
            Certainty certainty = description
                    .temperature
                    .<Certainty>map(Certainty.Temperature::new)
                    .orElseGet(() -> new Certainty.Margin(description.margin));
            return new TabularFunction(encoder, models(content.tensors(), description, encoder), certainty, provenance);
        } catch (ModelFileException e) {
            throw e; // it says already what is wrong
        } catch (JacksonException | TableException | IllegalArgumentException e) {
            throw new ModelFileException(file, "is damaged: " + e.getMessage());
        }
    }

    private static List<TableModel> models(Map<String, Tensor> tensors, Description description, Encoder encoder) {
        var models = new ArrayList<TableModel>();
        for (int i = 0; i < description.models; i++) {
            var own = new LinkedHashMap<String, Tensor>();
            var prefix = prefix(i);
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), tensor);
                }
            });
            TableModel shape = description
                    .network
                    .<TableModel>map(size -> TabularNetwork.of(encoder, size, Key.of(0)))
                    .orElseGet(() -> LinearModel.of(encoder));
            var params = Params.of(shape);
            params.set(own);
            models.add(params.frozen(shape));
        }
        return models;
    }

    private static String prefix(int model) {
        return "models." + model + ".";
    }

    private static String text(Map<String, String> metadata, String key, Path file) {
        var text = metadata.get(key);
        if (text == null) {
            throw new ModelFileException(
                    file, "is a safetensors file, but not a model of Hanshu: its metadata has no " + key);
        }
        return text;
    }
}
