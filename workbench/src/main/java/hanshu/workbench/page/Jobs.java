package hanshu.workbench.page;

import hanshu.workbench.server.Refusal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;

/** The commands that the page started. */
final class Jobs {
    /** That are over and still known. */
    private static final int KEPT = 100;

    private final Program program;
    private final Path directory;
    private final SequencedMap<String, Job> jobs = new LinkedHashMap<>();
    private final AtomicLong next = new AtomicLong(1);

    /** @param directory in which they run: relative paths mean what they mean to the user */
    Jobs(Program program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    Job start(List<String> arguments) {
        return start(Long.toString(next.getAndIncrement()), arguments);
    }

    /** Under a name that says what it does: while one such is under way, that one is meant. */
    synchronized Job start(String id, List<String> arguments) {
        var old = jobs.get(id);
        if (old != null && !old.isOver()) {
            return old;
        }
        var job = Job.of(id, program.shown().apply(arguments), program.start(directory, arguments));
        know(id, job);
        return job;
    }

    /** By this name, be it its own or another one. */
    synchronized void know(String id, Job job) {
        jobs.putLast(id, job);
        var over = jobs.entrySet().stream()
                .filter(each -> each.getValue().isOver())
                .map(Map.Entry::getKey)
                .toList();
        over.stream().limit(Math.max(0, over.size() - KEPT)).forEach(jobs::remove);
    }

    synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Job get(String id) {
        return find(id).orElseThrow(() -> Refusal.notFound("there is no job \"%s\"".formatted(id)));
    }
}
