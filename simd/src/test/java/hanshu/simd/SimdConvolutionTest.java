package hanshu.simd;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.ConvolutionTest;
import hanshu.tensor.Machine;
import org.junit.jupiter.api.Test;

/** The tests of convolutions again, computed by these kernels. */
class SimdConvolutionTest extends ConvolutionTest {
    @Test
    void theseKernelsCompute() {
        assertThat(Machine.kernels()).isInstanceOf(SimdKernels.class);
    }
}
