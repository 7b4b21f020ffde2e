package hanshu.learn.supervised.task.model;

import hanshu.data.Wording;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.learn.supervised.task.output.Scores;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Several functions that answer together: z = Σ wᵢ·zᵢ, of numbers their weighted mean, of classes the geometric one of
 * what each holds probable (Hansen & Salamon 1990, "Neural network ensembles"; Heskes 1998, "Selecting weighting factors
 * in logarithmic opinion pools"). Where one is wrong by chance, the others are not.
 *
 * @param weights one for each member, of the sum 1
 */
public record Together(List<Scoring> members, List<Double> weights) implements Scoring {
    public Together {
        members = List.copyOf(members);
        weights = List.copyOf(weights);
        if (members.size() < 2 || members.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "two functions or more answer together, each with a weight; got %d and %d"
                            .formatted(members.size(), weights.size()));
        }
    }

    /** A new network, or as many as are asked for, alike but for the numbers that they begin with. */
    public static Scoring networks(Forms forms, TaskConfig config, Key key) {
        int count = Math.max(1, config.training().networks());
        if (count == 1) {
            return TaskModel.of(forms, config, key);
        }
        var members = IntStream.range(0, count)
                .<Scoring>mapToObj(i -> TaskModel.of(forms, config, key.at(i)))
                .toList();
        members.getFirst().decoders().forEach((output, decoder) -> {
            if (!(decoder instanceof Decoder.OfVector)) {
                throw new ConfigException("training: networks is 1 where labels or texts are answered, as %s is; got %d"
                        .formatted(output, count));
            }
        });
        return new Together(members, Collections.nCopies(count, 1.0 / count));
    }

    /**
     * A network and y = b + w·x.
     *
     * @param share the weight of the latter: 0 for the network alone, 1 for the line alone
     */
    public static Scoring of(Scoring network, Line line, double share) {
        return share == 0
                ? network
                : share == 1 ? line : new Together(List.of(network, line), List.of(1 - share, share));
    }

    /** The weight that y = b + w·x has in a function that {@link #of} made. */
    public static double share(Scoring function) {
        return switch (function) {
            case Line line -> 1;
            case TaskModel network -> 0;
            case Together several -> several.members.getLast() instanceof Line ? several.weights.getLast() : 0;
        };
    }

    @Override
    public Map<String, Scores> scores(TaskBatch batch, Pass pass) {
        var sums = new LinkedHashMap<String, Scores>();
        for (int i = 0; i < members.size(); i++) {
            double weight = weights.get(i);
            members.get(i)
                    .scores(batch, pass.at(i))
                    .forEach((name, one) -> sums.merge(
                            name,
                            one.with(one.values().times(weight)),
                            (sum, next) -> sum.with(sum.values().plus(next.values()))));
        }
        return sums;
    }

    @Override
    public SequencedMap<String, Decoder> decoders() {
        return members.getFirst().decoders();
    }

    @Override
    public Wording describe() {
        return inWords(members.stream().map(Scoring::describe).toList());
    }

    @Override
    public Wording describe(String input) {
        return inWords(members.stream().map(member -> member.describe(input)).toList());
    }

    /** Members that are alike are named once. */
    private static Wording inWords(List<Wording> each) {
        var first = each.getFirst();
        return each.stream().distinct().count() == 1
                ? Wording.of("%d times %s", "%d 个%s").with(each.size(), first)
                : Wording.joined(Wording.of(" together with ", "，连同"), each);
    }
}
