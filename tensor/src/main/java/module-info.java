/** Tensors, their operations and gradients; the reference kernels. */
module hanshu.tensor {
    requires static jdk.management; // a profile counts allocated bytes where it is there
    requires static org.jspecify;

    exports hanshu.tensor;

    uses hanshu.tensor.Kernels;
}
