package hanshu.learn.supervised;

import hanshu.nn.Dropout;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The default network for tables: many multilayer perceptrons that share nearly all their weights and answer together.
 *
 * <p>It is TabM-mini with piecewise-linear embeddings (Gorishniy, Kotelnikov & Babenko 2025, "TabM: advancing tabular
 * deep learning with parameter-efficient ensembling", section 3): the embedded row z is multiplied by one vector rᵢ per
 * member i, all members then run through the same layers, and each has a head of its own:
 *
 * <pre>   yᵢ = MLP(z ∘ rᵢ)·Wᵢ + bᵢ        i = 1 … k</pre>
 *
 * <p>The loss is the mean of the members' losses; the answer is the mean of their answers.
 *
 * @param bends how numbers are embedded, piece by piece
 * @param slopes the linear part of a number's embedding (numbers, embedding)
 * @param shifts the constant part of a number's embedding (numbers, embedding)
 * @param categories a vector per category of each column, all columns in one table (categories, embedding)
 * @param adapters rᵢ (members, row width)
 * @param layers the shared layers
 * @param headWeight Wᵢ (members, width, answers)
 * @param headBias bᵢ (members, 1, answers)
 * @param dropout the share of a layer's results that training sets to zero
 */
record TabularNetwork(
        PiecewiseLinear bends,
        Tensor slopes,
        Tensor shifts,
        Tensor categories,
        Tensor adapters,
        List<Linear> layers,
        Tensor headWeight,
        Tensor headBias,
        Dropout dropout)
        implements TableModel {

    /**
     * A new network.
     *
     * @param size without zeros
     */
    static TabularNetwork of(Encoder encoder, Architecture size, Key key) {
        int numbers = encoder.numbers();
        int embedding = size.embedding();
        int row = (numbers + encoder.categoryColumns()) * embedding;
        int answers = encoder.answers();
        double spread = 1 / Math.sqrt(embedding);
        var layers = new ArrayList<Linear>();
        for (int i = 0; i < size.layers(); i++) {
            layers.add(Linear.of(
                    i == 0 ? row : size.width(), size.width(), key.at("layers").at(i)));
        }
        double headSpread = 1 / Math.sqrt(size.width());
        return new TabularNetwork(
                PiecewiseLinear.of(encoder.edges(), embedding),
                key.at("slopes").uniform(-spread, spread, numbers, embedding),
                key.at("shifts").uniform(-spread, spread, numbers, embedding),
                key.at("categories").normal(encoder.categories(), embedding),
                key.at("adapters").normal(size.members(), row),
                layers,
                key.at("head").at("weight").uniform(-headSpread, headSpread, size.members(), size.width(), answers),
                key.at("head").at("bias").uniform(-headSpread, headSpread, size.members(), 1, answers),
                new Dropout(size.dropout()));
    }

    /** How many numbers {@link #of} would make, beyond the range of an int too. */
    static double parameters(Encoder encoder, Architecture size) {
        double row = row(encoder, size);
        double width = size.width();
        double ofNumber = encoder.bins() * (4.0 + size.embedding()) + 2.0 * size.embedding();
        double head = size.members() * (width + 1) * encoder.answers();
        return encoder.numbers() * ofNumber
                + (double) encoder.categories() * size.embedding()
                + size.members() * row
                + (row + 1) * width
                + (size.layers() - 1) * (width + 1) * width
                + head;
    }

    /** At least so many numbers a training step computes for each row: those of the layers, and their gradients. */
    static double computedPerRow(Encoder encoder, Architecture size) {
        double values = size.members() * (row(encoder, size) + 2.0 * size.layers() * size.width());
        return 2 * values;
    }

    private static double row(Encoder encoder, Architecture size) {
        return ((double) encoder.numbers() + encoder.categoryColumns()) * size.embedding();
    }

    /** Its size. */
    Architecture architecture() {
        return new Architecture(
                adapters.size(0),
                layers.size(),
                headWeight.size(1),
                slopes.size(1),
                bends.weight().size(1),
                dropout.rate());
    }

    @Override
    public Tensor answers(TableBatch batch) {
        return answers(batch, Pass.evaluation());
    }

    /** The members' answers (members, rows, answers) in training or evaluation. */
    Tensor answers(TableBatch batch, Pass pass) {
        var x = row(batch).unsqueeze(0).times(adapters.unsqueeze(1)); // (members, rows, row width)
        for (int i = 0; i < layers.size(); i++) {
            x = dropout.apply(layers.get(i).apply(x, pass).relu(), pass.at(i));
        }
        return x.matmul(headWeight).plus(headBias); // (members, rows, answers)
    }

    /** The embedded columns side by side (rows, row width). */
    private Tensor row(TableBatch batch) {
        var numbers = batch.numbers();
        var parts = new ArrayList<Tensor>();
        if (numbers.size(1) > 0) {
            var linear = numbers.unsqueeze(-1).times(slopes).plus(shifts);
            parts.add(linear.plus(bends.apply(numbers)).flatten(1)); // (rows, numbers · embedding)
        }
        if (batch.categories().size(1) > 0) {
            parts.add(categories.take(0, batch.categories()).flatten(1)); // (rows, columns · embedding)
        }
        return Tensor.concat(1, parts.toArray(Tensor[]::new));
    }
}
