package hanshu.simd;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Machine;
import hanshu.tensor.RecurrenceTest;
import org.junit.jupiter.api.Test;

/** The tests of recurrences again, computed by these kernels. */
class SimdRecurrenceTest extends RecurrenceTest {
    @Test
    void theseKernelsCompute() {
        assertThat(Machine.kernels()).isInstanceOf(SimdKernels.class);
    }
}
