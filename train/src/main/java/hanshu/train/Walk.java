package hanshu.train;

import hanshu.nn.Params;
import hanshu.nn.optim.Averaging;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.Schedule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** θ on its way downhill, and what is remembered of the way by the optimiser, the average, the schedule and the best θ. */
final class Walk {
    private static final String OPTIMISER = "optimiser/";
    private static final String AVERAGE = "average/";

    private final Params params;
    private final Optimiser optimiser;
    private final Optional<Averaging> average;
    private final Best best;
    private Schedule schedule;

    Walk(Params params, TrainingConfig config) {
        this.params = params;
        this.optimiser = config.optimiser().on(params, config.groups());
        this.average = config.average().map(a -> a.of(params));
        this.best = new Best(config.stopping());
        this.schedule = config.schedule();
    }

    Best best() {
        return best;
    }

    /** What the schedule multiplies the rate of a step by. */
    double rateFactor(long step) {
        return schedule.factor(step);
    }

    void step(float[] gradient, double rate) {
        optimiser.step(params.theta(), gradient, rate);
        average.ifPresent(a -> a.update(params.theta()));
    }

    /** Tells the schedule how it went; whether the θ that counts is the best so far. */
    boolean endRound(double trainLoss, Optional<Score> score, int epoch) {
        schedule = schedule.after(score.map(Score::loss).orElse(trainLoss));
        return score.isPresent() && best.offer(score.get(), epoch, kept());
    }

    /** The θ that counts: the average, if there is one. */
    private float[] kept() {
        return average.map(Averaging::theta).orElseGet(params::theta);
    }

    /** Computes with the θ that counts. */
    <T> T withAverage(Supplier<T> body) {
        if (average.isEmpty()) {
            return body.get();
        }
        var current = params.copyTheta();
        params.setTheta(kept());
        try {
            return body.get();
        } finally {
            params.setTheta(current);
        }
    }

    /** Ends at the best θ that was met. */
    void keepBest() {
        if (best.exists()) {
            params.setTheta(best.theta());
        } else if (average.isPresent()) {
            params.setTheta(kept());
        }
    }

    // ---- in a checkpoint

    /** How many numbers the optimiser remembers. */
    long remembered() {
        return optimiser.state().values().stream().mapToLong(v -> v.length).sum();
    }

    /** What is laid out like θ; of a walk that has ended only θ. */
    SequencedMap<String, float[]> layouts(boolean ended) {
        var layouts = new LinkedHashMap<String, float[]>();
        layouts.put(Checkpoint.THETA, params.theta());
        if (!ended && best.exists()) {
            layouts.put(Checkpoint.BEST, best.theta());
        }
        return layouts;
    }

    /** What the optimiser and the average remember, by name. */
    Map<String, float[]> vectors() {
        var vectors = new LinkedHashMap<String, float[]>();
        optimiser.state().forEach((name, vector) -> vectors.put(OPTIMISER + name, vector));
        average.ifPresent(a -> a.state().forEach((name, vector) -> vectors.put(AVERAGE + name, vector)));
        return vectors;
    }

    List<Double> scheduleState() {
        return Arrays.stream(schedule.state()).boxed().toList();
    }

    void restore(Checkpoint found) {
        var standing = found.standing();
        params.setTheta(found.layout(Checkpoint.THETA));
        if (standing.best().isPresent()) {
            var theta = found.layout(standing.ended() ? Checkpoint.THETA : Checkpoint.BEST);
            best.restore(standing.best(), standing.bestEpoch(), standing.waited(), theta);
        }
        if (!standing.ended()) {
            optimiser.restore(found.vectors(OPTIMISER));
            average.ifPresent(a -> a.restore(found.vectors(AVERAGE)));
            schedule = schedule.at(standing.schedule().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
    }
}
