package hanshu.learn.supervised.task.model;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.input.Encoded;
import hanshu.learn.supervised.task.input.Encoder;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.TextDecoder;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * A function of any inputs: each encoder makes a vector of its input, the combiner one of theirs side by side, and each
 * decoder an answer of that.
 */
public record TaskModel(
        SequencedMap<String, Encoder> encoders, Optional<Layer> combiner, SequencedMap<String, Decoder> decoders)
        implements Scoring {
    public TaskModel {
        encoders = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(encoders));
        decoders = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decoders));
    }

    /** A new one. */
    public static TaskModel of(Forms forms, TaskConfig config, Key key) {
        var encoders = new LinkedHashMap<String, Encoder>();
        int width = 0;
        for (var input : config.inputs()) {
            var encoder = forms.input(input.name())
                    .encoder(input.encoder(), key.at("encoders").at(input.name()));
            encoders.put(input.name(), encoder);
            width += encoder.width();
        }
        Optional<Layer> combiner = Optional.empty();
        if (encoders.size() > 1) {
            combiner = Optional.of(combiner(width, config.combiner(), key.at("combiner")));
            width = config.combiner().layers() == 0 ? width : config.combiner().width();
        }
        var decoders = new LinkedHashMap<String, Decoder>();
        for (var output : config.outputs()) {
            var form = forms.output(output.name());
            int in = form instanceof TagForm tags
                    ? Objects.requireNonNull(encoders.get(tags.input())).stepWidth()
                    : width;
            var own = key.at("decoders").at(output.name());
            decoders.put(
                    output.name(),
                    form instanceof TextOutput text
                            ? TextDecoder.of(text, config, own)
                            : Decoder.of(form, output, in, config.training().smoothing(), own));
        }
        return new TaskModel(encoders, combiner, decoders);
    }

    /** The same, which writes texts otherwise. */
    public TaskModel writing(UnaryOperator<TextDecoder> otherwise) {
        var changed = new LinkedHashMap<>(decoders);
        changed.replaceAll((name, decoder) -> decoder instanceof TextDecoder text ? otherwise.apply(text) : decoder);
        return new TaskModel(encoders, combiner, changed);
    }

    private static Layer combiner(int in, TaskConfig.Combining size, Key key) {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < size.layers(); i++) {
            layers.add(Linear.of(i == 0 ? in : size.width(), size.width(), key.at(i)));
            layers.add(Activation.RELU);
            layers.add(new Dropout(size.dropout()));
        }
        return new Sequential(layers);
    }

    /** What reads each input. */
    @Override
    public Wording describe() {
        return Wording.joined(
                Wording.of("; ", "；"),
                encoders.values().stream().map(Encoder::describe).toList());
    }

    @Override
    public Wording describe(String input) {
        return Optional.ofNullable(encoders.get(input)).orElseThrow().describe();
    }

    /** What each decoder makes of a batch, before it becomes an answer. */
    @Override
    public Map<String, Scores> scores(TaskBatch batch, Pass pass) {
        var read = new LinkedHashMap<String, Encoded>();
        encoders.forEach((name, encoder) -> {
            var value = batch.inputs().get(name);
            if (value == null) {
                throw new IllegalArgumentException("the batch lacks the input " + name);
            }
            read.put(name, encoder.encode(value, pass.at("encoders").at(name)));
        });
        var all = Encoded.of(() -> combined(read.values(), pass));
        var scores = new LinkedHashMap<String, Scores>();
        decoders.forEach((name, decoder) -> {
            var seen = decoder.reads()
                    .map(input -> Objects.requireNonNull(read.get(input)).beside(all))
                    .orElse(all);
            var target = Optional.ofNullable(batch.targets().get(name));
            scores.put(name, decoder.scores(seen, target, pass.at("decoders").at(name)));
        });
        return scores;
    }

    /** The vectors of all inputs as one. */
    private Tensor combined(Collection<Encoded> inputs, Pass pass) {
        var vectors = inputs.stream().map(Encoded::vector).toArray(Tensor[]::new);
        var side = vectors.length == 1 ? vectors[0] : Tensor.concat(1, vectors);
        return combiner.map(layer -> layer.apply(side, pass.at("combiner"))).orElse(side);
    }
}
