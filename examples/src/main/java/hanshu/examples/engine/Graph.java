package hanshu.examples.engine;

import hanshu.tensor.Tensor;

/** What is computed from a tracked tensor remembers how it came about. */
final class Graph {
    void main() {
        var w = Tensor.scalar(3).tracked().named("w");
        var b = Tensor.scalar(1).tracked().named("b");
        var x = Tensor.scalar(2).named("x");
        var y = x.times(w).plus(b).square();
        draw(y, "");
    }

    void draw(Tensor t, String indent) {
        var what = t.op().map(Object::toString).orElse(t.name());
        IO.println(indent + what + " = " + t.item());
        for (var input : t.inputs()) {
            draw(input, indent + "    ");
        }
    }
}
