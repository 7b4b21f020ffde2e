package hanshu.workbench.server;

import java.time.Duration;
import java.util.List;

/** Events in the order of their ids, which every viewer follows at its own pace. */
public interface EventSource {
    /**
     * One of them.
     *
     * @param id   above that of the one before, and the same for whoever asks again
     * @param name what kind it is, a word
     * @param data mostly JSON, on one line or on several
     */
    record Event(long id, String name, String data) {
        public Event {
            if (id < 0 || !name.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException(
                        "an event has an id from 0 and a word for its name, got %d \"%s\"".formatted(id, name));
            }
        }
    }

    /**
     * Those behind an id, some or all of them; waits for one where there is none yet.
     *
     * @param id       of the last one seen, -1 for none
     * @param patience how long to wait; nothing by then is an empty list
     */
    List<Event> after(long id, Duration patience) throws InterruptedException;
}
