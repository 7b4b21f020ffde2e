package hanshu.workbench.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events kept in memory, the last ones of many: whoever adds one never waits for who reads. */
public final class Feed implements EventSource {
    private final int kept;
    private final Deque<Event> events = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private long next;

    private Feed(int kept) {
        this.kept = kept;
    }

    /** That keeps so many of its events for those who come late or come back. */
    public static Feed of(int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("a feed keeps at least one event, got " + kept);
        }
        return new Feed(kept);
    }

    /** Adds one behind the others. */
    public void add(String name, String data) {
        lock.lock();
        try {
            events.addLast(new Event(next++, name, data));
            if (events.size() > kept) {
                events.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Event> after(long id, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            // Who has seen more than there ever was, as before a restart, is told from the beginning.
            long seen = id < next ? id : -1;
            long left = patience.toNanos();
            while (next - 1 <= seen && left > 0) {
                left = more.awaitNanos(left);
            }
            return events.stream().filter(event -> event.id() > seen).toList();
        } finally {
            lock.unlock();
        }
    }
}
