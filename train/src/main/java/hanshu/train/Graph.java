package hanshu.train;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** What can be read off the graph of a computation. */
public final class Graph {
    private Graph() {}

    /** All nodes, each after its inputs. */
    public static List<Tensor> nodes(Tensor root) {
        var done = Collections.newSetFromMap(new IdentityHashMap<Tensor, Boolean>());
        var order = new ArrayList<Tensor>();
        record Visit(Tensor node, boolean leaving) {}
        var stack = new ArrayDeque<Visit>();
        stack.push(new Visit(root, false));
        while (!stack.isEmpty()) {
            var visit = stack.pop();
            if (visit.leaving) {
                order.add(visit.node);
            } else if (done.add(visit.node)) {
                stack.push(new Visit(visit.node, true));
                visit.node.inputs().forEach(input -> stack.push(new Visit(input, false)));
            }
        }
        return order;
    }

    /** The layer of the nearest parameter before the node, by its name; "the inputs" where there is none. */
    public static String layer(Tensor node) {
        var queue = new ArrayDeque<Tensor>(node.inputs());
        while (!queue.isEmpty()) {
            var next = queue.poll();
            if (next.op().isEmpty() && !next.name().isEmpty()) {
                var name = next.name();
                int dot = name.lastIndexOf('.');
                return dot < 0 ? name : name.substring(0, dot);
            }
            queue.addAll(next.inputs());
        }
        return "the inputs";
    }

    /**
     * Where the first number that is none comes from, such as "log, after layers.1"; empty if all are numbers. Infinities
     * count only where nothing is NaN, and negative ones, with which masks are made, not at all.
     */
    static Optional<String> firstBad(Tensor loss) {
        var nodes = nodes(loss);
        return first(nodes, Double::isNaN).or(() -> first(nodes, v -> v == Double.POSITIVE_INFINITY));
    }

    private static Optional<String> first(List<Tensor> nodes, DoublePredicate bad) {
        for (var node : nodes) {
            boolean floats = node.dtype() == DType.F32 || node.dtype() == DType.F64;
            if (floats && anyMatch(node, bad)) {
                return Optional.of(node.op()
                        .map(op -> "%s, after %s".formatted(op, layer(node)))
                        .orElseGet(() -> node.name().isEmpty() ? "the inputs" : node.name() + " itself"));
            }
        }
        return Optional.empty();
    }

    private static boolean anyMatch(Tensor node, DoublePredicate bad) {
        for (double value : node.toDoubles()) {
            if (bad.test(value)) {
                return true;
            }
        }
        return false;
    }
}
