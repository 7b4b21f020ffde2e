/** Tensors, their operations and gradients; the reference kernels. */
module hanshu.tensor {
    requires static org.jspecify;
}
