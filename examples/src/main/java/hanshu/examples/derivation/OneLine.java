package hanshu.examples.derivation;

import hanshu.data.table.Table;
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/** y = b + w·x₁ by gradient descent: tomorrow's highest temperature from today's. */
final class OneLine {
    void main() {
        var days = Table.read(Path.of("examples/data/seattle-weather.csv")).cells("temp_max");
        var x = new float[days.rows() - 1];
        var y = new float[x.length];
        for (int day = 0; day < x.length; day++) {
            x[day] = (float) days.number(day) / 10; // in tens of degrees
            y[day] = (float) days.number(day + 1);
        }
        var b = Tensor.scalar(0).tracked();
        var w = Tensor.scalar(0).tracked();
        for (int step = 0; step < 2000; step++) {
            var error = w.times(Tensor.of(x, x.length)).plus(b).minus(Tensor.of(y, y.length));
            var loss = error.square().mean(); // L(b, w)
            var slopes = Gradients.grad(loss, List.of(b, w)); // ∂L/∂b and ∂L/∂w
            b = b.minus(slopes.get(0).times(0.1)).detach().tracked(); // against the slope,
            w = w.minus(slopes.get(1).times(0.1)).detach().tracked(); // η = 0.1 times as far
        }
        IO.println("y = %.1f + %.2f·x".formatted(b.item(), w.item() / 10));
    }
}
