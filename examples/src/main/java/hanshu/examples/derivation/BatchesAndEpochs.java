package hanshu.examples.derivation;

import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.LineLoss;
import hanshu.learn.supervised.derivation.Question;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Five epochs of the line y = b + w·x₁ in batches of 10, 100 and all rows. */
final class BatchesAndEpochs {
    void main() {
        var days = Table.read(Path.of("examples/data/seattle-weather.csv")).cells("temp_max");
        var values = IntStream.range(0, days.rows()).mapToDouble(days::number).toArray();
        var loss = LineLoss.squared(Question.next("temp_max", values, 1).train());
        int rows = loss.x().size(0);
        for (int batch : List.of(10, 100, rows)) {
            var b = Tensor.zeros(1).tracked();
            var w = Tensor.zeros(1).tracked();
            for (int step = 0; step < 5 * (rows / batch); step++) { // five epochs
                int from = step % (rows / batch) * batch;
                var order = Key.of(1).at(step / (rows / batch)).permutation(rows); // a new one each epoch
                var some = loss.of(Arrays.copyOfRange(order, from, from + batch));
                var slopes = Gradients.grad(some.loss(b, w).sum(), List.of(b, w));
                b = b.minus(slopes.get(0).times(0.01)).detach().tracked();
                w = w.minus(slopes.get(1).times(0.01)).detach().tracked();
            }
            IO.println(
                    "batches of %d: loss %.3f".formatted(batch, loss.loss(b, w).item()));
        }
    }
}
