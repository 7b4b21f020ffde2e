package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A text on its way through normalization, which knows for each of its characters where in the original it comes from:
 * the character at i stands for {@code original.substring(starts[i], ends[i])}.
 *
 * <p>All changes are told as the reference does it (Hugging Face tokenizers, tokenizer/normalizer.rs), so that offsets
 * agree: a list of new characters (code points), and for each what it takes the place of: 0, one old character; 1, none, it
 * is inserted and comes from where the character before it came from; −n, one old character and the n behind it.
 */
public final class AlignedText {
    private final String text;
    private final int[] starts;
    private final int[] ends;

    private AlignedText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** A text as it came. Half a surrogate pair stands for no character: it becomes U+FFFD. */
    static AlignedText of(String original) {
        var all = new Joined(original.length());
        for (int i = 0, next; i < original.length(); i = next) {
            next = original.offsetByCodePoints(i, 1);
            int c = original.codePointAt(i);
            all.add(Character.getType(c) == Character.SURROGATE ? 0xfffd : c, i, next);
        }
        return all.text();
    }

    public String text() {
        return text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Where in the original the characters from … to − 1 begin. */
    int start(int from) {
        return starts[from];
    }

    /** Where in the original the characters from … to − 1 end. */
    int end(int to) {
        return ends[to - 1];
    }

    AlignedText slice(int from, int to) {
        return new AlignedText(
                text.substring(from, to), Arrays.copyOfRange(starts, from, to), Arrays.copyOfRange(ends, from, to));
    }

    /** New characters, and what each takes the place of. */
    static final class Change {
        private final StringBuilder text = new StringBuilder();
        private int[] changes = new int[64];
        private int count;

        Change put(int codePoint, int change) {
            text.appendCodePoint(codePoint);
            if (count == changes.length) {
                changes = Arrays.copyOf(changes, 2 * count);
            }
            changes[count++] = change;
            return this;
        }

        /** What the last so many characters take the place of. */
        void setLast(int characters, int change) {
            Arrays.fill(changes, count - characters, count, change);
        }

        /** The last character takes the place of so many more. */
        void removeBehindLast(int characters) {
            if (count > 0) {
                changes[count - 1] -= characters;
            }
        }
    }

    /** The text after a change, of which the first {@code removed} old characters are gone. */
    AlignedText changed(Change change, int removed) {
        var all = new Joined(change.text.length());
        String next = change.text.toString();
        int old = text.offsetByCodePoints(0, removed);
        int at = 0;
        for (int i = 0; i < change.count; i++) {
            int c = next.codePointAt(at);
            int origin = change.changes[i] > 0 ? old - 1 : old;
            all.add(c, origin < 0 ? 0 : starts[origin], origin < 0 ? 0 : ends[origin]);
            at += Character.charCount(c);
            for (int n = change.changes[i]; n <= 0 && old < text.length(); n++) {
                old += Character.charCount(text.codePointAt(old));
            }
        }
        return all.text();
    }

    AlignedText filter(IntPredicate kept) {
        if (text.codePoints().allMatch(kept)) {
            return this;
        }
        var all = new Joined(text.length());
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (kept.test(c)) {
                all.add(c, starts[i], ends[i]);
            }
        }
        return all.text();
    }

    /** With a text before it, which comes from where the first character comes from; nothing comes before nothing. */
    AlignedText prepend(String prefix) {
        return isEmpty()
                ? this
                : new Joined(prefix.length() + text.length())
                        .add(prefix, starts[0], ends[0])
                        .add(this, 0, text.length())
                        .text();
    }

    /** Each match replaced; what takes its place comes from where its last character came from. */
    AlignedText replace(Pattern pattern, String content) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return this;
        }
        var all = new Joined(text.length());
        int done = 0;
        do {
            int last = matcher.end() - 1;
            all.add(this, done, matcher.start()).add(content, last < 0 ? 0 : starts[last], last < 0 ? 0 : ends[last]);
            done = matcher.end();
        } while (matcher.find());
        return all.add(this, done, text.length()).text();
    }

    /** A text put together from parts. */
    private static final class Joined {
        private final StringBuilder text = new StringBuilder();
        private int[] starts;
        private int[] ends;

        Joined(int capacity) {
            starts = new int[capacity];
            ends = new int[capacity];
        }

        private void reserve(int characters) {
            int needed = text.length() + characters;
            if (needed > starts.length) {
                starts = Arrays.copyOf(starts, 2 * needed);
                ends = Arrays.copyOf(ends, 2 * needed);
            }
        }

        Joined add(int codePoint, int start, int end) {
            return add(Character.toString(codePoint), start, end);
        }

        Joined add(String part, int start, int end) {
            reserve(part.length());
            Arrays.fill(starts, text.length(), text.length() + part.length(), start);
            Arrays.fill(ends, text.length(), text.length() + part.length(), end);
            text.append(part);
            return this;
        }

        Joined add(AlignedText part, int from, int to) {
            reserve(to - from);
            System.arraycopy(part.starts, from, starts, text.length(), to - from);
            System.arraycopy(part.ends, from, ends, text.length(), to - from);
            text.append(part.text, from, to);
            return this;
        }

        AlignedText text() {
            return new AlignedText(
                    text.toString(), Arrays.copyOf(starts, text.length()), Arrays.copyOf(ends, text.length()));
        }
    }

    /** What becomes of a match that cuts a text: left out, a piece by itself, or joined to a neighbour or to other matches. */
    public enum Behavior {
        @JsonProperty("Removed")
        REMOVED,
        @JsonProperty("Isolated")
        ISOLATED,
        @JsonProperty("MergedWithPrevious")
        MERGED_WITH_PREVIOUS,
        @JsonProperty("MergedWithNext")
        MERGED_WITH_NEXT,
        @JsonProperty("Contiguous")
        CONTIGUOUS
    }

    /** The pieces between matches, with the matches as told; none is empty. */
    List<AlignedText> split(Pattern pattern, Behavior behavior, boolean invert) {
        var cuts = new ArrayList<Piece>();
        var matcher = pattern.matcher(text);
        int done = 0;
        while (matcher.find()) {
            if (matcher.start() > done) {
                cuts.add(new Piece(done, matcher.start(), invert));
            }
            cuts.add(new Piece(matcher.start(), matcher.end(), !invert));
            done = matcher.end();
        }
        if (done < text.length()) {
            cuts.add(new Piece(done, text.length(), invert));
        }
        return Piece.merged(cuts, behavior).stream()
                .filter(piece -> piece.from < piece.to)
                .map(piece -> slice(piece.from, piece.to))
                .toList();
    }

    /** A run of characters that is a match or lies between two. */
    private record Piece(int from, int to, boolean match) {
        static List<Piece> merged(List<Piece> pieces, Behavior behavior) {
            var result = new ArrayList<Piece>();
            boolean before = false; // whether the last one was a match
            for (var piece : pieces) {
                boolean merge = switch (behavior) {
                    case REMOVED, ISOLATED -> false;
                    case MERGED_WITH_PREVIOUS -> piece.match && !before && !result.isEmpty();
                    case MERGED_WITH_NEXT -> before && !piece.match;
                    case CONTIGUOUS -> before == piece.match && !result.isEmpty();
                };
                before = piece.match;
                if (merge) {
                    result.add(new Piece(result.removeLast().from, piece.to, piece.match));
                } else if (behavior != Behavior.REMOVED || !piece.match) {
                    result.add(piece);
                }
            }
            return result;
        }
    }
}
