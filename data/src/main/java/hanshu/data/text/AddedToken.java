package hanshu.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A token that stands in texts as it is, such as {@code [MASK]}: looked for before all else.
 *
 * @param singleWord not where a letter or digit stands before or behind it
 * @param lstrip with the white space before it
 * @param rstrip with the white space behind it
 * @param normalized looked for in the normalized text
 * @param special left out when text is made of tokens
 */
public record AddedToken(
        int id,
        String content,
        boolean singleWord,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {
    private static final Pattern WORD = TextPattern.compile("\\w");

    static AddedToken special(int id, String content) {
        return new AddedToken(id, content, false, false, false, false, true);
    }

    /** A run of text, or an added token in it. */
    record Run(AlignedText text, Optional<AddedToken> token) {}

    /** Finds some added tokens, the longest where several begin. */
    static final class Finder {
        private final Map<String, AddedToken> tokens = new LinkedHashMap<>();
        private final Pattern pattern;

        Finder(List<AddedToken> added, UnaryOperator<String> written) {
            added.forEach(token -> tokens.put(written.apply(token.content), token));
            pattern = Pattern.compile(tokens.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
        }

        List<Run> runs(AlignedText aligned) {
            if (tokens.isEmpty()) {
                return List.of(new Run(aligned, Optional.empty()));
            }
            String text = aligned.text();
            var runs = new ArrayList<Run>();
            var matcher = pattern.matcher(text);
            int done = 0;
            while (matcher.find()) {
                var token = Optional.ofNullable(tokens.get(matcher.group())).orElseThrow();
                if (token.singleWord && !alone(text, matcher.start(), matcher.end())) {
                    continue;
                }
                int start =
                        token.lstrip ? Math.max(done, Characters.spaceBefore(text, matcher.start())) : matcher.start();
                int end = token.rstrip ? Characters.spaceAfter(text, matcher.end()) : matcher.end();
                if (done < start) {
                    runs.add(new Run(aligned.slice(done, start), Optional.empty()));
                }
                runs.add(new Run(aligned.slice(start, end), Optional.of(token)));
                done = end;
            }
            if (done < text.length()) {
                runs.add(new Run(aligned.slice(done, text.length()), Optional.empty()));
            }
            return runs;
        }

        private static boolean alone(String text, int start, int end) {
            return !(start > 0 && WORD.matcher(text).region(start - 1, start).matches())
                    && !(end < text.length()
                            && WORD.matcher(text).region(end, end + 1).matches());
        }
    }
}
