package hanshu.train;

import hanshu.nn.optim.Averaging;
import hanshu.nn.optim.Clipping;
import hanshu.nn.optim.Group;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.Schedule;
import hanshu.nn.optim.Sgd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * How to walk: {@link #of} with what every training needs, and what else is wanted by {@code with…}.
 *
 * @param epochs passes over the data, at most
 * @param batch rows of a step
 * @param rate how far a step goes along its direction, times the schedule's factor
 * @param optimiser what makes a direction of the gradient
 * @param groups parameters with a rate or weight decay of their own
 * @param schedule the factor of the rate in each step
 * @param parts computes a step's gradient in so many parts, which takes less memory and gives the same but for rounding
 * @param keepRest whether an epoch ends with a smaller batch where the rows leave one
 * @param clip limits the gradient
 * @param average the average of θ over the steps, which is then what is validated and kept
 * @param stopping which score tells the best θ, and how long to wait for a better one
 * @param validateEvery validates after so many steps; 0: at the end of each epoch
 * @param maxSeconds ends after the step that is under way then. The result then depends on the speed of the machine:
 *     the one thing that an interrupted training does not repeat
 */
public record TrainingConfig(
        int epochs,
        int batch,
        double rate,
        Optimiser.Config optimiser,
        List<Group> groups,
        Schedule schedule,
        int parts,
        boolean keepRest,
        Optional<Clipping> clip,
        Optional<Averaging.Config> average,
        EarlyStopping stopping,
        long validateEvery,
        OptionalDouble maxSeconds) {
    public TrainingConfig {
        atLeast("epochs", 1, epochs);
        atLeast("batch", 1, batch);
        atLeast("parts", 1, parts);
        atLeast("validateEvery", 0, validateEvery);
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("training: rate is more than 0, got " + rate);
        }
        if (maxSeconds.isPresent() && !(maxSeconds.getAsDouble() > 0)) {
            throw new IllegalArgumentException("training: maxSeconds is more than 0, got " + maxSeconds.getAsDouble());
        }
        groups = List.copyOf(groups);
    }

    /** Plain gradient descent at one rate to the last epoch, keeping the θ of the lowest validation loss. */
    public static TrainingConfig of(int epochs, int batch, double rate) {
        return new TrainingConfig(
                epochs,
                batch,
                rate,
                new Sgd.Config(),
                List.of(),
                new Schedule.Constant(),
                1,
                true,
                Optional.empty(),
                Optional.empty(),
                EarlyStopping.onLoss(EarlyStopping.NEVER),
                0,
                OptionalDouble.empty());
    }

    public TrainingConfig withOptimiser(Optimiser.Config changed) {
        return with(draft -> draft.optimiser = changed);
    }

    public TrainingConfig withGroups(List<Group> changed) {
        return with(draft -> draft.groups = changed);
    }

    public TrainingConfig withSchedule(Schedule changed) {
        return with(draft -> draft.schedule = changed);
    }

    public TrainingConfig withParts(int changed) {
        return with(draft -> draft.parts = changed);
    }

    public TrainingConfig withKeepRest(boolean changed) {
        return with(draft -> draft.keepRest = changed);
    }

    public TrainingConfig withClip(Clipping changed) {
        return with(draft -> draft.clip = Optional.of(changed));
    }

    public TrainingConfig withAverage(Averaging.Config changed) {
        return with(draft -> draft.average = Optional.of(changed));
    }

    public TrainingConfig withStopping(EarlyStopping changed) {
        return with(draft -> draft.stopping = changed);
    }

    public TrainingConfig withValidateEvery(long steps) {
        return with(draft -> draft.validateEvery = steps);
    }

    public TrainingConfig withMaxSeconds(double seconds) {
        return with(draft -> draft.maxSeconds = OptionalDouble.of(seconds));
    }

    private TrainingConfig with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** How many batches an epoch over so many rows has. */
    int batchesOf(int rows) {
        return keepRest ? Math.ceilDiv(rows, batch) : rows / batch;
    }

    private static void atLeast(String what, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException("training: " + what + " is at least " + least + ", got " + value);
        }
    }

    /** What is changed by one {@code with…}. */
    private static final class Draft {
        private final TrainingConfig from;
        private Optimiser.Config optimiser;
        private List<Group> groups;
        private Schedule schedule;
        private int parts;
        private boolean keepRest;
        private Optional<Clipping> clip;
        private Optional<Averaging.Config> average;
        private EarlyStopping stopping;
        private long validateEvery;
        private OptionalDouble maxSeconds;

        Draft(TrainingConfig from) {
            this.from = from;
            optimiser = from.optimiser;
            groups = from.groups;
            schedule = from.schedule;
            parts = from.parts;
            keepRest = from.keepRest;
            clip = from.clip;
            average = from.average;
            stopping = from.stopping;
            validateEvery = from.validateEvery;
            maxSeconds = from.maxSeconds;
        }

        TrainingConfig config() {
            return new TrainingConfig(
                    from.epochs,
                    from.batch,
                    from.rate,
                    optimiser,
                    groups,
                    schedule,
                    parts,
                    keepRest,
                    clip,
                    average,
                    stopping,
                    validateEvery,
                    maxSeconds);
        }
    }
}
