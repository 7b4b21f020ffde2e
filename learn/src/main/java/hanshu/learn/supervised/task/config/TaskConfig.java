package hanshu.learn.supervised.task.config;

import hanshu.data.OnError;
import hanshu.data.image.augment.Augmentation;
import hanshu.data.image.augment.Mixing;
import hanshu.data.image.augment.TestTime;
import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.train.config.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what is learned of inputs that are more than the columns of a table. {@link #DEFAULTS} needs
 * no tuning: what is {@code auto}, 0 or empty is chosen by looking at the data; {@code hanshu render} prints it, and a
 * run's folder keeps the one it used.
 *
 * @param inputs what the function reads; empty for all that the data has
 * @param combiner makes one vector of those of several inputs
 * @param outputs what the function answers; empty for what the data names as its answer
 * @param onError whether a case that can't be read ends everything or is left out
 * @param model which function is kept: the network, y = b + w·x (linear), or the better one on validation cases (auto)
 * @param seed of everything random: the same seed and data give the same bits
 * @param split which cases are kept back
 * @param augmentation how training pictures are changed each time they are seen
 * @param training how the network is trained
 */
public record TaskConfig(
        List<InputConfig> inputs,
        Combining combiner,
        List<OutputConfig> outputs,
        OnError onError,
        ModelChoice model,
        long seed,
        Keeping split,
        Augmenting augmentation,
        TrainingOptions training) {

    /**
     * A perceptron over the inputs' vectors side by side; not there where there is one input.
     *
     * @param width of its hidden layers
     * @param layers how many
     * @param dropout in front of each
     */
    public record Combining(int width, int layers, double dropout) {
        public Combining {
            if (width < 1 || layers < 0 || !(dropout >= 0 && dropout < 1)) {
                throw new ConfigException(
                        "combiner: width is 1 or more, layers 0 or more, dropout from 0 to below 1, got %d, %d and %s"
                                .formatted(width, layers, dropout));
            }
        }
    }

    /**
     * Which cases are kept back, where the data do not say it themselves.
     *
     * @param test the share of all cases that is tested on once, at the end
     * @param validation the share of the others that decides which epoch is kept
     */
    public record Keeping(double test, double validation) {
        public Keeping {
            if (!(test >= 0 && test < 1) || !(validation > 0 && validation < 1)) {
                throw new ConfigException(
                        "split: test and validation are shares below 1, got " + test + " and " + validation);
            }
        }
    }

    /**
     * How a training picture, sound or text is changed at random each time it is seen.
     *
     * @param auto whether what is left open here is chosen by looking
     * @param pictures changes of each picture, in their order; empty for none, or to be chosen
     * @param mixup α of mixing pictures and their classes in pairs (Zhang et al. 2018); 0 for not
     * @param cutmix α of pasting a piece of one picture into another (Yun et al. 2019); 0 for not
     * @param testTime which views of a picture are answered together
     * @param mask blanks up to this share of a sound's moments, and twice of its bands (Park et al. 2019,
     *     "SpecAugment"); −1 is chosen, 0 none
     * @param words makes this share of a text's words unknown (Iyyer et al. 2015, section 3); −1 is chosen, 0 none
     */
    public record Augmenting(
            boolean auto,
            List<Augmentation> pictures,
            double mixup,
            double cutmix,
            TestTime testTime,
            double mask,
            double words) {
        public Augmenting {
            pictures = List.copyOf(pictures);
            if (!(mask >= -1 && mask < 0.5)) {
                throw new ConfigException("augmentation: mask is below 0.5, or -1 to be chosen, got " + mask);
            }
            if (!(words >= -1 && words < 1)) {
                throw new ConfigException("augmentation: words is below 1, or -1 to be chosen, got " + words);
            }
            if (!(mixup >= 0 && mixup <= 100 && cutmix >= 0 && cutmix <= 100) || (mixup > 0 && cutmix > 0)) {
                throw new ConfigException(
                        "augmentation: mixup and cutmix are from 0 to 100 and one of them is 0, got %s and %s"
                                .formatted(mixup, cutmix));
            }
        }

        public Optional<Mixing> mixing() {
            return mixup > 0
                    ? Optional.of(new Mixing.Mixup(mixup))
                    : cutmix > 0 ? Optional.of(new Mixing.CutMix(cutmix)) : Optional.empty();
        }
    }

    /**
     * How the network is trained.
     *
     * @param epochs passes over the training cases; 0 for as many as fit into the minutes
     * @param minutes about how long training may take on two cores; 0 for what the data asks for. It decides only the
     *     number of epochs, by counting operations, so that the same data gives the same bits on any machine
     * @param batch cases in a step, or where a text is written tokens; 0 for what their number asks for
     * @param rate the largest learning rate of AdamW, which rises and falls in one cycle; 0 is chosen
     * @param decay its weight decay
     * @param smoothing how much of a class's target is spread over all classes
     * @param average over how many epochs' steps the weights are averaged that are tested and kept; 0 for not at all
     * @param networks how many learn side by side and answer together, where classes or numbers are answered; 0 is chosen
     * @param patience ends after this many epochs without a better result on the validation cases; 0 for never
     */
    public record TrainingOptions(
            int epochs,
            double minutes,
            int batch,
            double rate,
            double decay,
            double smoothing,
            double average,
            int networks,
            int patience) {
        public TrainingOptions {
            if (epochs < 0 || batch < 0 || networks < 0 || patience < 0) {
                throw new ConfigException(
                        "training: epochs, batch, networks and patience are 0 or more, got %d, %d, %d and %d"
                                .formatted(epochs, batch, networks, patience));
            }
            if (!(minutes >= 0) || !(rate >= 0) || !(decay >= 0) || !(average >= 0)) {
                throw new ConfigException(
                        "training: minutes, rate, decay and average are 0 or more, got %s, %s, %s and %s"
                                .formatted(minutes, rate, decay, average));
            }
            if (!(smoothing >= 0 && smoothing < 1)) {
                throw new ConfigException("training: smoothing is from 0 to below 1, got " + smoothing);
            }
        }

        public TrainingOptions with(int changedEpochs, double changedMinutes, int changedBatch, double changedRate) {
            return new TrainingOptions(
                    changedEpochs,
                    changedMinutes,
                    changedBatch,
                    changedRate,
                    decay,
                    smoothing,
                    average,
                    networks,
                    patience);
        }

        public TrainingOptions withNetworks(int changed) {
            return new TrainingOptions(epochs, minutes, batch, rate, decay, smoothing, average, changed, patience);
        }
    }

    /** What needs no tuning. */
    public static final TaskConfig DEFAULTS = new TaskConfig(
            List.of(),
            new Combining(128, 1, 0.1),
            List.of(),
            OnError.FAIL,
            ModelChoice.AUTO,
            0,
            new Keeping(0.2, 0.1),
            new Augmenting(true, List.of(), 0, 0, new TestTime(false, 0), -1, -1),
            new TrainingOptions(0, 0, 0, 0, 0.01, 0.1, 0, 0, 0));

    public TaskConfig {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        requireUnique("inputs", inputs.stream().map(InputConfig::name).toList());
        requireUnique("outputs", outputs.stream().map(OutputConfig::name).toList());
    }

    private static void requireUnique(String where, List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (name.isBlank()) {
                throw new ConfigException(where + ": each needs a name");
            }
            if (!seen.add(name)) {
                throw new ConfigException("%s: there are two of the name \"%s\"".formatted(where, name));
            }
        }
    }

    /** What is learned first: the only output, or the first of several. */
    public OutputConfig mainOutput() {
        return outputs.getFirst();
    }

    /** The input of a name. */
    public InputConfig input(String name) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no input " + name));
    }

    public TaskConfig withOnError(OnError other) {
        return new TaskConfig(inputs, combiner, outputs, other, model, seed, split, augmentation, training);
    }

    public TaskConfig withSeed(long other) {
        return new TaskConfig(inputs, combiner, outputs, onError, model, other, split, augmentation, training);
    }

    public TaskConfig withInputs(List<InputConfig> changed) {
        return new TaskConfig(changed, combiner, outputs, onError, model, seed, split, augmentation, training);
    }

    public TaskConfig withOutputs(List<OutputConfig> changed) {
        return new TaskConfig(inputs, combiner, changed, onError, model, seed, split, augmentation, training);
    }

    public TaskConfig withAugmentation(Augmenting changed) {
        return new TaskConfig(inputs, combiner, outputs, onError, model, seed, split, changed, training);
    }

    public TaskConfig withTraining(TrainingOptions changed) {
        return new TaskConfig(inputs, combiner, outputs, onError, model, seed, split, augmentation, changed);
    }
}
