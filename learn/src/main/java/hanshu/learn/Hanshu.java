package hanshu.learn;

import hanshu.data.table.Table;
import hanshu.learn.supervised.Supervised;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.TabularFunction;
import hanshu.learn.supervised.Understanding;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.learn.supervised.task.TaskLearning;
import hanshu.learn.supervised.task.Understood;
import hanshu.learn.supervised.task.config.TaskConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The shortest way from data to their function.
 *
 * <pre>{@code
 * var table = Table.read(Path.of("penguins.csv"));
 * var function = Hanshu.learn(table, "Species");
 * System.out.println(function.evaluate(table).metrics());
 * function.save(Path.of("penguins.safetensors"));
 * }</pre>
 */
public final class Hanshu {
    private Hanshu() {}

    /**
     * Finds the function of a table with nothing to choose: splits, preprocesses, trains, keeps the best.
     *
     * @param target the column to predict, by name or by number from 1
     * @throws hanshu.data.table.TableException when nothing can be learned from the table
     */
    public static TabularFunction learn(Table table, String target) {
        var known = Understanding.of(table, Optional.empty(), SupervisedConfig.DEFAULTS.withTarget(target));
        return Supervised.of(known).learn(Optional.empty(), event -> {}).function();
    }

    /**
     * Finds the function of what a path holds with nothing to choose: pictures, texts, recordings or series with their
     * classes.
     *
     * <pre>{@code
     * var function = Hanshu.learn(Path.of("mnist"));
     * System.out.println(function.provenance().metrics());
     * System.out.println(function.predict(Path.of("seven.png")).getFirst());
     * function.save(Path.of("mnist.safetensors"));
     * }</pre>
     *
     * @throws hanshu.data.DataException when nothing can be learned from it
     */
    public static TaskFunction learn(Path data) {
        return learn(data, TaskConfig.DEFAULTS);
    }

    /** As {@link #learn(Path)}, of the inputs and outputs and in the way that a configuration says. */
    public static TaskFunction learn(Path data, TaskConfig config) {
        var learning = TaskLearning.of(Understood.of(Opening.of(data, config), config));
        return learning.learn(learning.settled(why -> {}), Optional.empty(), event -> {})
                .function();
    }
}
