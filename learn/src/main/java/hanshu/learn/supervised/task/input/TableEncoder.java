package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.nn.Dropout;
import hanshu.nn.Embedding;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a vector of a table's columns: a perceptron over the numbers and a learned vector for each category, side by
 * side.
 */
record TableEncoder(Optional<Embedding> categories, List<Linear> layers, Dropout dropout) implements Encoder {
    private static final int OF_CATEGORY = 8;

    TableEncoder {
        layers = List.copyOf(layers);
    }

    static TableEncoder of(EncoderConfig config, TableForm form, Key key) {
        int in = form.numbers() + form.columns() * OF_CATEGORY;
        var layers = new ArrayList<Linear>();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(Linear.of(
                    i == 0 ? in : config.width(),
                    config.width(),
                    key.at("layers").at(i)));
        }
        return new TableEncoder(
                form.columns() == 0
                        ? Optional.empty()
                        : Optional.of(Embedding.of(form.categories(), OF_CATEGORY, key.at("categories"))),
                layers,
                new Dropout(config.dropout()));
    }

    @Override
    public Encoded encode(Value value, Pass pass) {
        var columns = (Value.Columns) value;
        var x = categories
                .map(table -> Tensor.concat(
                        1,
                        columns.numbers(),
                        table.apply(columns.categories(), pass).flatten(1)))
                .orElse(columns.numbers());
        for (int i = 0; i < layers.size(); i++) {
            x = dropout.apply(layers.get(i).apply(x, pass).relu(), pass.at(i));
        }
        return Encoded.of(x);
    }

    @Override
    public int width() {
        return layers.getLast().weight().size(1);
    }

    @Override
    public Wording describe() {
        return Wording.of("perceptron of %d layers of %d", "%d 层、宽 %d 的感知机").with(layers.size(), width());
    }
}
