package hanshu.workbench.page;

import hanshu.workbench.server.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command that the page started, and what it said so far. */
final class Job {
    /** Lines of each kind that are kept: the last ones. */
    private static final int KEPT = 2_000;

    private final String id;
    private final String command;
    private final Process process;
    private final Deque<String> out = new ArrayDeque<>();
    private final Deque<String> err = new ArrayDeque<>();
    private final Thread outReader;
    private final Thread errReader;

    private Job(String id, String command, Process process) {
        this.id = id;
        this.command = command;
        this.process = process;
        outReader = reading(process.getInputStream(), out);
        errReader = reading(process.getErrorStream(), err);
    }

    static Job of(String id, String command, Process process) {
        return new Job(id, command, process);
    }

    private static Thread reading(InputStream from, Deque<String> into) {
        return Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    synchronized (into) {
                        into.addLast(line);
                        if (into.size() > KEPT) {
                            into.removeFirst();
                        }
                    }
                }
            } catch (IOException e) {
                synchronized (into) {
                    into.addLast("(the rest could not be read: %s)".formatted(e.getMessage()));
                }
            }
        });
    }

    String id() {
        return id;
    }

    long pid() {
        return process.pid();
    }

    boolean isOver() {
        return !process.isAlive() && !outReader.isAlive() && !errReader.isAlive();
    }

    /** What it wrote as its result, once it is over. */
    String result() {
        return text(out);
    }

    private static String text(Deque<String> lines) {
        synchronized (lines) {
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }

    /** Its last line of progress or, where it failed, what went wrong. */
    private String lastWord() {
        synchronized (err) {
            return Optional.ofNullable(err.peekLast()).orElse("");
        }
    }

    /** Waits for its end, and requires that it did what it should. */
    String await() {
        try {
            outReader.join();
            errReader.join();
            int code = process.waitFor();
            if (code != 0) {
                throw Refusal.badRequest(lastWord());
            }
            return result();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server is stopping");
        }
    }

    /** For the page: the command, whether it is over and how it ended, its last word. */
    Map<String, Object> described() {
        var described = new LinkedHashMap<String, Object>();
        described.put("id", id);
        described.put("command", command);
        described.put("over", isOver());
        described.put("code", isOver() ? process.exitValue() : 0);
        described.put("says", lastWord());
        return described;
    }

    void stop() {
        process.destroy();
    }
}
