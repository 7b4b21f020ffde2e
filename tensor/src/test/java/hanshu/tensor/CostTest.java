package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import org.junit.jupiter.api.Test;

/** Costs beside what a hand counts. */
class CostTest {
    private static Cost of(Op op, Tensor... in) {
        return Cost.of(op, in, Interpreter.run(op, in));
    }

    /** Elements that lie in memory one by one. */
    private static Tensor tensor(int... shape) {
        return Key.of(1).normal(shape);
    }

    @Test
    void elementByElement() {
        assertThat(of(Unary.RELU, tensor(2, 3))).isEqualTo(new Cost(6, 24, 24));
        assertThat(of(Unary.EXP, tensor(2, 3))).isEqualTo(new Cost(120, 24, 24));
        assertThat(of(Unary.SOFTPLUS, tensor(2, 3))).isEqualTo(new Cost(240, 24, 24));
        assertThat(of(Op.Binary.PLUS, tensor(2, 3), tensor(2, 3))).isEqualTo(new Cost(6, 48, 24));
        assertThat(of(Op.Binary.POW, tensor(2, 3), tensor(2, 3))).isEqualTo(new Cost(240, 48, 24));
        var mask = tensor(2, 3).gt(0);
        assertThat(of(Op.Comparison.GT, tensor(2, 3), tensor(2, 3))).isEqualTo(new Cost(6, 48, 6));
        assertThat(of(Op.Logic.AND, mask, mask)).isEqualTo(new Cost(6, 12, 6));
        assertThat(of(new Op.Where(), mask, tensor(2, 3), tensor(2, 3))).isEqualTo(new Cost(0, 54, 24));
        assertThat(of(new Op.Cast(DType.F64), tensor(2, 3))).isEqualTo(new Cost(0, 24, 48));
    }

    @Test
    void whatIsRepeatedIsReadOnce() {
        assertThat(of(Op.Binary.TIMES, tensor(2, 3), tensor(3))).isEqualTo(new Cost(6, 36, 24));
        assertThat(of(Op.Binary.TIMES, tensor(2, 3), tensor(3).expand(2, 3))).isEqualTo(new Cost(6, 36, 24));
        assertThat(of(Op.Binary.TIMES, tensor(2, 3), Tensor.full(2, 2, 3))).isEqualTo(new Cost(6, 28, 24));
    }

    @Test
    void doublesAreTwiceTheBytes() {
        assertThat(of(Unary.NEG, tensor(2, 3).cast(DType.F64))).isEqualTo(new Cost(6, 48, 48));
    }

    @Test
    void whatIsEmptyCostsNothing() {
        assertThat(of(Unary.EXP, Tensor.zeros(0, 3))).isEqualTo(Cost.NONE);
        assertThat(of(new Op.Reduce(Reduction.SUM, 0, 1, false), Tensor.zeros(0, 3)))
                .isEqualTo(new Cost(0, 0, 12));
    }

    @Test
    void sums() {
        assertThat(of(new Op.Reduce(Reduction.SUM, 1, 2, false), tensor(4, 10))).isEqualTo(new Cost(36, 160, 16));
        assertThat(of(new Op.ArgReduce(true, 1), tensor(4, 10))).isEqualTo(new Cost(36, 160, 32));
        assertThat(of(new Op.CumSum(1, false), tensor(4, 10))).isEqualTo(new Cost(40, 160, 160));
        assertThat(of(new Op.ArgSort(1, false), tensor(4, 8))).isEqualTo(new Cost(32 * 3, 128, 256));
        assertThat(of(new Op.Softmax(), tensor(4, 10))).isEqualTo(new Cost(40 * 24, 160, 160));
        assertThat(of(new Op.LogSoftmax(), tensor(4, 10))).isEqualTo(new Cost(40 * 24, 160, 160));
    }

    @Test
    void aViewCostsNothingAndACopyItsBytes() {
        var x = tensor(4, 10);
        assertThat(of(new Op.Reshape(Shape.of(40)), x)).isEqualTo(Cost.NONE);
        assertThat(of(new Op.Reshape(Shape.of(40)), x.transpose())).isEqualTo(new Cost(0, 160, 160));
        assertThat(of(new Op.Permute(Axes.of(1, 0)), x)).isEqualTo(Cost.NONE);
        assertThat(of(new Op.Expand(Shape.of(3, 4, 10)), x)).isEqualTo(Cost.NONE);
        assertThat(of(new Op.Slice(0, 1, 1, 2), x)).isEqualTo(Cost.NONE);
        assertThat(of(new Op.Unslice(0, 1, 1, 6), x)).isEqualTo(new Cost(0, 160, 240));
        assertThat(of(new Op.Concat(0), x, x)).isEqualTo(new Cost(0, 320, 320));
    }

