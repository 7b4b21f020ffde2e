package hanshu.train.run;

import hanshu.nn.io.FileException;
import hanshu.train.Event;
import hanshu.train.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of a run, {@code metrics.jsonl}: one event a line, in JSON, appended and handed to the system at once. A
 * process that is killed leaves at most its last line half-written; a line counts once its line break is there. While a
 * log is open it is locked, so that no two processes continue one run.
 */
public final class EventLog implements Journal, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Path file;
    private final FileChannel channel;

    private EventLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a new log, or goes on with an old one after its last whole line. */
    public static EventLog append(Path file) {
        return resume(file, Long.MAX_VALUE);
    }

    /**
     * Goes on with a log from a checkpoint: events of later steps, which will happen again, and a half-written last
     * line are cut off.
     *
     * @param step how many steps the checkpoint has taken
     */
    public static EventLog resume(Path file, long step) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                if (!locked(channel)) {
                    throw new RunException("the run %s is being written by another process; wait until it has ended"
                            .formatted(file.toAbsolutePath().getParent()));
                }
                long end = 0;
                for (var line : lines(file)) {
                    if (line.event().step() > step) {
                        break;
                    }
                    end = line.end();
                }
                channel.truncate(end).position(end);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new EventLog(file, channel);
        } catch (IOException e) {
            throw new RunException(FileException.of("write", file, e));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // this very process holds it
            return false;
        }
    }

    /** The whole events of a log, which may be in the middle of being written. */
    public static List<Event> read(Path file) {
        try {
            return lines(file).stream().map(Line::event).toList();
        } catch (IOException e) {
            throw new RunException(FileException.of("read", file, e));
        }
    }

    /** Appends {@code event}, unless it is a mere step. */
    @Override
    public void accept(Event event) {
        if (event instanceof Event.StepEnded) {
            return;
        }
        var line = new ByteArrayOutputStream();
        JSON.writerFor(Event.class).writeValue(line, event);
        line.write('\n');
        var bytes = ByteBuffer.wrap(line.toByteArray());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new RunException(FileException.of("write", file, e));
        }
    }

    /** Where the next line begins, in bytes. */
    @Override
    public long position() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new RunException(FileException.of("read", file, e));
        }
    }

    @Override
    public void cutTo(long position) {
        try {
            channel.truncate(position).position(Math.min(position, channel.size()));
        } catch (IOException e) {
            throw new RunException(FileException.of("write", file, e));
        }
    }

    @Override
    public void close() {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw new RunException(FileException.of("write", file, e));
        }
    }

    /**
     * An event as it stands in a log.
     *
     * @param text its line
     * @param end where the line ends in the file
     */
    record Line(Event event, String text, long end) {}

    private static List<Line> lines(Path file) throws IOException {
        return lines(file, 0);
    }

    /** The whole lines behind a place where one begins. */
    static List<Line> lines(Path file, long from) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            bytes = in.readNBytes(Math.toIntExact(Math.max(0, Files.size(file) - from)));
        }
        var lines = new ArrayList<Line>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                try {
                    lines.add(new Line(
                            JSON.readValue(bytes, start, i - start, Event.class),
                            new String(bytes, start, i - start, StandardCharsets.UTF_8),
                            from + i + 1));
                } catch (JacksonException e) {
                    throw new RunException("line %d of %s%s is no event of a run: %s"
                            .formatted(
                                    lines.size() + 1,
                                    file,
                                    from == 0 ? "" : " behind byte " + from,
                                    e.getOriginalMessage()));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
