package hanshu.train;

import hanshu.tensor.Profile;
import hanshu.tensor.Profiler;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Profiles the steps of every training that it listens to, from the end of the warm-up on; what happens between two
 * trainings is left out.
 *
 * <pre>{@code
 * try (var steps = new ProfiledSteps()) {
 *     training.listen(steps).run();
 *     steps.profile().ifPresent(profile -> System.out.println(profile.table(Limit.measure())));
 * }
 * }</pre>
 */
public final class ProfiledSteps implements Consumer<Event>, AutoCloseable {
    private final double warmUpSeconds;
    private final int warmUpSteps;
    private Optional<Profiler> profiler = Optional.empty();
    private long startNanos;
    private boolean warm;

    /** With a warm-up of two seconds, and at least twenty steps: what the compiler needs for its work. */
    public ProfiledSteps() {
        this(2, 20);
    }

    ProfiledSteps(double warmUpSeconds, int warmUpSteps) {
        this.warmUpSeconds = warmUpSeconds;
        this.warmUpSteps = warmUpSteps;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.RunStarted _, Event.RunResumed _ -> begin();
            case Event.StepEnded _ -> profiler.ifPresent(this::endStep);
            case Event.RunEnded _ -> profiler.ifPresent(Profiler::pause);
            case Event.EpochEnded _,
                    Event.LayersMoved _,
                    Event.Validated _,
                    Event.BestSaved _,
                    Event.EarlyStopped _,
                    Event.Notice _ -> {}
        }
    }

    private void begin() {
        if (profiler.isPresent()) {
            profiler.get().resume();
        } else {
            startNanos = System.nanoTime();
            profiler = Optional.of(Profiler.start());
        }
    }

    private void endStep(Profiler at) {
        at.endStep();
        if (!warm && at.steps() >= warmUpSteps && (System.nanoTime() - startNanos) * 1e-9 >= warmUpSeconds) {
            warm = true;
            at.endWarmUp();
        }
    }

    /** What was seen; empty without a step. Where all was over before the warm-up was, it is in here. */
    public Optional<Profile> profile() {
        return profiler.map(Profiler::profile).filter(profile -> profile.steps() > 0);
    }

    @Override
    public void close() {
        profiler.ifPresent(Profiler::close);
    }
}
