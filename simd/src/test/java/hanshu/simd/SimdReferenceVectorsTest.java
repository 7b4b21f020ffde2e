package hanshu.simd;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Machine;
import hanshu.tensor.ReferenceVectorsTest;
import org.junit.jupiter.api.Test;

/** The reference vectors again, computed by these kernels. */
class SimdReferenceVectorsTest extends ReferenceVectorsTest {
    @Test
    void theseKernelsCompute() {
        assertThat(Machine.kernels()).isInstanceOf(SimdKernels.class);
    }
}
