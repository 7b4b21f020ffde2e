package hanshu.learn.supervised;

import hanshu.data.table.Lags;
import hanshu.data.table.Table;
import hanshu.data.table.features.Features;
import hanshu.data.table.features.Preprocessing;
import hanshu.data.table.features.TargetEncoding;
import hanshu.nn.Params;
import hanshu.tensor.Cost;
import hanshu.tensor.Tensor;
import hanshu.train.config.Config;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Interval;
import hanshu.train.report.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A function learned from a table: rows in, numbers or classes out, each with how sure it is.
 *
 * <pre>{@code
 * var function = TabularFunction.load(Path.of("penguins.safetensors"));
 * var prediction = function.predict(Map.of("Beak Length (mm)", 39.1, "Island", "Biscoe", …));
 * }</pre>
 */
public final class TabularFunction {
    private final Encoder encoder;
    private final List<? extends TableModel> models;
    private final Certainty certainty;
    private final Baselines baselines;
    private final Provenance provenance;

    TabularFunction(
            Encoder encoder,
            List<? extends TableModel> models,
            Certainty certainty,
            Baselines baselines,
            Provenance provenance) {
        this.encoder = encoder;
        this.models = List.copyOf(models);
        this.certainty = certainty;
        this.baselines = baselines;
        this.provenance = provenance;
    }

    /**
     * Reads a model file.
     *
     * @throws hanshu.nn.io.ModelFileException when it is damaged, or not one of a table's function
     * @throws hanshu.nn.io.FileException when it can't be read
     */
    public static TabularFunction load(Path file) {
        return ModelFile.read(file);
    }

    /** Writes the model file: everything that {@link #load} needs, and how the function was learned. */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /** What the function answers for each row of a table. The target may be among its columns and is not looked at. */
    public List<Prediction> predict(Table table) {
        return predict(encoder.preprocessing().apply(table));
    }

    /** What the function answers for one row, given as values by column; an empty text is a missing value. */
    public Prediction predict(Map<String, ?> row) {
        return predict(encoder.preprocessing().apply(row)).getFirst();
    }

    /** What the function answers for rows that its {@link #preprocessing} has made features of. */
    public List<Prediction> predict(Features features) {
        return predictions(answers(features));
    }

    /** Set if it predicts what comes next in a series: its rows hold the values of the rows before. */
    public Optional<Lags> lags() {
        var config = Config.parse(provenance.config(), "the model's configuration", SupervisedConfig.DEFAULTS);
        return config.split().lags() == 0
                ? Optional.empty()
                : Optional.of(new Lags(
                        config.split().by(), config.target(), config.split().lags()));
    }

    /** How good the function is on the rows of a table that have a target, and how good simpler ones are. */
    public Evaluation evaluate(Table table) {
        var aligned = encoder.preprocessing().target() instanceof TargetEncoding.Classes classes
                ? classes.align(table)
                : table;
        var cells = aligned.cells(target());
        var rows = IntStream.range(0, aligned.rows())
                .filter(row -> !cells.missing(row))
                .toArray();
        if (rows.length == 0) {
            throw new hanshu.data.table.TableException(
                    "%s has no row with a value of %s to compare with".formatted(table.name(), target()));
        }
        var truth = encoder.truth(aligned, rows);
        var features = encoder.preprocessing().apply(aligned, rows);
        var answers = answers(features);
        var linear = baselines.certainty().calibrate(Answers.of(List.of(baselines.linear()), encoder.rows(features)));
        var quality = new Quality(encoder, provenance.positive());
        return new Evaluation(
                rows.length,
                quality.metrics(truth, answers),
                quality.metrics(truth, baselines.naive().answers(encoder, rows.length)),
                quality.metrics(truth, linear),
                quality.intervals(truth, answers, provenance.seed()));
    }

    /** The column that is predicted. */
    public String target() {
        return encoder.preprocessing().target().column();
    }

    /** The classes in order; empty where a number is predicted. */
    public List<String> labels() {
        return encoder.preprocessing().target() instanceof TargetEncoding.Classes classes
                ? classes.labels()
                : List.of();
    }

    /** Whether its answers come with intervals. */
    public boolean hasIntervals() {
        return certainty instanceof Certainty.Margin(var interval) && interval.isPresent();
    }

    /** How columns become what the model reads. */
    public Preprocessing preprocessing() {
        return encoder.preprocessing();
    }

    /** Where the function comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** How many numbers were learned. */
    public long parameters() {
        return models.stream().mapToLong(model -> Params.of(model).count()).sum();
    }

    /** How many floating-point operations of its models an answer to one row takes, counted as {@link Cost} does. */
    public long flopsPerRow() {
        int columns = encoder.categoryColumns();
        var row = new TableBatch(
                Tensor.zeros(1, encoder.numbers()).tracked(), Tensor.of(new int[columns], 1, columns), Tensor.zeros(1));
        return models.stream()
                .mapToLong(model ->
                        Cost.of(Params.of(model).in(model).answers(row)).flops())
                .sum();
    }

    /** In a few words, such as {@code 5 networks of 32 members, 3 layers of 128} or {@code linear}. */
    public String describe() {
        return describe(Language.ENGLISH);
    }

    /** The same in a language. */
    public String describe(Language language) {
        return switch (models.getFirst()) {
            case LinearModel l -> language.say("linear, y = b + w·x", "线性，y = b + w·x");
            case TabularNetwork network ->
                language.say("%s of %d members, %d layers of %d", "%s，各有 %d 个成员、%d 层、宽 %d")
                        .formatted(
                                models.size() == 1
                                        ? language.say("network", "1 个网络")
                                        : language.say("%d networks", "%d 个网络").formatted(models.size()),
                                network.adapters().size(0),
                                network.layers().size(),
                                network.layers().getFirst().weight().size(1));
        };
    }

    /** Whether it is y = b + w·x. */
    public boolean isLinear() {
        return models.getFirst() instanceof LinearModel;
    }

    Encoder encoder() {
        return encoder;
    }

    List<? extends TableModel> models() {
        return models;
    }

    Baselines baselines() {
        return baselines;
    }

    Certainty certainty() {
        return certainty;
    }

    Answers answers(Features features) {
        return certainty.calibrate(Answers.of(models, encoder.rows(features)));
    }

    List<Prediction> predictions(Answers answers) {
        var predictions = new ArrayList<Prediction>();
        switch (answers) {
            case Answers.Numbers(var values) -> {
                for (double value : values) {
                    predictions.add(new Prediction.Quantity(value, interval(value)));
                }
            }
            case Answers.Classes(var probabilities) -> {
                var labels = labels();
                for (var row : probabilities) {
                    var byLabel = new LinkedHashMap<String, Double>();
                    for (int i = 0; i < row.length; i++) {
                        byLabel.put(labels.get(i), row[i]);
                    }
                    predictions.add(new Prediction.Label(labels.get(ClassificationMetrics.mostProbable(row)), byLabel));
                }
            }
        }
        return predictions;
    }

    private Optional<Interval> interval(double value) {
        return certainty instanceof Certainty.Margin(var interval)
                ? interval.map(i -> new Interval(value - i.margin(), value + i.margin()))
                : Optional.empty();
    }
}
