package hanshu.bench.texts;

import hanshu.data.DataException;
import hanshu.learn.supervised.task.Opening;
import hanshu.learn.supervised.task.cases.Cases;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.cases.Provided;
import hanshu.learn.supervised.task.config.OutputConfig;
import hanshu.learn.supervised.task.config.TaskConfig;
import hanshu.tensor.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A public data set of the study.
 *
 * @param file below the folder of the data
 * @param column that is answered; empty where the data have one answer
 * @param folds how many runs, each tested on another share of the cases; 1 for the test that comes with the data, or one
 *     kept back at random
 * @param published the accuracy to compare with, and whose it is
 */
record TextData(String name, String file, String column, int folds, String published) {
    static final List<TextData> ALL = List.of(
            new TextData("trec", "text-en/TREC.train.all", "", 1, "91.2 (Kim 2014, CNN-rand)"),
            new TextData("sst2", "text-en/stsa.binary.train", "", 1, "82.7 (Kim 2014, CNN-rand, from phrases too)"),
            new TextData("waimai", "text-zh/waimai_10k.csv", "label", 1, "–"),
            new TextData("names18", "names18", "", 1, "–"),
            new TextData("fsdd", "fsdd/recordings", "", 1, "–"),
            new TextData("mr", "text-en/rt-polarity.all", "", 10, "76.1 (Kim 2014, CNN-rand)"));

    static TextData of(String name) {
        return ALL.stream()
                .filter(data -> data.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no data set \"" + name + "\"; there are "
                        + String.join(", ", ALL.stream().map(TextData::name).toList())));
    }

    /** The defaults. */
    TaskConfig config() {
        return column.isEmpty()
                ? TaskConfig.DEFAULTS
                : TaskConfig.DEFAULTS.withOutputs(List.of(OutputConfig.of(column)));
    }

    Provided provided(Path data, int fold) {
        var provided = Opening.of(data.resolve(file), config());
        if (folds == 1) {
            return provided;
        }
        var cases = provided.learning();
        var order = Key.of(0).at("folds").permutation(cases.count());
        return Provided.of(
                some(
                        cases,
                        IntStream.range(0, order.length)
                                .filter(i -> i % folds != fold)
                                .map(i -> order[i])),
                some(
                        cases,
                        IntStream.range(0, order.length)
                                .filter(i -> i % folds == fold)
                                .map(i -> order[i])));
    }

    private static Cases some(Cases cases, IntStream rows) {
        var chosen = rows.boxed().toList();
        var input = Objects.requireNonNull(cases.inputs().firstEntry());
        var answer = Objects.requireNonNull(cases.answers().firstEntry());
        if (!(input.getValue() instanceof Given.Texts(var texts))) {
            throw new DataException(cases.name() + " is tested in folds, which only texts are here");
        }
        return Cases.of(
                cases.name(),
                input.getKey(),
                new Given.Texts(chosen.stream().map(texts::get).toList()),
                answer.getKey(),
                chosen.stream().map(row -> answer.getValue().get(row)).toList());
    }
}
