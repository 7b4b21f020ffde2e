package hanshu.tensor;

class PlainKernelsTest extends KernelConformance {
    PlainKernelsTest() {
        super(new PlainKernels());
    }
}
