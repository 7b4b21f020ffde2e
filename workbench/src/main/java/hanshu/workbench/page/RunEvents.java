package hanshu.workbench.page;

import hanshu.train.run.FollowedLog;
import hanshu.workbench.server.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of a run as events that a browser follows. An id is the life of the log and the number of the line, so that a
 * browser that comes back gets what it missed, and one that saw what was since cut back begins anew: with an event
 * {@code start}, which means to forget what was seen before.
 */
final class RunEvents implements EventSource {
    private static final int LINE_BITS = 32;
    private static final long FRESH_MILLIS = 500;

    /** So long for each who follows: all of them together are told ten times a second, which takes little from a training. */
    private static final long EACH_MILLIS = 100;

    private final FollowedLog log;
    private FollowedLog.Content content;
    private long looked;
    private FollowedLog.Content told;
    private long toldAt;
    private int waiting;
    private boolean isWatched;

    RunEvents(FollowedLog log) {
        this.log = log;
        content = log.look();
        told = content;
        looked = System.nanoTime();
        toldAt = looked;
    }

    /** As it is now, or was a moment ago: many viewers look together. */
    synchronized FollowedLog.Content content() {
        return System.nanoTime() - looked < FRESH_MILLIS * 1_000_000 ? content : now();
    }

    /** As it is now. */
    synchronized FollowedLog.Content now() {
        content = log.look();
        looked = System.nanoTime();
        return content;
    }

    @Override
    public List<Event> after(long id, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var now = content();
            var events = behind(id, now);
            if (!events.isEmpty() || System.nanoTime() >= until) {
                return events;
            }
            await(now, until);
        }
    }

    /** Until the log has grown, or the time is over: one looks for all who wait, and the more they are, the more seldom. */
    private synchronized void await(FollowedLog.Content known, long until) throws InterruptedException {
        waiting++;
        try {
            if (!isWatched) {
                isWatched = true;
                told = known;
                Thread.ofVirtual().name("hanshu-run-events").start(this::watch);
            }
            for (long left = until - System.nanoTime();
                    content.isStill(known) && left > 0;
                    left = until - System.nanoTime()) {
                wait(Math.ceilDiv(left, 1_000_000));
            }
        } finally {
            waiting--;
        }
    }

    private synchronized void watch() {
        try {
            while (waiting > 0) {
                wait(FRESH_MILLIS);
                boolean isDue = System.nanoTime() - toldAt >= waiting * EACH_MILLIS * 1_000_000;
                if (isDue && !now().isStill(told)) {
                    told = content;
                    toldAt = looked;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isWatched = false;
        }
    }

    private static List<Event> behind(long id, FollowedLog.Content now) {
        long life = (long) now.life() << LINE_BITS;
        var lines = now.lines();
        boolean isSame = id >= life && id <= life + lines.size();
        var events = new ArrayList<Event>();
        if (!isSame) {
            events.add(new Event(life, "start", "{}"));
        }
        for (int line = isSame ? (int) (id - life) : 0; line < lines.size(); line++) {
            events.add(new Event(life + line + 1, "line", lines.get(line)));
        }
        return events;
    }
}
