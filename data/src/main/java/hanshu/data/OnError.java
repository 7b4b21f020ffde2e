package hanshu.data;

import java.util.Locale;

/** What to do about an example that can't be read. */
public enum OnError {
    /** Leave it out, count it and name it. */
    SKIP,
    /** Refuse the whole input. */
    FAIL;

    /**
     * By the name that a configuration gives, skip or fail.
     *
     * @throws DataException if it is neither
     */
    public static OnError of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "skip" -> SKIP;
            case "fail" -> FAIL;
            default -> throw new DataException("on_error is skip or fail, but is \"" + name + "\"");
        };
    }

    /** As a configuration writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
