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

    /** ∂loss/∂x, as a constant. */
    public static Tensor grad(Tensor loss, Tensor x) {
        return grad(loss, List.of(x)).getFirst();
    }

    /** As {@link #grad(Tensor, List)}, with results that remember how they came about and so can be differentiated again. */
    public static List<Tensor> differentiableGrad(Tensor loss, List<Tensor> wrt) {
        return walk(loss, seed(loss), wrt, true);
    }

    /** ∂loss/∂x, to be differentiated again. */
    public static Tensor differentiableGrad(Tensor loss, Tensor x) {
        return differentiableGrad(loss, List.of(x)).getFirst();
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

    /** vᵀ·∂y/∂x for each x, as constants or differentiable again. */
    static List<Tensor> walk(Tensor result, Tensor seed, List<Tensor> wrt, boolean differentiable) {
        return Profiler.in(Stage.BACKWARD, () -> back(result, seed, wrt, differentiable));
    }

    private static List<Tensor> back(Tensor result, Tensor seed, List<Tensor> wrt, boolean differentiable) {
        requireTracked(result, "the loss");
        var nodes = new IdentityHashMap<Tensor, Node>();
        for (var x : wrt) {
            requireTracked(x, "what the gradient is asked for");
            var target = node(x, nodes);
            target.isTarget = true;
            target.isNeeded = true;
        }
        var last = node(result, nodes);
        var order = inputsFirst(last, nodes);
        last.gradient = seed;
        var profiler = Profiler.active();
        for (int i = order.size() - 1; i >= 0; i--) {
            var node = order.get(i);
            if (profiler == null) {
                node.handOn(differentiable);
            } else {
                profiler.back(node.tensor, () -> node.handOn(differentiable));
            }
        }
        var found = new ArrayList<Tensor>(wrt.size());
        for (var x : wrt) {
            var g = node(x, nodes).gradient;
            found.add(g == null ? Tensor.zerosLike(x) : g);
        }
        return found;
    }

    /** The nodes between the result and the targets, each after its inputs. */
    private static List<Node> inputsFirst(Node result, IdentityHashMap<Tensor, Node> nodes) {
        var order = new ArrayList<Node>();
        var stack = new ArrayDeque<Node>();
        result.isMet = true;
        stack.push(result);
        while (!stack.isEmpty()) {
            var node = stack.peek();
            if (node.next == node.inputs.length) {
                stack.pop();
                if (node.isNeeded) {
                    order.add(node);
                    if (!stack.isEmpty()) {
                        stack.peek().isNeeded = true; // it is an input of that one
                    }
                }
                continue;
            }
            int i = node.next++;
            var tensor = node.tensor.input(i);
            if (tensor.isTracked()) {
                var input = node(tensor, nodes);
                node.inputs[i] = input;
                if (!input.isMet) {
                    input.isMet = true;
                    stack.push(input);
                } else if (input.isNeeded) {
                    node.isNeeded = true;
                }
            }
        }
        return order;
    }

    private static Node node(Tensor tensor, IdentityHashMap<Tensor, Node> nodes) {
        var node = nodes.get(tensor);
        if (node == null) {
            node = new Node(tensor);
            nodes.put(tensor, node);
        }
        return node;
    }

    /** A tracked tensor on the way back. */
    private static final class Node {
        private static final @Nullable Node[] LEAF = {};

        final Tensor tensor;

        /** Absent where an input is not tracked. */
        final @Nullable Node[] inputs;

        /** How many of the inputs the walk has looked at. */
        int next;

        boolean isMet;
        boolean isTarget;

        /** Whether it is a target or depends on one. */
        boolean isNeeded;

        /** ∂loss/∂tensor, as far as it has been added up. */
        @Nullable
        Tensor gradient;

        Node(Tensor tensor) {
            this.tensor = tensor;
            this.inputs = tensor.inputCount() == 0 ? LEAF : new Node[tensor.inputCount()];
        }

        /** Gives the inputs their parts of this node's gradient, which is then complete. */
        void handOn(boolean differentiable) {
            var g = gradient;
            var op = tensor.maker();
            if (g == null || op == null) {
                return;
            }
            if (!isTarget) {
                gradient = null;
            }
            int n = inputs.length;
            var values = new Tensor[n];
            var wants = new boolean[n];
            for (int i = 0; i < n; i++) {
                var input = inputs[i];
                wants[i] = input != null && input.isNeeded;
                values[i] = differentiable ? tensor.input(i) : tensor.input(i).detach();
            }
            var parts = GradientTable.of(op, values, differentiable ? tensor : tensor.detach(), g, wants);
            for (int i = 0; i < parts.length; i++) {
                var input = inputs[i];
                var part = parts[i];
                if (input != null && input.isNeeded && part != null) {
                    var sum = input.gradient;
                    input.gradient = sum == null ? part : sum.plus(part);
                }
            }
        }
    }

    private static void requireTracked(Tensor x, String what) {
        if (!x.isTracked()) {
            throw new IllegalArgumentException("grad: " + what + " is not tracked: " + x.shape()
                    + "; it must be computed from, or be, a tensor made by tracked()");
        }
    }
}
