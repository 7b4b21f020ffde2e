package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Convolution in blocks agrees with its composed form, at any number of threads. */
public class ConvolutionTest {
    private static final Key KEY = Key.of(7);
    private static final Close CLOSE = new Close(2e-6, 4e-6);

    private record Case(Window window, int groups, Shape x, int out) {
        Tensor input() {
            return KEY.at("x").normal(x.toArray());
        }

        Tensor weight() {
            return KEY.at("w")
                    .normal(window.sizes()
                            .append(Shape.of(x.size(-1) / groups, out))
                            .toArray());
        }
    }

    private static Stream<Case> cases() {
        var square = Window.of(3, 3);
        return Stream.of(
                new Case(Window.of(5), 1, Shape.of(2, 9, 3), 4),
                new Case(Window.of(2).withStride(3).withDilation(2), 1, Shape.of(1, 17, 1), 1),
                new Case(square, 1, Shape.of(2, 7, 6, 3), 5),
                new Case(square.withPadding(1), 1, Shape.of(3, 8, 8, 17), 33),
                new Case(square.withPadding(1).withStride(2), 1, Shape.of(2, 7, 8, 4), 6),
                new Case(square.withDilation(2).same(), 1, Shape.of(2, 6, 5, 4), 3),
                new Case(square.withPadding(3), 1, Shape.of(1, 4, 4, 2), 3),
                new Case(square.withPadding(1), 2, Shape.of(2, 6, 6, 4), 6),
                new Case(square.withPadding(1).withStride(2, 1), 3, Shape.of(2, 6, 6, 3), 6),
                new Case(square.withPadding(1), 19, Shape.of(2, 5, 6, 19), 19),
                new Case(square.withPadding(2).withStride(2).withDilation(2), 4, Shape.of(2, 5, 6, 4), 4),
                new Case(Window.of(2, 3, 2).withPadding(1, 0, 1), 1, Shape.of(2, 3, 4, 5, 2), 3),
                new Case(Window.of(4, 4).same(), 1, Shape.of(40, 14, 14, 6), 16),
                new Case(new Window(List.of(new Window.Span(3, 1, 1, -1, 2))), 1, Shape.of(2, 6, 2), 3),
                // large enough for patches that are read where they lie
                new Case(square.withPadding(1), 1, Shape.of(2, 9, 20, 24), 33),
                new Case(square.withPadding(1).withStride(2), 1, Shape.of(2, 11, 45, 24), 32),
                new Case(Window.of(4, 4).same(), 1, Shape.of(1, 8, 24, 20), 40),
                new Case(Window.of(3, 3).withDilation(2, 1).withPadding(2, 1), 1, Shape.of(2, 7, 19, 24), 30),
                new Case(square, 1, Shape.of(1, 4, 10, 200), 20), // more than a block of the sum
                new Case(Window.of(1, 1), 1, Shape.of(2, 6, 16, 64), 40),
                new Case(Window.of(5).withPadding(2).withStride(2), 1, Shape.of(3, 140, 20), 17),
                new Case(new Window(List.of(new Window.Span(3, 1, 1, -1, 2))), 1, Shape.of(2, 80, 20), 18),
                new Case(Window.of(2, 3, 3).withPadding(1, 1, 1), 1, Shape.of(1, 4, 5, 18, 20), 40),
                new Case(square.withPadding(1), 1, Shape.of(0, 4, 4, 2), 3),
                new Case(square.withPadding(1), 1, Shape.of(2, 4, 4, 0), 3),
                new Case(square.withPadding(1), 1, Shape.of(2, 4, 4, 2), 0));
    }

    @TestFactory
    Stream<DynamicTest> blocksAgreeWithTheComposedForm() {
        return cases().map(c -> dynamicTest(c.toString(), () -> {
            var x = c.input();
            var w = c.weight();
            var y = Interpreter.run(new Op.Convolve(c.window, c.groups), x, w);
            var g = KEY.at("g").normal(y.shape().toArray());
            var space = c.x.range(1, c.x.rank() - 1);
            agree(y, Convolution.composed(wide(x), wide(w), c.window, c.groups));
            agree(
                    Interpreter.run(new Op.ConvolveTransposed(c.window, c.groups, space), g, w),
                    Convolution.composedTransposed(wide(g), wide(w), c.window, c.groups, space));
            agree(
                    Interpreter.run(new Op.ConvolveWeight(c.window, c.groups), x, g),
                    Convolution.composedWeight(wide(x), wide(g), c.window, c.groups));
        }));
    }

    private static Tensor wide(Tensor x) {
        return x.cast(DType.F64);
    }

    private static void agree(Tensor blocked, Tensor composed) {
        assertThat(blocked.shape()).isEqualTo(composed.shape());
        CLOSE.check("blocked", blocked.toDoubles(), composed.toDoubles());
    }

    @TestFactory
    Stream<DynamicTest> threadsMakeNoDifference() {
        return cases().map(c -> dynamicTest(c.toString(), () -> {
            var once = slopes(c);
            for (int threads : new int[] {1, 2, 8}) {
                Parallel.with(threads, () -> {
                    var again = slopes(c);
                    for (int i = 0; i < once.size(); i++) {
                        assertThat(again.get(i).toFloats())
                                .containsExactly(once.get(i).toFloats());
                    }
                });
            }
        }));
    }

