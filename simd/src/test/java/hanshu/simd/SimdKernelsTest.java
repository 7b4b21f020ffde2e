package hanshu.simd;

import hanshu.tensor.KernelConformance;

class SimdKernelsTest extends KernelConformance {
    SimdKernelsTest() {
        super(new SimdKernels());
    }
}
