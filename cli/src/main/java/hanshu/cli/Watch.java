package hanshu.cli;

import hanshu.tensor.Limit;
import hanshu.tensor.Profile;
import hanshu.train.Event;
import hanshu.train.ProfiledSteps;
import hanshu.train.progress.Progress;
import hanshu.train.run.RunFolder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shows a training while it goes on, says how to go on if it is interrupted, and keeps its profile. */
final class Watch {
    private final Console console;
    private final RunFolder folder;
    private final Run.Show show;
    private String profile = "";

    Watch(Console console, RunFolder folder, Run.Show show) {
        this.console = console;
        this.folder = folder;
        this.show = show;
    }

    /** Learns, and tells the events to the progress bar and the profile. */
    <T> T over(Function<Consumer<Event>, T> learning) {
        var again = "stopped; to go on: "
                + console.command("train", "--resume", folder.path().toString());
        Consumer<Event> listener = show.progress() ? Progress.of(console.err(), console.columns()) : event -> {};
        try (var _ = Interruption.saying(console, again);
                var steps = new ProfiledSteps()) {
            var learned = learning.apply(show.profile() ? listener.andThen(steps) : listener);
            if (show.progress()) {
                console.err().println();
            }
            if (show.profile()) {
                keep(steps.profile());
            }
            return learned;
        }
    }

    /** Where the time went, or nothing if that was not asked for. */
    String profile() {
        return profile;
    }

    private void keep(Optional<Profile> seen) {
        if (seen.isEmpty()) {
            profile = "profile: no network took a step, so there is nothing to see" + System.lineSeparator();
            return;
        }
        var limit = Limit.measure();
        profile = seen.get().table(limit);
        folder.writeProfile(profile, ProfileJson.of(seen.get(), limit));
    }
}
