package hanshu.examples.derivation;

import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.Candidate;
import hanshu.learn.supervised.derivation.Cures;
import hanshu.learn.supervised.derivation.Question;
import hanshu.learn.supervised.derivation.Recipe;
import hanshu.tensor.Key;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Networks of one to four layers from 28 days before, the one that validation picks, and a cure of overfitting. */
final class Layers {
    void main() {
        var days = Table.read(Path.of("examples/data/seattle-weather.csv")).cells("temp_max");
        var values = IntStream.range(0, days.rows()).mapToDouble(days::number).toArray();
        var question = Question.next("temp_max", values, 28);
        var best = Double.POSITIVE_INFINITY;
        for (int depth = 1; depth <= 4; depth++) {
            var network = Candidate.of(question, Recipe.of(28, depth), Key.of(1));
            best = Math.min(best, network.validation());
            print("%d layers".formatted(depth), question, network);
        }
        IO.println("validation picks %.2f".formatted(question.inUnits(best)));
        var cured = Cures.with(Cures.Cure.DROPOUT, Recipe.of(28, 4));
        print("4 layers, dropout", question, Candidate.of(question, cured, Key.of(1)));
    }

    private static void print(String name, Question question, Candidate network) {
        double train = question.inUnits(network.train());
        double validation = question.inUnits(network.validation());
        IO.println("%s: training %.2f, validation %.2f".formatted(name, train, validation));
    }
}
