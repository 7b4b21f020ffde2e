package hanshu.bench;

import hanshu.nn.Activation;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/** Functions of each element of a million: MB/s, of what is read once and written once. */
public final class ElementwiseTable {
    private ElementwiseTable() {}

    public static void main(String[] args) {
        var x = Key.of(1).normal(1_000_000);
        var functions = new LinkedHashMap<String, UnaryOperator<Tensor>>();
        functions.put("gelu-chain", t -> Activation.GELU.apply(t.times(1.5).plus(0.5), Pass.evaluation()));
        functions.put("exp", Tensor::exp);
        functions.put("tanh", Tensor::tanh);
        functions.put("sigmoid", Tensor::sigmoid);
        functions.forEach((name, f) -> {
            var buffers = new Buffers();
            Steady.print(name, TrainingTable.WHO, "MB/s", 8, () -> buffers.step(() -> f.apply(x)));
        });
    }
}
