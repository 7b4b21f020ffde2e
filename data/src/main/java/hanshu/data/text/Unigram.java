package hanshu.data.text;

import hanshu.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The unigram language model: of all ways to cut a piece into tokens, the most probable one, where the probability of a
 * way is the product of those of its tokens (Kudo 2018, "Subword regularization", section 3.2). Found by dynamic
 * programming (Viterbi 1967).
 *
 * @param vocab tokens and the logarithms of their probabilities
 * @param unkId what stands for the unknown
 * @param byteFallback whether the unknown becomes the tokens of its bytes, such as {@code <0xE4>}
 */
public record Unigram(ScoredVocabulary vocab, Optional<Integer> unkId, boolean byteFallback) implements TokenModel {
    /** How much less probable than the rarest token an unknown character is. */
    private static final double PENALTY = 10;

    @Override
    public List<Part> cut(String piece) {
        int n = piece.length();
        var best = new double[n + 1]; // score of the best way to each place
        var from = new int[n + 1]; // where its last token begins
        var unknown = new boolean[n + 1]; // whether that is unknown
        Arrays.fill(from, -1);
        for (int start = 0, next; start < n; start = next) {
            next = piece.offsetByCodePoints(start, 1);
            boolean single = false;
            int node = 0;
            for (int end = start; end < n; ) {
                node = vocab.trie().next(node, piece.charAt(end++));
                if (node < 0) {
                    break;
                }
                int id = vocab.trie().token(node);
                if (id >= 0) {
                    single |= end == next;
                    double score = best[start] + vocab.score(id);
                    if (from[end] < 0 || score > best[end]) {
                        best[end] = score;
                        from[end] = start;
                        unknown[end] = unkId.filter(u -> u == id).isPresent();
                    }
                }
            }
            double score = best[start] + vocab.lowest() - PENALTY;
            if (!single && (from[next] < 0 || score > best[next])) {
                best[next] = score;
                from[next] = start;
                unknown[next] = true;
            }
        }
        var parts = new ArrayList<List<Part>>();
        for (int end = n, start; end > 0; end = start) {
            start = from[end];
            while (unknown[end] && start > 0 && unknown[start]) {
                start = from[start]; // unknown neighbours are one token
            }
            parts.add(parts(piece.substring(start, end), start, end));
        }
        Collections.reverse(parts);
        return parts.stream().flatMap(List::stream).toList();
    }

    private List<Part> parts(String token, int from, int to) {
        int id = vocab.tokens().indexOf(token);
        if (id >= 0) {
            return List.of(new Part(id, token, from, to));
        }
        var bytes = byteFallback ? Bpe.bytes(vocab.tokens(), token, from, to) : List.<Part>of();
        return bytes.isEmpty()
                ? List.of(new Part(
                        unkId.orElseThrow(() -> new DataException(
                                "\"" + token + "\" is not in the vocabulary, and the model has no unk_id")),
                        token,
                        from,
                        to))
                : bytes;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocab.tokens();
    }
}
