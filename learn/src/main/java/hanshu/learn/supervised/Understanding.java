package hanshu.learn.supervised;

import hanshu.data.table.Inspection;
import hanshu.data.table.Kind;
import hanshu.data.table.Lags;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Split;
import hanshu.data.table.Table;
import hanshu.data.table.Target;
import hanshu.data.table.Task;
import hanshu.data.table.features.Preprocessing;
import hanshu.data.table.features.TargetEncoding;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was understood of a table before anything is learned from it: what its columns mean, what is to be predicted,
 * which rows are kept back, and what its owner should know.
 */
public final class Understanding {
    private final Table given;
    private final Optional<Table> test;
    private final SupervisedConfig config;
    private final Table table;
    private final Table testTable;
    private final Schema schema;
    private final Target target;
    private final Split split;
    private final List<Fold> folds;
    private final List<Notice> notices;
    private final Encoder encoder;

    /**
     * Looks at a table.
     *
     * @param test rows to be tested on, where they come from elsewhere; then all rows of the table are learned from
     * @throws hanshu.data.table.TableException when nothing can be learned from the table
     * @throws ConfigException when the configuration asks for what the table can't give
     */
    public static Understanding of(Table table, Optional<Table> test, SupervisedConfig config) {
        return new Understanding(table, test, config);
    }

    private Understanding(Table given, Optional<Table> test, SupervisedConfig config) {
        if (config.target().isBlank()) {
            throw new ConfigException(
                    "target: expected the column to predict, by name or by number from 1; the columns are "
                            + String.join(", ", given.names()));
        }
        this.given = given;
        this.test = test;
        var shape = config.split();
        table = lagged(given, config);
        schema = schema(table, config);
        target = Target.of(table, schema, config.target(), choice(config.task()));
        if (config.logTarget() && target.task() instanceof Task.Classification) {
            throw new ConfigException(
                    "logTarget: expected a target that is a number, but %s is a class".formatted(target.name()));
        }
        var notes = new ArrayList<>(Inspection.of(table, schema, target));
        var key = Key.of(config.seed()).at("split");
        int[] rows = target.present(table);
        split = split(rows, test.isPresent() ? shares(shape).withoutTest() : shares(shape), shape, key);
        int learning = split.train().length + split.validation().length;
        if (config.training().folds() > learning) {
            throw new ConfigException(
                    "training.folds: expected at most one for each of the %d rows to learn from, got %d"
                            .formatted(learning, config.training().folds()));
        }
        this.config = config.forTable(learning);
        int count = this.config.training().folds();
        folds = folds(count, key.at("folds"));
        var fitted = count == 1 ? split.train() : concat(split.train(), split.validation());
        var options = new Preprocessing.Options(
                Preprocessing.Options.DEFAULT.scaling(),
                this.config.network().bins(),
                Preprocessing.Options.DEFAULT.words(),
                config.logTarget());
        encoder = new Encoder(Preprocessing.fit(table, fitted, schema, target, options));
        testTable = test.map(t -> aligned(lagged(t, config), notes)).orElse(table);
        notices = List.copyOf(notes);
    }

    /** The same tables, understood as another configuration asks. */
    Understanding with(SupervisedConfig other) {
        return new Understanding(given, test, other);
    }

    private Understanding(Understanding like, List<Fold> folds) {
        given = like.given;
        test = like.test;
        config = like.config;
        table = like.table;
        testTable = like.testTable;
        schema = like.schema;
        target = like.target;
        split = like.split;
        notices = like.notices;
        encoder = like.encoder;
        this.folds = folds;
    }

    /** The same, where only the first of the folds are learned from. */
    Understanding withFirst(int some) {
        return new Understanding(this, folds.subList(0, some));
    }

    /** What was asked for, with a size in the place of each "chosen by the size of the table". */
    public SupervisedConfig config() {
        return config;
    }

    public Table table() {
        return table;
    }

    public Schema schema() {
        return schema;
    }

    public Target target() {
        return target;
    }

    public List<Notice> notices() {
        return notices;
    }

    /** How many rows there are to learn from. */
    public int trainRows() {
        return split.train().length;
    }

    /** How many rows decide when to stop and what to keep. */
    public int validationRows() {
        return split.validation().length;
    }

    /** How many rows are kept back to be tested on. */
    public int testRows() {
        return testRowNumbers().length;
    }

    Encoder encoder() {
        return encoder;
    }

    List<Fold> folds() {
        return folds;
    }

    /** The table that holds the test rows: the given one, or one of its own. */
    Table testTable() {
        return testTable;
    }

    int[] testRowNumbers() {
        return testTable == table ? split.test() : target.present(testTable);
    }

    /** The table that holds the rows by which a function is judged: the test rows, or where there are none … */
    Table unseenTable() {
        return testRows() > 0 ? testTable : table;
    }

    /** … the validation rows of all folds. */
    int[] unseenRowNumbers() {
        return testRows() > 0 ? testRowNumbers() : Fold.validationRows(folds);
    }

    private static Table lagged(Table table, SupervisedConfig config) {
        var split = config.split();
        return split.lags() == 0 ? table : new Lags(split.by(), config.target(), split.lags()).apply(table);
    }

    private static Schema schema(Table table, SupervisedConfig config) {
        var schema = Schema.of(table);
        for (var kind : config.columns().entrySet()) {
            schema = schema.with(kind.getKey(), Kind.of(kind.getValue()));
        }
        return schema;
    }

    private static Target.Choice choice(SupervisedConfig.TaskChoice task) {
        return switch (task) {
            case AUTO -> Target.Choice.AUTO;
            case NUMBER -> Target.Choice.REGRESSION;
            case CLASS -> Target.Choice.CLASSIFICATION;
        };
    }

    private static Split.Shares shares(SupervisedConfig.SplitConfig shape) {
        return new Split.Shares(shape.test(), shape.validation());
    }

    private Split split(int[] rows, Split.Shares shares, SupervisedConfig.SplitConfig shape, Key key) {
        return switch (shape.kind()) {
            case STRATIFIED -> Split.stratified(rows, target.strata(table), shares, key);
            case RANDOM -> Split.random(rows, shares, key);
            case GROUP -> Split.grouped(rows, Split.groupsOf(table, shape.by()), shares, key);
            case TIME -> Split.byTime(rows, Lags.times(table, shape.by()), shares);
            case COLUMN -> Split.given(table, shape.by(), rows);
        };
    }

    private List<Fold> folds(int count, Key key) {
        if (count == 1) {
            return List.of(new Fold(split.train(), split.validation()));
        }
        int[] rows = concat(split.train(), split.validation());
        int most = Math.min(count, rows.length);
        return Fold.deal(
                rows,
                switch (config.split().kind()) {
                    case STRATIFIED, RANDOM, COLUMN -> Split.folds(rows, most, target.strata(table), key);
                    case GROUP ->
                        Split.groupedFolds(
                                rows, most, Split.groupsOf(table, config.split().by()), key);
                    case TIME -> Split.folds(rows, most, target.strata(table), key);
                });
    }

    /** A test table whose labels are written as those of the training data. */
    private Table aligned(Table test, List<Notice> notes) {
        if (encoder.preprocessing().target() instanceof TargetEncoding.Classes classes) {
            var aligned = classes.align(test);
            aligned.notices().stream()
                    .filter(notice -> !test.notices().contains(notice))
                    .forEach(notes::add);
            return aligned;
        }
        return test;
    }

    private static int[] concat(int[] a, int[] b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).sorted().toArray();
    }
}
