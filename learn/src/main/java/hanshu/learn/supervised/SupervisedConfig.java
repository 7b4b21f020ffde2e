package hanshu.learn.supervised;

import hanshu.train.config.ConfigException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that decides what is learned from a table. {@link #DEFAULTS} needs no tuning; {@code hanshu render} prints
 * it, and a run's folder keeps the one it used.
 *
 * @param target the column to predict, by name or by number from 1
 * @param task number or class, or auto to look
 * @param logTarget whether ln(1 + target) is learned: where the errors of large numbers may be larger
 * @param seed of everything random: the same seed and data give the same bits
 * @param columns kinds of columns that the look at the data got wrong: name to kind
 * @param split which rows are kept back
 * @param model linear, network, or auto: the better of the two on rows that neither learned from
 * @param network its size
 * @param training how it is trained
 */
public record SupervisedConfig(
        String target,
        TaskChoice task,
        boolean logTarget,
        long seed,
        Map<String, String> columns,
        SplitConfig split,
        ModelChoice model,
        Architecture network,
        TrainingOptions training) {

    /** What is predicted. */
    public enum TaskChoice {
        AUTO,
        NUMBER,
        CLASS
    }

    /** Which function is kept. */
    public enum ModelChoice {
        AUTO,
        LINEAR,
        NETWORK
    }

    /** How the rows are parted. */
    public enum SplitKind {
        /** At random, with each class or each tenth of the numbers in equal shares. */
        STRATIFIED,
        RANDOM,
        /** Rows of one group stay together; {@code by} names the column. */
        GROUP,
        /** The latest rows are for testing; {@code by} names the column. */
        TIME,
        /** A column says train, validation or test; {@code by} names it. */
        COLUMN
    }

    /**
     * Which rows are kept back.
     *
     * @param kind how
     * @param by the column of a group, a time or the part
     * @param test the share of all rows that is tested on once, at the end
     * @param validation the share of the others that decides when to stop
     * @param lags with a time: predict the target from this many rows before it; 0 for none
     */
    public record SplitConfig(SplitKind kind, String by, double test, double validation, int lags) {
        public SplitConfig {
            if (!(test >= 0 && test < 1) || !(validation > 0 && validation < 1)) {
                throw new ConfigException(
                        "split: test and validation are shares below 1, got " + test + " and " + validation);
            }
            boolean needsColumn = kind == SplitKind.GROUP || kind == SplitKind.TIME || kind == SplitKind.COLUMN;
            if (needsColumn && by.isBlank()) {
                throw new ConfigException("split: a split by " + kind.name().toLowerCase(java.util.Locale.ROOT)
                        + " needs the column, as in \"by: NAME\"");
            }
            if (lags < 0 || (lags > 0 && kind != SplitKind.TIME)) {
                throw new ConfigException("split: lags are 0 or more and go with \"kind: time\", got " + lags);
            }
        }
    }

    /**
     * How the network is trained.
     *
     * @param epochs passes over the training rows, at most
     * @param batch rows in a step; 0 for what the number of rows asks for
     * @param rate the learning rate of AdamW
     * @param decay its weight decay
     * @param patience ends after this many epochs without a better result on the validation rows
     * @param average over how many epochs' steps the weights are averaged that are tested and kept; 0 for not at all
     * @param folds trains this many networks, each stopped by another part of the rows, which then answer together; 1 for
     *     one network, 0 for what the number of rows asks for: five below 3,000, unless they are split by time
     */
    public record TrainingOptions(
            int epochs, int batch, double rate, double decay, int patience, double average, int folds) {
        public TrainingOptions {
            if (epochs < 1 || batch < 0 || patience < 1 || folds < 0) {
                throw new ConfigException(
                        "training: epochs and patience are 1 or more, batch and folds 0 or more, got epochs %d, patience %d, batch %d, folds %d"
                                .formatted(epochs, patience, batch, folds));
            }
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY) || !(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
                throw new ConfigException(
                        "training: rate is above 0 and decay 0 or more, got " + rate + " and " + decay);
            }
            if (!(average >= 0 && average < Double.POSITIVE_INFINITY)) {
                throw new ConfigException("training: average is 0 or more epochs, got " + average);
            }
        }

        TrainingOptions forTable(int rows, SplitKind split) {
            return new TrainingOptions(
                    epochs,
                    batch > 0 ? batch : Math.clamp(rows / 50, 16, 256),
                    rate,
                    decay,
                    patience,
                    average,
                    folds > 0 ? folds : rows < 3_000 && split != SplitKind.TIME ? 5 : 1);
        }
    }

    /** What needs no tuning. */
    public static final SupervisedConfig DEFAULTS = new SupervisedConfig(
            "",
            TaskChoice.AUTO,
            false,
            0,
            Map.of(),
            new SplitConfig(SplitKind.STRATIFIED, "", 0.2, 0.2, 0),
            ModelChoice.AUTO,
            Architecture.AUTO,
            new TrainingOptions(150, 0, 2.5e-3, 3e-4, 16, 2, 0));

    public SupervisedConfig {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    public SupervisedConfig withTarget(String column) {
        return new SupervisedConfig(column, task, logTarget, seed, columns, split, model, network, training);
    }

    public SupervisedConfig withSeed(long other) {
        return new SupervisedConfig(target, task, logTarget, other, columns, split, model, network, training);
    }

    /** With the sizes that a table of so many rows to learn from gets. */
    SupervisedConfig forTable(int rows) {
        return new SupervisedConfig(
                target,
                task,
                logTarget,
                seed,
                columns,
                split,
                model,
                network.forTable(rows),
                training.forTable(rows, split.kind()));
    }
}
