package hanshu.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks back from a result to what it was computed from (reverse-mode differentiation; Linnainmaa 1970, Speelpenning
 * 1980). Each shared node is visited once, with an explicit stack, so that a graph may be a million operations deep.
 */
public final class Gradients {
    private Gradients() {}

    /**
     * ∂loss/∂x for each x, as constants.
     *
     * @param loss one number
     * @param wrt tracked tensors; one that the loss does not depend on gets zeros
     * @throws ShapeException when the loss has more than one element
     * @throws IllegalArgumentException when the loss or an x is not tracked
     */
    public static List<Tensor> grad(Tensor loss, List<Tensor> wrt) {
        return walk(loss, seed(loss), wrt, false);
    }

    /** As {@link #grad}, with results that remember how they came about and so can be differentiated again. */
    public static List<Tensor> differentiableGrad(Tensor loss, List<Tensor> wrt) {
        return walk(loss, seed(loss), wrt, true);
    }

    /** vᵀ·∂y/∂x for each x: the gradient of Σ v∘y, differentiable again. */
    public static List<Tensor> vectorJacobian(Tensor y, Tensor v, List<Tensor> wrt) {
        if (!v.shape().equals(y.shape())) {
            throw new ShapeException("vectorJacobian: v must have y's shape, got " + v.shape() + " for " + y.shape());
        }
        return walk(y, v, wrt, true);
    }

    /** H·v for each x, where H is the matrix of second derivatives of the loss (Pearlmutter 1994). */
    public static List<Tensor> hessianVector(Tensor loss, List<Tensor> wrt, List<Tensor> v) {
        var slopes = differentiableGrad(loss, wrt);
        var along = Tensor.full(loss.dtype(), 0, Shape.of());
        for (int i = 0; i < slopes.size(); i++) {
            along = along.plus(slopes.get(i).times(v.get(i)).sum());
        }
        return along.isTracked()
                ? grad(along, wrt)
                : wrt.stream().map(Tensor::zerosLike).toList();
    }

    private static Tensor seed(Tensor loss) {
        if (loss.count() != 1) {
            throw new ShapeException(
                    "grad: the loss must be one number, got " + loss.shape() + "; take its mean or sum");
        }
        return Tensor.onesLike(loss);
    }

    private static List<Tensor> walk(Tensor result, Tensor seed, List<Tensor> wrt, boolean differentiable) {
        requireTracked(result, "the loss");
        var gradients = new IdentityHashMap<Tensor, Tensor>();
        var targets = new IdentityHashMap<Tensor, Boolean>();
        for (var x : wrt) {
            requireTracked(x, "what the gradient is asked for");
            targets.put(x, true);
        }
        var needed = new IdentityHashMap<>(targets);
        var order = inputsFirst(result, needed);
        gradients.put(result, seed);
        for (int i = order.size() - 1; i >= 0; i--) {
            var node = order.get(i);
            var op = node.maker();
            var g = targets.containsKey(node) ? gradients.get(node) : gradients.remove(node);
            if (op != null && g != null) {
                pass(node, op, g, gradients, needed, differentiable);
            }
        }
        var found = new ArrayList<Tensor>(wrt.size());
        for (var x : wrt) {
            var g = gradients.get(x);
            found.add(g == null ? Tensor.zerosLike(x) : g);
        }
        return found;
    }

    /** Hands a node's gradient on to its inputs. */
    private static void pass(
            Tensor node,
            Op op,
            Tensor g,
            IdentityHashMap<Tensor, Tensor> gradients,
            IdentityHashMap<Tensor, Boolean> needed,
            boolean differentiable) {
        int n = node.inputs().size();
        var inputs = new Tensor[n];
        var wants = new boolean[n];
        for (int i = 0; i < n; i++) {
            var input = node.inputs().get(i);
            inputs[i] = differentiable ? input : input.detach();
            wants[i] = needed.containsKey(input);
        }
        var parts = GradientTable.of(op, inputs, differentiable ? node : node.detach(), g, wants);
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i];
            if (wants[i] && part != null) {
                var input = node.inputs().get(i);
                var sum = gradients.get(input);
                gradients.put(input, sum == null ? part : sum.plus(part));
            }
        }
    }

    /**
     * The nodes between the result and the targets, each after its inputs; they are added to {@code needed}, which comes
     * holding the targets.
     */
    private static List<Tensor> inputsFirst(Tensor result, IdentityHashMap<Tensor, Boolean> needed) {
        var order = new ArrayList<Tensor>();
        var seen = new IdentityHashMap<Tensor, Boolean>();
        var stack = new ArrayDeque<Visit>();
        stack.push(new Visit(result));
        seen.put(result, true);
        while (!stack.isEmpty()) {
            var visit = stack.peek();
            var input = visit.nextInput();
            if (input == null) {
                stack.pop();
                var node = visit.node;
                if (needed.containsKey(node) || dependsOn(node, needed)) {
                    needed.put(node, true);
                    order.add(node);
                }
            } else if (input.isTracked() && seen.put(input, true) == null) {
                stack.push(new Visit(input));
            }
        }
        return order;
    }

    private static boolean dependsOn(Tensor node, IdentityHashMap<Tensor, Boolean> needed) {
        for (var input : node.inputs()) {
            if (needed.containsKey(input)) {
                return true;
            }
        }
        return false;
    }

    private static final class Visit {
        final Tensor node;
        private int next;

        Visit(Tensor node) {
            this.node = node;
        }

        @Nullable
        Tensor nextInput() {
            return next < node.inputs().size() ? node.inputs().get(next++) : null;
        }
    }

    private static void requireTracked(Tensor x, String what) {
        if (!x.isTracked()) {
            throw new IllegalArgumentException("grad: " + what + " is not tracked: " + x.shape()
                    + "; it must be computed from, or be, a tensor made by tracked()");
        }
    }
}
