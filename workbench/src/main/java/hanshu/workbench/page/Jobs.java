package hanshu.workbench.page;

import hanshu.workbench.server.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The commands that the page started. */
final class Jobs {
    private final Program program;
    private final Path directory;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
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
    Job start(String id, List<String> arguments) {
        return jobs.compute(
                id,
                (key, old) -> old != null && !old.isOver()
                        ? old
                        : Job.of(key, program.line(arguments), program.start(directory, arguments)));
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Job get(String id) {
        return find(id).orElseThrow(() -> Refusal.notFound("there is no job \"%s\"".formatted(id)));
    }
}
