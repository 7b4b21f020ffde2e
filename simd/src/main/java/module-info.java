/** The fast kernels, in the Vector API. */
module hanshu.simd {
    requires transitive hanshu.tensor;
    requires jdk.incubator.vector;
    requires static org.jspecify;

    provides hanshu.tensor.Kernels with
            hanshu.simd.SimdKernels;
}
