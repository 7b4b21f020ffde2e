package hanshu.learn.supervised.task;

import hanshu.tensor.Cost;
import hanshu.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;

/** How many arithmetic operations some tensors were computed by, as far as it is remembered. */
final class Work {
    private Work() {}

    static double of(Iterable<Tensor> results) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Tensor, Boolean>());
        var open = new ArrayDeque<Tensor>();
        results.forEach(open::add);
        double flops = 0;
        while (!open.isEmpty()) {
            var y = open.pop();
            if (!seen.add(y)) {
                continue;
            }
            var in = y.inputs().toArray(Tensor[]::new);
            flops += y.op().map(op -> (double) Cost.of(op, in, y).flops()).orElse(0.0);
            open.addAll(y.inputs());
        }
        return flops;
    }
}
