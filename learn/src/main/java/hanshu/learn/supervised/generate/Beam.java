package hanshu.learn.supervised.generate;

import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Beam search: keeps the most probable beginnings, continues each, and keeps the most probable again. What has ended is
 * compared by
 *
 * <pre>
 *   score(y) = log p(y) / lp(y)        lp(y) = ((5 + |y|)/6)^α
 * </pre>
 *
 * so that long answers are not at a disadvantage for each token they have (Wu et al. 2016, section 7).
 *
 * @param width how many beginnings are kept, at least 1
 * @param alpha α, 0 or more; 0 compares log p(y) itself
 * @param most tokens of an answer, at least 1
 */
public record Beam(int width, double alpha, int most) {
    public Beam {
        if (width < 1 || most < 1 || !(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "beam: the width and the most tokens are 1 or more, alpha is 0 or more, got %d, %d and %s"
                            .formatted(width, most, alpha));
        }
    }

    /**
     * An answer.
     *
     * @param tokens without the one that ends it
     * @param logProbability log p of the tokens and the end
     * @param ended whether it ended by itself
     */
    public record Answer(List<Integer> tokens, double logProbability, double score, boolean ended) {}

    private record Beginning(List<Integer> tokens, double logProbability) {}

    private record Way(int from, int token, double logProbability) {}

    /**
     * The best answers, best first, at most as many as the beam is wide; where none ends by itself, those cut off.
     *
     * @param start a state with one row
     * @param beginning what is read first, at least one token
     * @param end the token that ends an answer
     */
    public <S> List<Answer> answers(NextToken<S> model, S start, int[] beginning, int end) {
        var step = model.read(Tensor.of(beginning, 1, beginning.length), start);
        var kept = List.of(new Beginning(List.of(), 0));
        var ended = new ArrayList<Answer>();
        for (int length = 1; length <= most; length++) {
            var going = new ArrayList<Way>();
            for (var way : ways(kept, step.logits())) { // best first
                if (way.token == end) {
                    ended.add(answer(kept.get(way.from).tokens, way.logProbability, true));
                } else {
                    going.add(way);
                }
                if (going.size() == width) {
                    break;
                }
            }
            kept = continued(kept, going);
            if (length == most || isSettled(ended, kept)) {
                break;
            }
            var rows = going.stream().mapToInt(Way::from).toArray();
            var tokens = going.stream().mapToInt(Way::token).toArray();
            step = model.read(
                    Tensor.of(tokens, tokens.length, 1), model.rows(step.state(), Tensor.of(rows, rows.length)));
        }
        var found = ended.isEmpty()
                ? kept.stream()
                        .map(b -> answer(b.tokens, b.logProbability, false))
                        .toList()
                : ended;
        return found.stream()
                .sorted(Comparator.comparingDouble((Answer a) -> -a.score))
                .limit(width)
                .toList();
    }

    /** The best ways to go on, best first, at most twice as many as the beam is wide: half of them may end. */
    private List<Way> ways(List<Beginning> kept, Tensor logits) {
        int tokens = logits.size(1);
        var logs = logits.logSoftmax(-1).toFloats();
        var best = new PriorityQueue<>(Comparator.comparingDouble(Way::logProbability)); // the worst of them first
        for (int row = 0; row < kept.size(); row++) {
            for (int token = 0; token < tokens; token++) {
                double log = kept.get(row).logProbability + logs[row * tokens + token];
                if (best.size() < 2 * width) {
                    best.add(new Way(row, token, log));
                } else if (log > best.element().logProbability) {
                    best.remove();
                    best.add(new Way(row, token, log));
                }
            }
        }
        var ways = new ArrayList<>(best);
        ways.sort(Comparator.comparingDouble(Way::logProbability)
                .reversed()
                .thenComparingInt(Way::from)
                .thenComparingInt(Way::token));
        return ways;
    }

    private static List<Beginning> continued(List<Beginning> kept, List<Way> going) {
        var longer = new ArrayList<Beginning>();
        for (var way : going) {
            var tokens = new ArrayList<>(kept.get(way.from).tokens);
            tokens.add(way.token);
            longer.add(new Beginning(tokens, way.logProbability));
        }
        return longer;
    }

    /** Whether nothing that goes on can still be better than the worst of enough answers: log p only falls. */
    private boolean isSettled(List<Answer> ended, List<Beginning> kept) {
        if (ended.size() < width || kept.isEmpty()) {
            return kept.isEmpty();
        }
        double worst = ended.stream()
                .mapToDouble(Answer::score)
                .sorted()
                .skip(ended.size() - (long) width)
                .findFirst()
                .orElseThrow();
        double reachable = kept.getFirst().logProbability / penalty(most + 1);
        return reachable <= worst;
    }

    private Answer answer(List<Integer> tokens, double logProbability, boolean hasEnded) {
        int length = tokens.size() + (hasEnded ? 1 : 0);
        return new Answer(List.copyOf(tokens), logProbability, logProbability / penalty(length), hasEnded);
    }

    private double penalty(int length) {
        return Math.pow((5.0 + length) / 6, alpha);
    }
}
