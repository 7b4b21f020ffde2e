package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.DataException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A text to look for: as it stands, {@code {"String": "x"}}, or a regular expression, {@code {"Regex": "x+"}}. */
public final class TextPattern {
    private static final String STRING = "String";
    private static final String REGEX = "Regex";

    private final String kind;
    private final String source;
    private final Pattern pattern;

    private TextPattern(String kind, String source, Pattern pattern) {
        this.kind = kind;
        this.source = source;
        this.pattern = pattern;
    }

    public static TextPattern string(String text) {
        return new TextPattern(STRING, text, Pattern.compile(Pattern.quote(text)));
    }

    /**
     * A regular expression; its classes are those of Unicode.
     *
     * @throws DataException if it is none that Java understands
     */
    public static TextPattern regex(String expression) {
        try {
            return new TextPattern(REGEX, expression, compile(expression));
        } catch (PatternSyntaxException e) {
            throw new DataException("the pattern " + expression + " can't be read: " + e.getDescription(), e);
        }
    }

    static Pattern compile(String expression) {
        return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
    }

    @JsonCreator
    static TextPattern of(Map<String, String> json) {
        if (json.size() == 1 && json.containsKey(STRING)) {
            return string(json.getOrDefault(STRING, ""));
        }
        if (json.size() == 1 && json.containsKey(REGEX)) {
            return regex(json.getOrDefault(REGEX, ""));
        }
        throw new DataException("a pattern is {\"String\": …} or {\"Regex\": …}, but has " + json.keySet());
    }

    @JsonValue
    Map<String, String> json() {
        return Map.of(kind, source);
    }

    Pattern pattern() {
        return pattern;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }

    @Override
    public String toString() {
        return json().toString();
    }
}