    @Test
    void whatIsPickedIsReadAlone() {
        var x = tensor(1000, 10);
        var rows = Tensor.of(new int[] {1, 5});
        assertThat(of(new Op.Take(0), x, rows)).isEqualTo(new Cost(0, 8 + 80, 80));
        assertThat(of(new Op.AddAt(0, 1000), tensor(2, 10), rows)).isEqualTo(new Cost(20, 88, 40_000));
        var each = Tensor.of(new int[] {3, 4}, 1, 2);
        assertThat(of(new Op.Gather(1), tensor(1, 10), each)).isEqualTo(new Cost(0, 8 + 8, 8));
        assertThat(of(new Op.ScatterAdd(1, 10), tensor(1, 2), each)).isEqualTo(new Cost(2, 16, 40));
    }

    @Test
    void products() {
        assertThat(of(new Op.MatMul(), tensor(2, 3), tensor(3, 5)))
                .isEqualTo(new Cost(2 * 2 * 3 * 5, 4 * (6 + 15), 4 * 10));
        assertThat(of(new Op.MatMul(), tensor(7, 2, 3), tensor(3, 5)).flops()).isEqualTo(7 * 60);
        assertThat(of(new Op.MatMul(), tensor(2, 3).transpose(), tensor(2, 5)).flops())
                .isEqualTo(60);
    }

    @Test
    void convolutions() {
        var window = Window.of(3, 3).withPadding(1);
        var x = tensor(2, 8, 6, 4);
        var w = tensor(3, 3, 2, 10); // two groups
        var y = tensor(2, 8, 6, 10);
        long flops = 2 * (2 * 8 * 6 * 10) * (3 * 3 * 2);
        assertThat(of(new Op.Convolve(window, 2), x, w)).isEqualTo(new Cost(flops, 4 * (384 + 180), 4 * 960));
        assertThat(of(new Op.ConvolveTransposed(window, 2, Shape.of(8, 6)), y, w))
                .isEqualTo(new Cost(flops, 4 * (960 + 180), 4 * 384));
        assertThat(of(new Op.ConvolveWeight(window, 2), x, y)).isEqualTo(new Cost(flops, 4 * (384 + 960), 4 * 180));
        var patches = tensor(2, 8, 6, 3, 3, 4);
        assertThat(of(new Op.Unfold(window), x)).isEqualTo(new Cost(0, 4 * 384, 4 * 9 * 384));
        assertThat(of(new Op.Fold(window, Shape.of(8, 6)), patches)).isEqualTo(new Cost(9 * 384, 4 * 9 * 384, 4 * 384));
        assertThat(of(new Op.ArgMaxPool(Window.of(2, 2).withStride(2)), x))
                .isEqualTo(new Cost(3 * 96, 4 * 384, 4 * 96));
    }

    @Test
    void recurrences() {
        long cells = 2 * 3 * 4; // time, batch, hidden
        var start = tensor(2, 4);
        var lengths = Tensor.of(new int[] {3, 3});
        assertThat(of(new Op.Lstm(false), tensor(3, 2, 16), tensor(4, 16), start, start, lengths))
                .isEqualTo(new Cost(cells * (8 * 4 + 5 * 20 + 4), 4 * (96 + 64 + 8 + 8) + 8, 4 * (2 * cells + 96)));
        assertThat(of(new Op.Gru(false), tensor(3, 2, 12), tensor(4, 12), tensor(12), start, lengths))
                .isEqualTo(new Cost(cells * (6 * 4 + 3 * 20 + 7), 4 * (72 + 48 + 12 + 8) + 8, 4 * (cells + 96)));
    }

    @Test
    void transforms() {
        assertThat(of(new Op.Fourier(false), tensor(3, 8), tensor(3, 8)))
                .isEqualTo(new Cost(3 * 5 * 8 * 3, 2 * 4 * 24, 4 * 48));
    }

    @Test
    void linearAlgebra() {
        var a = tensor(5, 3, 3);
        assertThat(of(new Op.Solve(Op.Part.ALL), a, tensor(5, 3, 2)).flops()).isEqualTo(5 * (2 * 27 / 3 + 2 * 9 * 2));
        assertThat(of(new Op.Solve(Op.Part.LOWER), a, tensor(5, 3, 2)).flops()).isEqualTo(5 * 9 * 2);
        assertThat(of(new Op.Determinant(), a)).isEqualTo(new Cost(5 * 18, 4 * 45, 4 * 5));
        var positive = a.matmul(a.transpose());
        assertThat(of(new Op.Cholesky(), positive).flops()).isEqualTo(5 * 9);
        assertThat(of(new Op.SymmetricEigen(), positive)).isEqualTo(new Cost(5 * 9 * 27, 4 * 45, 4 * 60));
    }

    /** Of a history, where what is used twice was computed once. */
    @Test
    void ofAllThatATensorWasComputedBy() {
        var w = tensor(3, 4).tracked();
        var hidden = tensor(2, 3).matmul(w).relu(); // 48 + 8
        var y = hidden.times(hidden).sum(); // 8 + 7
        assertThat(Cost.of(y).flops()).isEqualTo(48 + 8 + 8 + 7);
        assertThat(Cost.of(w)).isEqualTo(Cost.NONE);
    }
}
