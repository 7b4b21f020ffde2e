package hanshu.learn.supervised.task.model;

import hanshu.data.image.augment.Mixing;
import hanshu.data.image.augment.TestTime;
import hanshu.learn.supervised.task.input.Value;
import hanshu.learn.supervised.task.output.Decoder;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cases of a step: the value of each input and the target of each output, by name. */
public record TaskBatch(Map<String, Value> inputs, Map<String, Tensor> targets, int cases) {
    /** Without what is true of the cases. */
    public TaskBatch asked() {
        return new TaskBatch(inputs, Map.of(), cases);
    }

    /** How many steps its texts have, those of the targets too. */
    public int steps() {
        var read = inputs.values().stream()
                .map(value ->
                        value instanceof Value.Tokens tokens ? tokens.numbers().size(1) : 1);
        var written = targets.values().stream().map(target -> target.rank() == 2 ? target.size(1) : 1);
        return Stream.concat(read, written).max(Integer::compare).orElse(1);
    }

    /** Pictures and targets mixed in pairs. */
    public TaskBatch mixed(Mixing how, Map<String, Decoder> decoders, Key key) {
        var input = inputs.entrySet().iterator().next(); // the only one, a picture
        var x = ((Value.Pixels) input.getValue()).pixels();
        var mixed = new LinkedHashMap<String, Tensor>();
        var pictures = x;
        for (var decoder : decoders.entrySet()) { // one key: all targets in the same pairs
            var target = Objects.requireNonNull(targets.get(decoder.getKey()));
            var both = how.apply(x, decoder.getValue().shares(target), key);
            pictures = both.x();
            mixed.put(decoder.getKey(), both.y());
        }
        return new TaskBatch(Map.of(input.getKey(), new Value.Pixels(pictures)), mixed, cases);
    }

    /** The batch as it is, then with other views of its pictures; what else there is stays. */
    List<TaskBatch> views(TestTime how) {
        var views = new LinkedHashMap<String, List<Tensor>>();
        inputs.forEach((name, value) -> {
            if (value instanceof Value.Pixels(var x)) {
                views.put(name, how.views(x));
            }
        });
        int count = views.values().stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var changed = new LinkedHashMap<>(inputs);
                    views.forEach((name, all) -> changed.put(name, new Value.Pixels(all.get(i))));
                    return new TaskBatch(changed, targets, cases);
                })
                .toList();
    }
}
