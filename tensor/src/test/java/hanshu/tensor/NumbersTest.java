package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an operand may be a number, it is one of the tensor's own type. */
class NumbersTest {
    @ParameterizedTest
    @EnumSource(names = {"F32", "F64", "I64"})
    void subtracting(DType type) {
        var y = Tensor.of(new double[] {3, -4}).cast(type).subtractFrom(1);
        assertThat(y.dtype()).isEqualTo(type);
        assertThat(y.toDoubles()).containsExactly(-2, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64", "I64"})
    void choosing(DType type) {
        var x = Tensor.of(new double[] {3, -4}).cast(type);
        assertThat(x.gt(0).where(x, 7).toDoubles()).containsExactly(3, 7);
        assertThat(x.gt(0).where(7, x).toDoubles()).containsExactly(7, -4);
        assertThat(x.gt(0).where(7, x).dtype()).isEqualTo(type);
    }

    @Test
    void theirSlopes() {
        var x = Tensor.of(new double[] {3, -4}).tracked();
        assertThat(Gradients.grad(x.subtractFrom(1).square().sum(), x).toDoubles())
                .containsExactly(4, -10);
        assertThat(Gradients.grad(x.gt(0).where(x, 7).sum(), x).toDoubles()).containsExactly(1, 0);
    }
}
