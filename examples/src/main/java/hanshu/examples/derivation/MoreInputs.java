package hanshu.examples.derivation;

import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.Question;
import hanshu.tensor.LinearAlgebra;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** y = b + w·x, where x is the 1, 7, 28 or 56 days before: the least of the squared loss in one go. */
final class MoreInputs {
    void main() {
        var days = Table.read(Path.of("examples/data/seattle-weather.csv")).cells("temp_max");
        var values = IntStream.range(0, days.rows()).mapToDouble(days::number).toArray();
        for (int before : List.of(1, 7, 28, 56)) {
            var question = Question.next("temp_max", values, 56).of(before);
            var x = question.train().x(); // (rows, before); means are 0, so b is 0
            var y = question.train().y(); // (rows, 1)
            var w = LinearAlgebra.solve(x.transpose().matmul(x), x.transpose().matmul(y)); // (before, 1)
            var unseen = question.test();
            var loss = unseen.x().matmul(w).minus(unseen.y()).square().mean().item();
            IO.println("%d days: wrong by %.2f".formatted(before, question.inUnits(loss)));
        }
    }
}
