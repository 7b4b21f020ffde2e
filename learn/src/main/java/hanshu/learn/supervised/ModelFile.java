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
    private static final String FUNCTION = FunctionKind.KEY;
    private static final String PREPROCESSING = "hanshu.preprocessing";
    private static final String PROVENANCE = "hanshu.provenance";
    private static final String KIND = "table";
    private static final int FORMAT = 2; // 1 had no baselines
    private static final String LINEAR = "linear.";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * What the tensors make up.
     *
     * @param kind always "table"
     * @param format of this record
     * @param models how many answer together
     * @param network the size of each, or absent for y = b + w·x
     * @param certainty of its answers
     * @param naive the answer that looks at no column
     * @param linearCertainty of the answers of y = b + w·x, whose tensors are {@code linear.weight} …
     */
    private record Description(
            String kind,
            int format,
            int models,
            Optional<Architecture> network,
            Sure certainty,
            Naive naive,
            Sure linearCertainty) {}

    /**
     * A {@link Certainty}.
     *
     * @param margin of a number's interval
     * @param temperature of a class's probabilities
     */
    private record Sure(Optional<ConformalInterval> margin, Optional<TemperatureScaling> temperature) {
        static Sure of(Certainty certainty) {
            return switch (certainty) {
                case Certainty.Margin(var interval) -> new Sure(interval, Optional.empty());
                case Certainty.Temperature(var scaling) -> new Sure(Optional.empty(), Optional.of(scaling));
            };
        }

        Certainty certainty() {
            return temperature.<Certainty>map(Certainty.Temperature::new).orElseGet(() -> new Certainty.Margin(margin));
        }
    }

    private ModelFile() {}

    static void write(TabularFunction function, Path file) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < function.models().size(); i++) {
            var prefix = prefix(i);
            Params.of(function.models().get(i)).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        Params.of(function.baselines().linear())
                .tensors()
                .forEach((name, tensor) -> tensors.put(LINEAR + name, tensor));
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
        var baselines = function.baselines();
        return new Description(
                KIND,
                FORMAT,
                function.models().size(),
                network,
                Sure.of(function.certainty()),
                baselines.naive(),
                Sure.of(baselines.certainty()));
    }

    static TabularFunction read(Path file) {
        var content = SafeTensors.read(file);
        FunctionKind.require(file, content.metadata(), KIND, FORMAT);
        try {
            var description = JSON.readValue(text(content.metadata(), FUNCTION, file), Description.class);
            var encoder = new Encoder(Preprocessing.fromJson(text(content.metadata(), PREPROCESSING, file)));
            var provenance = JSON.readValue(text(content.metadata(), PROVENANCE, file), Provenance.class);
            if (description.naive.answer().size() != encoder.answers()) {
                throw new IllegalArgumentException("the naive answer has %d numbers, the others %d"
                        .formatted(description.naive.answer().size(), encoder.answers()));
            }
            var linear = (LinearModel) model(content.tensors(), LINEAR, Optional.empty(), encoder);
            return new TabularFunction(
                    encoder,
                    models(content.tensors(), description, encoder),
                    description.certainty.certainty(),
                    new Baselines(description.naive, linear, description.linearCertainty.certainty()),
                    provenance);
        } catch (ModelFileException e) {
            throw e; // it says already what is wrong
        } catch (JacksonException | TableException | IllegalArgumentException e) {
            throw new ModelFileException(file, "is damaged: " + e.getMessage());
        }
    }

    private static List<TableModel> models(Map<String, Tensor> tensors, Description description, Encoder encoder) {
        var models = new ArrayList<TableModel>();
        for (int i = 0; i < description.models; i++) {
            models.add(model(tensors, prefix(i), description.network, encoder));
        }
        return models;
    }

    private static TableModel model(
            Map<String, Tensor> tensors, String prefix, Optional<Architecture> network, Encoder encoder) {
        var own = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), tensor);
            }
        });
        long numbers = own.values().stream().mapToLong(Tensor::count).sum();
        network.filter(size -> TabularNetwork.parameters(encoder, size) != numbers)
                .ifPresent(size -> {
                    throw new IllegalArgumentException(
                            "%s holds %d numbers, not those of a network %s".formatted(prefix, numbers, size));
                });
        TableModel shape = network.<TableModel>map(size -> TabularNetwork.of(encoder, size, Key.of(0)))
                .orElseGet(() -> LinearModel.of(encoder));
        var params = Params.of(shape);
        params.set(own);
        return params.frozen(shape);
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
