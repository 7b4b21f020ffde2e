package hanshu.examples.derivation;

import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.Question;
import hanshu.nn.Params;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** y = c + Σ vᵢ·relu(bᵢ + wᵢ·x₁), ten pieces, as matrices: y = relu(X·W1 + b1)·W2 + b2. */
final class SumOfPieces {
    record Pieces(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {}

    void main() {
        var days = Table.read(Path.of("examples/data/seattle-weather.csv")).cells("temp_max");
        var values = IntStream.range(0, days.rows()).mapToDouble(days::number).toArray();
        var rows = Question.next("temp_max", values, 1).train(); // x: (rows, 1), y: (rows, 1)
        var key = Key.of(1);
        var start = new Pieces(Tensor.ones(1, 10), key.normal(10), Tensor.zeros(10, 1), Tensor.zeros(1));
        var theta = Params.of(start); // all 31 unknowns as one vector
        var live = theta.in(start);
        var adam = Adam.of(theta, new Adam.Config());
        var slope = new float[theta.count()];
        for (int step = 0; step <= 300; step++) {
            var hidden = rows.x().matmul(live.w1()).plus(live.b1()).relu(); // (rows, 10)
            var loss = new Mse().of(hidden.matmul(live.w2()).plus(live.b2()), rows.y());
            theta.gradInto(loss, slope);
            adam.step(theta.theta(), slope, 0.01);
            IO.print(step % 100 == 0 ? "step %d: loss %.3f%n".formatted(step, loss.item()) : "");
        }
    }
}
