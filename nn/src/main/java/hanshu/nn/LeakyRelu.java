package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * x where positive, else slope·x (Maas, Hannun & Ng 2013, "Rectifier nonlinearities improve neural network acoustic
 * models"). The shape stays.
 *
 * @param slope a finite number, from 0 to 1 as a rule; 0.01 in PyTorch
 */
public record LeakyRelu(double slope) implements Layer {
    public LeakyRelu {
        if (!Double.isFinite(slope)) {
            throw new IllegalArgumentException("LeakyRelu: the slope is a finite number, got " + slope);
        }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Activation.leakyRelu(x, slope);
    }
}
