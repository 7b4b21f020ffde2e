package hanshu.bench.tuning;

import hanshu.data.table.Table;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.TableTuning;
import hanshu.learn.supervised.Understanding;
import hanshu.tensor.Key;
import hanshu.train.config.Config;
import hanshu.train.tune.Asha;
import hanshu.train.tune.Search;
import hanshu.train.tune.Tpe;
import hanshu.train.tune.Trial;
import hanshu.train.tune.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Random search against parzen estimators with successive halving, at equal time: which finds the lower validation loss,
 * and what that is worth on test rows. Neither begins with the defaults.
 */
public final class TuningStudy {
    private static final int SEEDS = 5;

    private TuningStudy() {}

    /** What one search came to. */
    record Found(String data, int seed, String search, int trials, double validation, double test) {
        String line() {
            return String.format(
                    Locale.ROOT, "%s\t%d\t%s\t%d\t%.5f\t%.5f%n", data, seed, search, trials, validation, test);
        }

        static Found of(String line) {
            var cells = line.split("\t", -1);
            return new Found(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    cells[2],
                    Integer.parseInt(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]));
        }
    }

    /**
     * {@code RESULT_FILE SECONDS EPOCHS CSV_FILE:TARGET…}. A search appends its line to the file and is left out when it is
     * there: a study may be stopped and started again.
     */
    public static void main(String... args) throws IOException {
        var file = Path.of(args[0]);
        double seconds = Double.parseDouble(args[1]);
        int epochs = Integer.parseInt(args[2]);
        var known = Files.exists(file)
                ? new ArrayList<>(
                        Files.readAllLines(file).stream().map(Found::of).toList())
                : new ArrayList<Found>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var data : List.of(args).subList(3, args.length)) {
                for (var search : seed % 2 == 0 ? List.of("random", "tpe+asha") : List.of("tpe+asha", "random")) {
                    int own = seed;
                    var name = String.valueOf(Path.of(data).getFileName());
                    if (known.stream()
                            .noneMatch(found -> found.data().equals(name)
                                    && found.seed() == own
                                    && found.search().equals(search))) {
                        var found = search(data, seed, search, seconds, epochs);
                        known.add(found);
                        Files.writeString(file, found.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        System.out.print(found.line());
                    }
                }
            }
        }
        compare(known);
    }

    static Found search(String data, int seed, String search, double seconds, int epochs) {
        int colon = data.lastIndexOf(':');
        var table = Table.read(Path.of(data.substring(0, colon)));
        var config = Config.parse(
                "target: \"%s\"%nseed: %d%ntraining: {epochs: %d, patience: %d, folds: 1}%n"
                        .formatted(data.substring(colon + 1), seed, epochs, Math.max(5, epochs / 4)),
                "study",
                SupervisedConfig.DEFAULTS);
        var tuning = new TableTuning(Understanding.of(table, Optional.empty(), config));
        boolean isRandom = search.equals("random");
        var key = Key.of(seed).at("tune");
        var trials = new Tuning(
                        tuning,
                        tuning.space(),
                        isRandom ? Search.random() : Tpe.DEFAULT,
                        isRandom ? Asha.none(epochs) : Asha.of(epochs),
                        key,
                        trial -> {})
                .run(Optional.empty(), seconds);
        var best = Tuning.best(trials).orElseThrow();
        return new Found(
                String.valueOf(Path.of(data).getFileName()),
                seed,
                search,
                (int) trials.stream().map(Trial::number).distinct().count(),
                best.loss(),
                tuning.testLoss(best.values(), key.at("trial").at(best.number())));
    }

    private static void compare(List<Found> all) {
        System.out.println(
                "data: wins of tpe+asha by validation loss, by test loss; mean validation loss of both, test loss of both");
        all.stream().map(Found::data).distinct().forEach(data -> {
            int wins = 0;
            int testWins = 0;
            int pairs = 0;
            var means = new double[4];
            for (int seed = 1; seed <= SEEDS; seed++) {
                var random = find(all, data, seed, "random");
                var other = find(all, data, seed, "tpe+asha");
                wins += other.validation() < random.validation() ? 1 : 0;
                testWins += other.test() < random.test() ? 1 : 0;
                pairs++;
                means[0] += random.validation() / SEEDS;
                means[1] += other.validation() / SEEDS;
                means[2] += random.test() / SEEDS;
                means[3] += other.test() / SEEDS;
            }
            System.out.printf(
                    "%s: %d and %d of %d; random %.4f, tpe+asha %.4f; on test %.4f and %.4f%n",
                    data, wins, testWins, pairs, means[0], means[1], means[2], means[3]);
        });
    }

    private static Found find(List<Found> all, String data, int seed, String search) {
        return all.stream()
                .filter(found -> found.data().equals(data)
                        && found.seed() == seed
                        && found.search().equals(search))
                .findFirst()
                .orElseThrow();
    }
}
