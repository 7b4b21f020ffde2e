package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * x where positive, else slope·x (Maas, Hannun & Ng 2013, "Rectifier nonlinearities improve neural network acoustic
 * models").
 */
public record LeakyRelu(double slope) implements Layer {
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Activation.leakyRelu(x, slope);
    }
}
