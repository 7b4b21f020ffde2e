package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.function.Function;

/**
 * A layer with what goes in and what comes out, for test classes that hold many to the {@link Conformance} test.
 *
 * @param make the layer, its parameters drawn from the key
 */
public record LayerCase(String name, Function<Key, Layer> make, Tensor input, Shape output) {
    /** Rows from the normal distribution. */
    public static Tensor normal(int... shape) {
        return Key.of(3).normal(shape);
    }

    @Override
    public String toString() {
        return name;
    }

    /** What every layer must do, of one case after the other: a parameterized class whose source gives cases. */
    public abstract static class Conformance implements LayerConformance {
        private final LayerCase layer;

        protected Conformance(LayerCase layer) {
            this.layer = layer;
        }

        @Override
        public Layer layer(Key key) {
            return layer.make.apply(key);
        }

        @Override
        public Tensor input() {
            return layer.input;
        }

        @Override
        public Shape output() {
            return layer.output;
        }
    }
}
