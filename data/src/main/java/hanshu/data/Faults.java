package hanshu.data;

import hanshu.data.table.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * The examples that could not be read: the first ends the reading, or all are counted and the first few named.
 *
 * <pre>{@code
 * var faults = new Faults(OnError.SKIP);
 * …
 * faults.found("a.wav is no WAV: it begins with \"ID3\"; convert it or remove it");
 * …
 * faults.notices("recordings", 200);   // "recordings: 3 of 200 examples were left out: a.wav is no WAV …"
 * }</pre>
 */
public final class Faults {
    private static final int NAMED = 3;

    private final OnError onError;
    private final List<String> named = new ArrayList<>();
    private int count;

    public Faults(OnError onError) {
        this.onError = onError;
    }

    /**
     * Takes note of an example that can't be read.
     *
     * @param message where it stands, what is wrong and what to do
     * @throws DataException with this message if the first fault is to end the reading
     */
    public void found(String message) {
        found(new DataException(message));
    }

    /** Takes note of an example whose reader refused it. */
    public void found(DataException refusal) {
        if (onError == OnError.FAIL) {
            throw refusal.ofExample();
        }
        count++;
        if (named.size() < NAMED) {
            named.add(String.valueOf(refusal.getMessage()));
        }
    }

    /** How many were left out. */
    public int count() {
        return count;
    }

    /** A warning that counts what was left out and names the first few; none if nothing was. */
    public List<Notice> notices(String name, int examples) {
        if (count == 0) {
            return List.of();
        }
        var more = count > named.size()
                ? Wording.of("; and %d more", "；还有 %d 个").with(count - named.size())
                : Wording.of("");
        return List.of(Notice.warning(
                "",
                Wording.of(
                                "%s: %d of %d examples can't be read and were left out: %s%s.",
                                "%1$s：%3$d 个样本中有 %2$d 个读不了，没有使用：%4$s%5$s。")
                        .with(name, count, examples, String.join("; ", named), more)));
    }
}
