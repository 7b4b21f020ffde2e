package hanshu.nn;

import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The optimisers, which learn F32 alone, written down once more for F64: formulas as in their documentation. */
final class DoubleSteps {
    private final Reference r;
    private final List<double[]> momentum = new ArrayList<>();
    private final List<double[]> square = new ArrayList<>();
    private final List<double[]> highest = new ArrayList<>();
    private int t = 0;

    DoubleSteps(Reference r) {
        this.r = r;
    }

    List<Tensor> next(List<Tensor> theta, List<Tensor> gradients, double rate) {
        t++;
        var g = gradients.stream().map(Tensor::toDoubles).toList();
        clip(g);
        var moved = new ArrayList<Tensor>();
        for (int i = 0; i < g.size(); i++) {
            if (t == 1) {
                momentum.add(new double[g.get(i).length]);
                square.add(new double[g.get(i).length]);
                highest.add(new double[g.get(i).length]);
            }
            var x = theta.get(i).toDoubles();
            for (int j = 0; j < x.length; j++) {
                x[j] = r.text("optimiser").equals("sgd")
                        ? sgd(x[j], g.get(i)[j], i, j, rate)
                        : adam(x[j], g.get(i)[j], i, j, rate);
            }
            moved.add(Tensor.of(x, theta.get(i).shape().toArray()));
        }
        return moved;
    }

    private void clip(List<double[]> g) {
        if (r.has("clipNorm")) {
            double norm = Math.sqrt(g.stream()
                    .flatMapToDouble(Arrays::stream)
                    .map(value -> value * value)
                    .sum());
            double factor = Math.min(1, r.number("clipNorm") / (norm + 1e-6));
            g.forEach(values -> Arrays.setAll(values, j -> values[j] * factor));
        }
        if (r.has("clipValue")) {
            double limit = r.number("clipValue");
            g.forEach(values -> Arrays.setAll(values, j -> Math.clamp(values[j], -limit, limit)));
        }
    }

    private double sgd(double x, double gradient, int i, int j, double rate) {
        double mu = r.number("momentum");
        double g = gradient + r.number("decay") * x;
        double b = t == 1 ? g : mu * momentum.get(i)[j] + g;
        momentum.get(i)[j] = b;
        return x - rate * (r.flag("nesterov") ? g + mu * b : b);
    }

    private double adam(double theta, double gradient, int i, int j, double rate) {
        boolean decoupled = r.text("optimiser").equals("adamW");
        double decay = r.number("decay");
        double x = decoupled ? theta - rate * decay * theta : theta;
        double g = decoupled ? gradient : gradient + decay * theta;
        double beta1 = r.number("beta1");
        double beta2 = r.number("beta2");
        double m = beta1 * momentum.get(i)[j] + (1 - beta1) * g;
        double v = beta2 * square.get(i)[j] + (1 - beta2) * g * g;
        momentum.get(i)[j] = m;
        square.get(i)[j] = v;
        highest.get(i)[j] = Math.max(highest.get(i)[j], v);
        double scale = Math.sqrt((r.flag("amsgrad") ? highest.get(i)[j] : v) / (1 - Math.pow(beta2, t)));
        return x - rate * m / (1 - Math.pow(beta1, t)) / (scale + r.number("epsilon"));
    }
}
