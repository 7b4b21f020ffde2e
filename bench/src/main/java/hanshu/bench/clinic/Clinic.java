package hanshu.bench.clinic;

import hanshu.data.table.Table;
import hanshu.tensor.Key;
import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Doctor;
import hanshu.train.doctor.Illness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Spoils healthy trainings in known ways, and asks the doctor what is wrong: {@code clinic RESULT_FILE [SEEDS [ILLNESS]]}.
 * Seeds are a number, as in 3 for 1 to 3, or a range, as in 11-15.
 * Each run appends a line, and is left out when it is there.
 */
public final class Clinic {
    private static final int ROWS = 900;

    private Clinic() {}

    /** The tables of a seed, as varied as may be. */
    private static List<Samples> tables(Key key) {
        var tables = new ArrayList<>(List.of(
                Samples.moons(ROWS, key.at("moons")),
                Samples.rings(ROWS, key.at("rings")),
                Samples.waves(ROWS, key.at("waves")),
                Samples.friedman(ROWS, key.at("friedman"))));
        Optional.ofNullable(System.getenv("HANSHU_DATA")).map(Path::of).ifPresent(data -> {
            var tabular = data.resolve("tabular");
            tables.add(Samples.of(
                    Table.read(tabular.resolve("california_housing.csv")), 8, false, 1_500, key.at("california")));
            tables.add(
                    Samples.of(Table.read(tabular.resolve("winequality-white.csv")), 11, false, 1_500, key.at("wine")));
        });
        return tables;
    }

    /** All sick and healthy runs of a seed. */
    static List<Sick> runs(int seed) {
        var key = Key.of(seed).at("clinic");
        var runs = new ArrayList<>(Sick.ofSequencesAndPictures(key));
        tables(key).forEach(table -> runs.addAll(Sick.of(table, key.at(table.name()))));
        return runs;
    }

    static Diagnosis examine(Sick run, int seed) {
        return Doctor.examine(run.learner(), Key.of(seed).at("doctor"), words -> {});
    }

    /** The program. */
    public static void main(String... args) throws IOException {
        var file = Path.of(args[0]);
        var seeds = args.length > 1 ? args[1] : "3";
        int dash = seeds.indexOf('-');
        int first = dash < 0 ? 1 : Integer.parseInt(seeds.substring(0, dash));
        int last = Integer.parseInt(seeds.substring(dash + 1));
        var only = args.length > 2 ? Sick.named(args[2]) : Optional.<Illness>empty();
        var known = Files.exists(file) ? Files.readString(file) : "";
        int right = 0;
        int all = 0;
        for (int seed = first; seed <= last; seed++) {
            for (var run : runs(seed)) {
                if (only.filter(illness -> illness != run.illness()).isPresent()) {
                    continue;
                }
                var begin = "%d\t%s\t%s\t".formatted(seed, run.illness(), run.name());
                var line = known.lines().filter(l -> l.startsWith(begin)).findFirst();
                if (line.isEmpty() && !run.isSick(Key.of(seed).at("doctor").at("first"))) {
                    line = Optional.of(begin + "LEFT_OUT\tit does no worse than before it was spoiled");
                    Files.writeString(file, line.get() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    IO.println(line.get());
                } else if (line.isEmpty()) {
                    long start = System.nanoTime();
                    var diagnosis = examine(run, seed);
                    var seconds = (System.nanoTime() - start) * 1e-9;
                    line = Optional.of("%s%s\t%s\t%s\t%s%s"
                            .formatted(
                                    begin,
                                    diagnosis.illness(),
                                    diagnosis.sureness(),
                                    String.format(Locale.ROOT, "%.1f", seconds),
                                    diagnosis.evidence().stream()
                                            .filter(e -> e.speaks() || diagnosis.illness() != run.illness())
                                            .map(e -> e.found().english())
                                            .toList(),
                                    diagnosis.illness() == run.illness()
                                            ? ""
                                            : diagnosis.trials().toString()));
                    Files.writeString(file, line.get() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    IO.println(line.get());
                }
                if (line.get().contains("\tLEFT_OUT\t")) {
                    continue;
                }
                all++;
                right += line.get().startsWith(begin + run.illness() + "\t") ? 1 : 0;
            }
        }
        IO.println("%d of %d named rightly".formatted(right, all));
    }
}
