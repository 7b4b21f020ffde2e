package hanshu.learn.supervised.task;

import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.Provenance;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.model.Forms;
import hanshu.learn.supervised.task.model.Line;
import hanshu.learn.supervised.task.model.Scoring;
import hanshu.learn.supervised.task.model.Together;
import hanshu.nn.Params;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.Config;
import hanshu.train.metric.TemperatureScaling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task's function as one safetensors file: tensors such as {@code encoders.picture.network.0.weight}; the metadata
 * holds the rest: {@code hanshu.function} (what this is), {@code hanshu.forms} (how inputs are read and answers made),
 * {@code hanshu.config} and {@code hanshu.provenance}.
 */
final class TaskFile {
    private static final String FUNCTION = FunctionKind.KEY;
    private static final String FORMS = "hanshu.forms";
    private static final String CONFIG = "hanshu.config";
    private static final String PROVENANCE = "hanshu.provenance";
    private static final String KIND = "task";
    private static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * What the tensors make up.
     *
     * @param kind always "task"
     * @param format of this record
     * @param line the weight of y = b + w·x: 0 for the network alone, 1 for the line alone
     * @param certainty of the outputs that are classes
     */
    private record Description(String kind, int format, double line, Map<String, TemperatureScaling> certainty) {}

    private TaskFile() {}

    static void write(TaskFunction function, Path file) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("format", "hanshu");
        metadata.put(FUNCTION, JSON.writeValueAsString(description(function)));
        metadata.put(FORMS, JSON.writeValueAsString(function.forms()));
        metadata.put(CONFIG, TaskFunction.yaml(function.config()));
        metadata.put(PROVENANCE, JSON.writeValueAsString(function.provenance()));
        SafeTensors.write(file, Params.of(function.model()).tensors(), metadata);
    }

    private static Description description(TaskFunction function) {
        return new Description(KIND, FORMAT, Together.share(function.model()), function.certainty());
    }

    static TaskFunction read(Path file) {
        var content = SafeTensors.read(file);
        FunctionKind.require(file, content.metadata(), KIND, FORMAT);
        try {
            var description = JSON.readValue(text(content.metadata(), FUNCTION, file), Description.class);
            var forms = JSON.readValue(text(content.metadata(), FORMS, file), Forms.class);
            var config = Config.parse(text(content.metadata(), CONFIG, file), "its configuration", TaskConfig.DEFAULTS);
            var provenance = JSON.readValue(text(content.metadata(), PROVENANCE, file), Provenance.class);
            return new TaskFunction(
                    forms,
                    config,
                    model(content.tensors(), forms, config, description.line),
                    description.certainty,
                    provenance);
        } catch (ModelFileException e) {
            throw e; // it says already what is wrong
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ModelFileException(file, "is damaged: " + e.getMessage());
        }
    }

    private static Scoring model(Map<String, Tensor> tensors, Forms forms, TaskConfig config, double line) {
        var network = Together.networks(forms, config, Key.of(0));
        var shape = line == 0
                ? network
                : Together.of(network, Line.of(forms, config, input -> Line.features(tensors, input)), line);
        var params = Params.of(shape);
        params.set(tensors);
        return params.frozen(shape);
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
