package hanshu.bench.clinic;

import hanshu.nn.BatchNorm;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.conv.Convolution;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The networks of the clinic. */
final class Nets {
    private Nets() {}

    /** Layers with ReLU or tanh between them, and what follows the last. */
    record Mlp(List<Linear> layers, boolean relu, Ending ending) implements Layer {
        enum Ending {
            LINEAR,
            SOFTMAX,
            TANH
        }

        static Mlp of(int in, int width, int depth, int out, boolean relu, Key key) {
            var layers = new ArrayList<Linear>();
            for (int i = 0; i <= depth; i++) {
                layers.add(Linear.of(i == 0 ? in : width, i == depth ? out : width, key.at(i)));
            }
            return new Mlp(layers, relu, Ending.LINEAR);
        }

        Mlp ending(Ending other) {
            return new Mlp(layers, relu, other);
        }

        /** With other weights and biases. */
        Mlp with(UnaryOperator<Linear> change) {
            return new Mlp(layers.stream().map(change).toList(), relu, ending);
        }

        @Override
        public Tensor apply(Tensor x, Pass pass) {
            var h = x;
            for (int i = 0; i < layers.size(); i++) {
                h = layers.get(i).apply(h, pass);
                if (i < layers.size() - 1) {
                    h = relu ? h.relu() : h.tanh();
                }
            }
            return switch (ending) {
                case LINEAR -> h;
                case SOFTMAX -> h.softmax(-1);
                case TANH -> h.tanh();
            };
        }
    }

    /** Convolutions with batch normalisation, the mean over the picture, and a linear layer. */
    record Cnn(List<Convolution> convolutions, List<BatchNorm> norms, Linear head) implements Layer {
        static Cnn of(int width, int classes, Key key) {
            return new Cnn(
                    List.of(
                            Convolution.of(1, width, Window.of(3, 3), key.at(0)),
                            Convolution.of(width, width, Window.of(3, 3), key.at(1))),
                    List.of(BatchNorm.of(width), BatchNorm.of(width)),
                    Linear.of(width, classes, key.at("head")));
        }

        @Override
        public Tensor apply(Tensor x, Pass pass) {
            var h = x; // (batch, height, width, channels)
            for (int i = 0; i < convolutions.size(); i++) {
                h = norms.get(i).apply(convolutions.get(i).apply(h, pass), pass).relu();
            }
            return head.apply(h.mean(1, 2), pass);
        }
    }

    /** A recurrent network whose last state answers. */
    record Reader<S>(Recurrent<S> recurrent, Linear head) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            var shown = recurrent.apply(x, pass); // (batch, time, hidden)
            return head.apply(shown.get(1, x.size(1) - 1), pass);
        }
    }
}
