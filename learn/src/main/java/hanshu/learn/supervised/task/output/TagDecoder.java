package hanshu.learn.supervised.task.output;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.input.Encoded;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.sequence.LinearChainCrf;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A tag for each step, those of a case judged together: p(y | case) = CRF of h·W + b (Huang, Xu & Yu 2015, section 2.5).
 * Tags that can't follow each other, as I behind O, are never answered.
 *
 * @param input whose steps are tagged
 * @param forbidden pairs of tags that can't follow each other, −1 for the begin and the end
 * @param crf which tags follow each other; where there is none each step stands alone
 */
public record TagDecoder(String input, Linear head, Optional<LinearChainCrf> crf, List<Pair> forbidden)
        implements Decoder {
    private static final float NEVER = -1e4f;

    /** A tag and the next, by number. */
    record Pair(int tag, int next) {}

    public TagDecoder {
        forbidden = List.copyOf(forbidden);
    }

    public static TagDecoder of(TagForm form, int in, Key key) {
        var forbidden = new ArrayList<Pair>();
        for (int tag = -1; tag < form.width(); tag++) {
            for (int next = -1; next < form.width(); next++) {
                if (!form.allows(tag, next)) {
                    forbidden.add(new Pair(tag, next));
                }
            }
        }
        return new TagDecoder(
                form.input(),
                Linear.of(in, form.width(), key.at("head")),
                Optional.of(LinearChainCrf.of(form.width(), key.at("crf"))),
                forbidden);
    }

    /** Each step by itself, as y = b + w·x answers. */
    public static TagDecoder alone(TagForm form) {
        return new TagDecoder(form.input(), Linear.of(1, form.width(), Key.of(0)), Optional.empty(), List.of());
    }

    @Override
    public Optional<String> reads() {
        return Optional.of(input);
    }

    @Override
    public int width() {
        return head.weight().size(1);
    }

    @Override
    public Wording loss() {
        return Wording.of("−log p of a tag", "标签的 −log p");
    }

    @Override
    public Scores scores(Encoded seen, Optional<Tensor> target, Pass pass) {
        var states = seen.states();
        return new Scores(head.apply(states.steps(), pass), Optional.of(states.lengths()));
    }

    /** Mean −log p of the tags, of all steps. */
    @Override
    public Tensor loss(Scores scores, Tensor target, boolean training) {
        var there = target.ge(0); // (batch, time)
        var tags = there.where(target, 0);
        var likelihood = crf.map(own -> allowing(own)
                        .logLikelihood(scores.values(), tags, scores.lengths().orElseThrow())
                        .sum())
                .orElseGet(() -> scores.values()
                        .logSoftmax(-1)
                        .gather(-1, tags.unsqueeze(-1))
                        .squeeze(-1)
                        .times(there.cast(DType.F32))
                        .sum());
        return likelihood.neg().div(there.cast(DType.F32).sum().maximum(1));
    }

    private LinearChainCrf allowing(LinearChainCrf free) {
        if (forbidden.isEmpty()) {
            return free;
        }
        int tags = width();
        var start = new float[tags];
        var end = new float[tags];
        var transitions = new float[tags * tags];
        for (var pair : forbidden) {
            if (pair.tag < 0) {
                start[pair.next] = NEVER;
            } else if (pair.next < 0) {
                end[pair.tag] = NEVER;
            } else {
                transitions[pair.tag * tags + pair.next] = NEVER;
            }
        }
        return new LinearChainCrf(
                free.transitions().plus(Tensor.of(transitions, tags, tags)),
                free.start().plus(Tensor.of(start, tags)),
                free.end().plus(Tensor.of(end, tags)));
    }

    @Override
    public Scores answers(Scores scores) {
        return scores;
    }

    /** The numbers of the most probable tags. */
    @Override
    public double[][] rows(Scores answers) {
        var lengths = answers.lengths().orElseThrow();
        if (crf.isPresent()) {
            return allowing(crf.get()).best(answers.values(), lengths).stream()
                    .map(path -> path.tags().stream().mapToDouble(i -> i).toArray())
                    .toArray(double[][]::new);
        }
        int time = answers.values().size(1);
        var best = answers.values().argmax(-1).toDoubles();
        var steps = lengths.toLongs();
        return IntStream.range(0, steps.length)
                .mapToObj(i -> Arrays.copyOfRange(best, i * time, i * time + (int) steps[i]))
                .toArray(double[][]::new);
    }
}
