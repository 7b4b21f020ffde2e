package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final Kernels FAST = new PlainKernels();

    @Test
    void takesWhatIsFasterWhereItIsThere() {
        assertThat(Machine.choose(null, true, List.of(FAST))).isSameAs(FAST);
        assertThat(Machine.choose("vector", true, List.of(FAST))).isSameAs(FAST);
    }

    @Test
    void plainLoopsComputeWithoutVectorsOrWhenAskedTo() {
        assertThat(Machine.choose(null, false, List.of()).name()).isEqualTo("plain");
        assertThat(Machine.choose(null, true, List.of()).name()).isEqualTo("plain");
        assertThat(Machine.choose("plain", true, List.of(FAST))).isNotSameAs(FAST);
    }

    @Test
    void saysWhyADemandCannotBeMet() {
        assertThatThrownBy(() -> Machine.choose("vector", false, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dhanshu.kernels=vector: the Vector API is not enabled: start Java with"
                        + " --add-modules jdk.incubator.vector");
        assertThatThrownBy(() -> Machine.choose("vector", true, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dhanshu.kernels=vector: hanshu-simd is not on the class path or module path: add that"
                        + " dependency");
        assertThatThrownBy(() -> Machine.choose("fast", true, List.of(FAST)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dhanshu.kernels: expected plain or vector, got \"fast\"");
    }
}
