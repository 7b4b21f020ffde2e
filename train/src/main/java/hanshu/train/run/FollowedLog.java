package hanshu.train.run;

import hanshu.nn.io.FileException;
import hanshu.train.Event;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of a run that may still be written, by this process or another: reads what came since the last look. A run that
 * goes on from a checkpoint cuts back its log and writes that part anew; then all is read again, and the {@code life} of
 * what was read before is over.
 */
public final class FollowedLog {
    private final Path file;
    private final List<EventLog.Line> lines = new ArrayList<>();
    private int life;
    private Content content = new Content(0, List.of(), List.of());

    /** @param file may not be there yet */
    public FollowedLog(Path file) {
        this.file = file;
    }

    /**
     * What a log says so far.
     *
     * @param life from 1; another one means: forget what was read before
     * @param lines as they stand in the file
     */
    public record Content(int life, List<Event> events, List<String> lines) {
        /** Whether nothing came between two looks at one log. */
        public boolean isStill(Content earlier) {
            return life == earlier.life && lines.size() == earlier.lines.size();
        }
    }

    /** Looks again. */
    public synchronized Content look() {
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            long read = lines.isEmpty() ? 0 : lines.getLast().end();
            boolean isSame = life > 0 && size >= read && endsAsRead();
            if (isSame && size == read) {
                return content;
            }
            if (!isSame) {
                lines.clear();
                life++;
                read = 0;
            }
            if (size > read) {
                lines.addAll(EventLog.lines(file, read));
            }
        } catch (EOFException e) {
            lines.clear(); // it was cut back between two looks at it: the next one begins anew
            life++;
        } catch (IOException e) {
            throw new RunException(FileException.of("read", file, e));
        }
        content = new Content(
                life,
                lines.stream().map(EventLog.Line::event).toList(),
                lines.stream().map(EventLog.Line::text).toList());
        return content;
    }

    /** Whether the last line that was read still stands where it stood. */
    private boolean endsAsRead() throws IOException {
        if (lines.isEmpty()) {
            return true;
        }
        long from = lines.size() == 1 ? 0 : lines.get(lines.size() - 2).end();
        var text = lines.getLast().text();
        try (var channel = Files.newByteChannel(file)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(lines.getLast().end() - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).equals(text + "\n");
        }
    }
}
