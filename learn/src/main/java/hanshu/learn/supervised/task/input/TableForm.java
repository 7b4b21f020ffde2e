package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.Target;
import hanshu.data.table.features.Preprocessing;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Columns of a table.
 *
 * @param preprocessing as JSON
 */
public record TableForm(String preprocessing) implements Form {
    /** Looks at the rows of some cases. */
    public static TableForm fit(Given.Columns given, int[] rows) {
        var table = given.table();
        var schema = Schema.of(table);
        var target = Target.of(table, schema, given.target(), Target.Choice.AUTO);
        return new TableForm(Preprocessing.fit(table, rows, schema, target, Preprocessing.Options.DEFAULT)
                .toJson());
    }

    /** What was learned of the columns. */
    public Preprocessing fitted() {
        return Preprocessing.fromJson(preprocessing);
    }

    public int numbers() {
        return fitted().numberNames().size();
    }

    public int columns() {
        return fitted().categoryNames().size();
    }

    /** How many categories all columns have together. */
    int categories() {
        return Arrays.stream(fitted().cardinalities()).sum();
    }

    @Override
    public Prepared prepare(Given given) {
        var columns = fitted();
        Table table = ((Given.Columns) given).table();
        var features = columns.apply(table);
        var starts = columns.cardinalities();
        Arrays.parallelPrefix(starts, Integer::sum);
        return new Prepared() {
            @Override
            public int count() {
                return features.rows();
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                int wide = features.numberWidth();
                int kinds = features.categoryWidth();
                var numbers = new float[(to - from) * wide];
                var categories = new int[(to - from) * kinds];
                for (int i = from; i < to; i++) {
                    System.arraycopy(features.numbers(), rows[i] * wide, numbers, (i - from) * wide, wide);
                    for (int k = 0; k < kinds; k++) {
                        categories[(i - from) * kinds + k] =
                                features.categories()[rows[i] * kinds + k] + (k == 0 ? 0 : starts[k - 1]);
                    }
                }
                return new Value.Columns(Tensor.of(numbers, to - from, wide), Tensor.of(categories, to - from, kinds));
            }
        };
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        var chosen = asked.or(EncoderConfig.Type.TABLE, 128, 2, 0.1);
        if (chosen.type() != EncoderConfig.Type.TABLE) {
            throw new ConfigException("encoder: columns of a table are read by table, not by "
                    + chosen.type().word());
        }
        return chosen;
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return TableEncoder.of(config, this, key);
    }

    @Override
    public Wording describe() {
        var parts = new ArrayList<Wording>();
        if (numbers() > 0) {
            parts.add(
                    numbers() == 1
                            ? Wording.of("a number", "1 个数")
                            : Wording.of("%d numbers", "%d 个数").with(numbers()));
        }
        if (columns() > 0) {
            parts.add(
                    columns() == 1
                            ? Wording.of("a category", "1 个类别")
                            : Wording.of("%d categories", "%d 个类别").with(columns()));
        }
        return Wording.of("%s of a table", "表中的%s").with(Wording.joined(Wording.of(" and ", "和"), parts));
    }
}
