package hanshu.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * What happens in a run, in the order in which it happens. The progress bar, the run's log and the report read these.
 * Epochs count from 1, and so do steps, through all epochs; seconds are since the run started, or was resumed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.RunStarted.class, name = "run_started"),
    @JsonSubTypes.Type(value = Event.RunResumed.class, name = "run_resumed"),
    @JsonSubTypes.Type(value = Event.StepEnded.class, name = "step_ended"),
    @JsonSubTypes.Type(value = Event.EpochEnded.class, name = "epoch_ended"),
    @JsonSubTypes.Type(value = Event.LayersMoved.class, name = "layers_moved"),
    @JsonSubTypes.Type(value = Event.Validated.class, name = "validated"),
    @JsonSubTypes.Type(value = Event.BestSaved.class, name = "best_saved"),
    @JsonSubTypes.Type(value = Event.EarlyStopped.class, name = "early_stopped"),
    @JsonSubTypes.Type(value = Event.Notice.class, name = "notice"),
    @JsonSubTypes.Type(value = Event.RunEnded.class, name = "run_ended")
})
public sealed interface Event {
    double seconds();

    /** Steps that were taken before this. */
    long step();

    /**
     * The first event of a run.
     *
     * @param model in a few words, such as "linear" or "mlp 8-256-256-1"
     * @param parameters the length of θ
     * @param epochs at most so many
     */
    record RunStarted(double seconds, long step, String model, long parameters, int epochs) implements Event {}

    /** The run goes on from a checkpoint; {@code epoch} is the one that it is in. */
    record RunResumed(double seconds, long step, int epoch, int epochs, String checkpoint) implements Event {}

    /**
     * A step along the gradient. The run's log leaves these out: they are many.
     *
     * @param batch the number of the batch in this epoch, from 1 to {@code batches}
     * @param trainLoss of this batch
     */
    record StepEnded(
            double seconds, long step, int epoch, int epochs, int batch, int batches, double trainLoss, double rate)
            implements Event {}

    /**
     * A pass over the training rows.
     *
     * @param trainLoss the mean over its batches
     * @param validationLoss empty if there are no validation rows
     * @param metrics of the validation rows, by name; empty where undefined
     * @param rate the learning rate of its last step
     */
    record EpochEnded(
            double seconds,
            long step,
            int epoch,
            int epochs,
            double trainLoss,
            OptionalDouble validationLoss,
            Map<String, OptionalDouble> metrics,
            double rate)
            implements Event {
        public EpochEnded {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        }
    }

    /**
     * How the layers moved in the last step of an epoch.
     *
     * @param layers by name, the first first
     */
    record LayersMoved(double seconds, long step, int epoch, SequencedMap<String, Movement> layers) implements Event {
        public LayersMoved {
            layers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(layers));
        }
    }

    /** A validation within an epoch. */
    record Validated(double seconds, long step, int epoch, double validationLoss, Map<String, OptionalDouble> metrics)
            implements Event {
        public Validated {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        }
    }

    /** The best epoch so far by the score called {@code score}, such as "rmse". */
    record BestSaved(double seconds, long step, int epoch, String score, double value) implements Event {}

    /** The score has not become better for {@code patience} epochs after {@code bestEpoch}. */
    record EarlyStopped(double seconds, long step, int epoch, int bestEpoch, int patience) implements Event {}

    /** Something that the reader of a run should know, in a sentence. */
    record Notice(double seconds, long step, String text) implements Event {}

    /** The last event of a run; the model is that of {@code bestEpoch}. */
    record RunEnded(double seconds, long step, int epoch, int bestEpoch) implements Event {}
}
