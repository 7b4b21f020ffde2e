package hanshu.data.text;

import hanshu.data.DataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding: a word begins as characters, and the pair of neighbours that was learned first is joined until none
 * is left (Sennrich, Haddow & Birch 2016, "Neural machine translation of rare words with subword units", section 3.2;
 * over bytes: Radford et al. 2019, section 2.2).
 *
 * @param unkToken what stands for characters that the vocabulary lacks; without one they are left out
 * @param continuingSubwordPrefix what a token begins with that is not the first of its word
 * @param endOfWordSuffix what a token ends with that is the last of its word
 * @param fuseUnk whether unknown neighbours are one token
 * @param byteFallback whether unknown characters become the tokens of their bytes, such as {@code <0xE4>}
 * @param ignoreMerges whether a word that is a token is not cut
 * @param dropout of merges, in training only (BPE-dropout); not known here
 */
public record Bpe(
        Vocabulary vocab,
        Merges merges,
        Optional<String> unkToken,
        Optional<String> continuingSubwordPrefix,
        Optional<String> endOfWordSuffix,
        boolean fuseUnk,
        boolean byteFallback,
        boolean ignoreMerges,
        Optional<Double> dropout)
        implements TokenModel {
    public Bpe {
        if (dropout.orElse(0.0) > 0) {
            throw new DataException(
                    "the BPE model asks for \"dropout\" of merges, which is not known here: set it to null");
        }
    }

    @Override
    public List<Part> cut(String piece) {
        if (ignoreMerges && vocab.contains(piece)) {
            return List.of(new Part(vocab.indexOf(piece), piece, 0, piece.length()));
        }
        var parts = characters(piece);
        join(parts);
        return parts;
    }

    private List<Part> characters(String piece) {
        var parts = new ArrayList<Part>();
        int unknownFrom = -1; // of a run of unknown characters, where they are one token
        for (int from = 0, to; from < piece.length(); from = to) {
            to = piece.offsetByCodePoints(from, 1);
            String token = (from == 0 ? "" : continuingSubwordPrefix.orElse(""))
                    + piece.substring(from, to)
                    + (to < piece.length() ? "" : endOfWordSuffix.orElse(""));
            var known = known(token, from, to);
            if (known.isEmpty() && unkToken.isPresent()) {
                if (unknownFrom < 0) {
                    unknownFrom = from;
                } else {
                    parts.removeLast();
                }
                parts.add(WordLevel.unknown(vocab, unkToken.get(), unknownFrom, to));
            }
            parts.addAll(known);
            unknownFrom = known.isEmpty() && fuseUnk ? unknownFrom : -1;
        }
        return parts;
    }

    private List<Part> known(String token, int from, int to) {
        int id = vocab.indexOf(token);
        return id >= 0
                ? List.of(new Part(id, token, from, to))
                : byteFallback ? bytes(vocab, token, from, to) : List.of();
    }

    /** The bytes of a text as tokens; nothing if one of them is unknown. */
    static List<Part> bytes(Vocabulary vocab, String text, int from, int to) {
        var parts = new ArrayList<Part>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            String name = "<0x%02X>".formatted(b);
            if (!vocab.contains(name)) {
                return List.of();
            }
            parts.add(new Part(vocab.indexOf(name), name, from, to));
        }
        return parts;
    }

    /** A pair of neighbours that could be joined: by the rank of its merge, then from left to right. */
    private record Candidate(int rank, int left, Part joined) {
        static final Comparator<Candidate> ORDER =
                Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::left);
    }

    private void join(List<Part> parts) {
        int n = parts.size();
        var next = new int[n];
        var previous = new int[n];
        for (int i = 0; i < n; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        var gone = new boolean[n];
        var queue = new PriorityQueue<>(Candidate.ORDER);
        for (int i = 0; i + 1 < n; i++) {
            offer(parts, i, i + 1, queue);
        }
        while (!queue.isEmpty()) {
            var best = queue.remove();
            int left = best.left;
            int right = gone[left] ? n : next[left];
            if (right == n || !best.joined.equals(joined(parts.get(left), parts.get(right)))) {
                continue; // one of the two has been joined to another since
            }
            parts.set(left, best.joined);
            gone[right] = true;
            next[left] = next[right];
            if (next[left] < n) {
                previous[next[left]] = left;
                offer(parts, left, next[left], queue);
            }
            if (previous[left] >= 0) {
                offer(parts, previous[left], left, queue);
            }
        }
        var kept = new ArrayList<Part>();
        for (int i = 0; i < n; i++) {
            if (!gone[i]) {
                kept.add(parts.get(i));
            }
        }
        parts.clear();
        parts.addAll(kept);
    }

    private void offer(List<Part> parts, int left, int right, PriorityQueue<Candidate> queue) {
        int rank = merges.rank(parts.get(left).token(), parts.get(right).token());
        if (rank >= 0) {
            queue.add(new Candidate(rank, left, joined(parts.get(left), parts.get(right))));
        }
    }

    private Part joined(Part left, Part right) {
        String token = Merges.joined(left.token(), right.token(), continuingSubwordPrefix.orElse(""));
        return new Part(vocab.indexOf(token), token, left.from(), right.to());
    }

    @Override
    public Vocabulary vocabulary() {
        return vocab;
    }
}