    private static List<Tensor> slopes(Case c) {
        var x = c.input().tracked();
        var w = c.weight().tracked();
        var y = x.convolve(w, c.window, c.groups);
        var pooled = x.maxPool(Window.of(c.window.sizes().toArray()));
        return Gradients.grad(y.square().sum().plus(pooled.square().sum()), List.of(x, w));
    }

    @Test
    void aTensorThatDoesNotLieInOrderIsConvolvedAsOneThatDoes() {
        var x = KEY.normal(2, 5, 4, 6).transpose(1, 2);
        var w = KEY.normal(3, 5, 3, 3).permute(2, 3, 1, 0).slice(2, 0, 5).slice(3, 0, 3);
        var square = Window.of(3, 3);
        var wide = Tensor.concat(-1, x, x.slice(-1, 0, 4)).slice(-1, 0, 5);
        assertThat(wide.convolve(w, square, 1).toFloats())
                .isEqualTo(wide.keep().convolve(w.keep(), square, 1).toFloats());
    }

    @Test
    void aPointwiseConvolutionIsAMatrixProduct() {
        var x = KEY.normal(2, 5, 4, 6);
        var w = KEY.normal(1, 1, 6, 3);
        assertThat(x.convolve(w, Window.of(1, 1), 1).toFloats())
                .isEqualTo(x.matmul(w.reshape(6, 3)).toFloats());
    }

    @Test
    void errorsNameWhatWasExpected() {
        var x = KEY.normal(2, 5, 4, 6);
        var square = Window.of(3, 3);
        assertThatThrownBy(() -> x.convolve(KEY.normal(3, 2, 6, 1), square, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "convolve: a window 3 × 3 and 6 channels in 1 groups need a weight (window…, in/groups, out),"
                                + " got [3, 2, 6, 1] for [2, 5, 4, 6]");
        assertThatThrownBy(() -> x.convolve(KEY.normal(3, 3, 2, 4), square, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("convolve: 6 channels in and 4 out do not divide into 3 groups");
        assertThatThrownBy(() -> x.convolve(KEY.normal(3, 3, 6, 4), Window.of(3), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("convolve: needs (batch, 1 space axes, channels), got [2, 5, 4, 6]");
        assertThatThrownBy(() -> x.unfold(Window.of(3, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("window: it reaches over 5 elements, and the axis has 4 with 0 + 0 of padding");
        assertThatThrownBy(() -> KEY.normal(2, 3, 3, 3, 3, 6).fold(square, 5, 4))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "fold: a window 3 × 3 over [5, 4] gives patches [2, 3, 2, 3, 3, 6], got [2, 3, 3, 3, 3, 6]");
        assertThatThrownBy(() -> x.maxPool(square.withPadding(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("maxPool: a window 3 × 3 padded 3 over [2, 5, 4, 6] sees nothing but padding at some place;"
                        + " pad less than its size");
        assertThatThrownBy(() -> square.withStride(1, 2, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("window: needs one number or one for each of 2 axes, got [1, 2, 3]");
        assertThatThrownBy(() -> square.withStride(0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("window: size, stride and dilation are 1 or more, got 3, 0 and 1");
        assertThatThrownBy(() -> KEY.normal(2, 5, 5, 4).convolveTransposed(KEY.normal(3, 3, 6, 4), square, 1, 6, 7))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "convolveTransposed: over [2, 6, 7, 6] the window has places [2, 4, 5, 4], got [2, 5, 5, 4]");
    }

    @Test
    void theLargestIsTheFirstOfEqualOnesAndNaNAboveAll() {
        var x = Tensor.of(new float[] {1, 5, 5, Float.NaN, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}, 1, 6, 1);
        assertThat(x.argMaxPool(Window.of(2)).toLongs()).containsExactly(1, 1, 3, 3, 4);
        assertThat(x.maxPool(Window.of(2).withStride(2)).toFloats())
                .containsExactly(5, Float.NaN, Float.NEGATIVE_INFINITY);
    }

    @Test
    void putBackIsTheAdjointOfPick() {
        var x = KEY.at("x").normal(2, 4, 4, 3).cast(DType.F64);
        var places = x.argMaxPool(Window.of(2, 2));
        var y = KEY.at("y").normal(2, 3, 3, 3).cast(DType.F64);
        double there = x.pick(places).times(y).sum().item();
        assertThat(x.times(y.putBack(places, 4, 4)).sum().item())
                .isCloseTo(there, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void aBiasReachesEveryRow() {
        for (int width : new int[] {1, 3, 6, 255, 256}) {
            var x = KEY.at("x").normal(401, width);
            var bias = KEY.at("b").normal(width);
            var y = x.plus(bias);
            var expected = wide(x).plus(wide(bias)).cast(DType.F32);
            assertThat(y.toFloats()).isEqualTo(expected.toFloats());
        }
    }
}
