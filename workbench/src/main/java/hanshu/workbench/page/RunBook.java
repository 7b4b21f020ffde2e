package hanshu.workbench.page;

import hanshu.train.run.FollowedLog;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The runs in a folder, whoever made them. */
final class RunBook {
    private static final long STOPPING_SECONDS = 10;
    private static final int LOGS = 16;

    private final Folder runs;
    private final Recent<Path, RunEvents> logs =
            new Recent<>(LOGS, path -> new RunEvents(new FollowedLog(new RunFolder(path).metrics())));
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** A card, and the state of the files that it was made of. */
    private record Seen(RunCard card, List<Object> stamp) {}

    RunBook(Folder runs) {
        this.runs = runs;
    }

    Path path() {
        return runs.path();
    }

    /** The latest first. */
    List<RunCard> cards() {
        try (var folders = Files.list(runs.path())) {
            return folders.filter(path -> Files.isRegularFile(new RunFolder(path).config()))
                    .map(path -> card(new RunFolder(path)))
                    .sorted(Comparator.comparingLong(RunCard::started)
                            .thenComparing(RunCard::run)
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refusal where there is no such run */
    RunFolder folder(String name) {
        var path = runs.resolve(name);
        if (!runs.path().equals(path.getParent()) || !Files.isRegularFile(new RunFolder(path).config())) {
            throw Refusal.notFound("\"%s\" is not a run".formatted(name));
        }
        return new RunFolder(path);
    }

    RunEvents events(RunFolder run) {
        return logs.of(run.path());
    }

    /** Made anew when one of the files it is made of has changed. */
    RunCard card(RunFolder run) {
        var stamp = List.<Object>of(
                Worker.of(run).isPresent(),
                stamp(run.metrics()),
                stamp(run.result()),
                stamp(run.model()),
                stamp(run.report()));
        return seen.compute(
                        run.path(),
                        (path, old) -> old != null && old.stamp().equals(stamp)
                                ? old
                                : new Seen(RunCard.of(run, events(run).now().events()), stamp))
                .card();
    }

    private static List<Object> stamp(Path file) {
        try {
            return List.of(Files.size(file), Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process that works on a run to end; what it did up to its last checkpoint is kept. */
    void pause(RunFolder run) {
        var worker = Worker.of(run)
                .orElseThrow(() -> new Refusal(
                        409, "%s is not under way".formatted(run.path().getFileName())));
        worker.destroy();
        try {
            worker.onExit().get(STOPPING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server is stopping");
        } catch (ExecutionException | TimeoutException e) {
            throw new Refusal(504, "the process %d was asked to end, and has not yet".formatted(worker.pid()));
        }
    }

    /** Deletes a run that nobody works on. */
    void delete(RunFolder run) {
        if (Worker.of(run).isPresent()) {
            throw new Refusal(
                    409, "%s is under way: pause it first".formatted(run.path().getFileName()));
        }
        try (var files = Files.walk(run.path())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        logs.forget(run.path());
        seen.remove(run.path());
    }

    /** The run that a process works on, once it has begun. */
    List<String> of(long pid) {
        return cards().stream()
                .map(RunCard::run)
                .filter(name -> Worker.of(folder(name))
                        .filter(worker -> worker.pid() == pid)
                        .isPresent())
                .toList();
    }
}
