package hanshu.examples.engine;

import hanshu.tensor.Tensor;

/** A tensor is an array, and a rule where to look. */
final class Strides {
    void main() {
        var array = new float[] {1, 2, 3, 4, 5, 6};
        var x = Tensor.sharing(array, 0, 2, 3);
        var turned = x.transpose();
        var middle = x.slice(1, 1, 2); // of axis 1 what lies from 1 to 2, the second excluded
        array[4] = 50;
        IO.println(x);
        IO.println(turned);
        IO.println(middle);
    }
}
