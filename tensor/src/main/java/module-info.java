/** Tensors, their operations and gradients; the reference kernels. */
module hanshu.tensor {
    requires static org.jspecify;

    exports hanshu.tensor;

    uses hanshu.tensor.Kernels;
}
