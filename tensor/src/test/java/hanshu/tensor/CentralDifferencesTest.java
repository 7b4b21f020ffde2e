package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.tensor.Op.AddAt;
import hanshu.tensor.Op.ArgMaxPool;
import hanshu.tensor.Op.ArgReduce;
import hanshu.tensor.Op.ArgSort;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Cast;
import hanshu.tensor.Op.Cholesky;
import hanshu.tensor.Op.Comparison;
import hanshu.tensor.Op.Concat;
import hanshu.tensor.Op.Convolve;
import hanshu.tensor.Op.ConvolveTransposed;
import hanshu.tensor.Op.ConvolveWeight;
import hanshu.tensor.Op.CumSum;
import hanshu.tensor.Op.Determinant;
import hanshu.tensor.Op.Expand;
import hanshu.tensor.Op.Fold;
import hanshu.tensor.Op.Fourier;
import hanshu.tensor.Op.Gather;
import hanshu.tensor.Op.Gru;
import hanshu.tensor.Op.LogSoftmax;
import hanshu.tensor.Op.Logic;
import hanshu.tensor.Op.Lstm;
import hanshu.tensor.Op.MatMul;
import hanshu.tensor.Op.Part;
import hanshu.tensor.Op.Permute;
import hanshu.tensor.Op.Qr;
import hanshu.tensor.Op.Reduce;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Reshape;
import hanshu.tensor.Op.ScatterAdd;
import hanshu.tensor.Op.Slice;
import hanshu.tensor.Op.Softmax;
import hanshu.tensor.Op.Solve;
import hanshu.tensor.Op.Svd;
import hanshu.tensor.Op.SymmetricEigen;
import hanshu.tensor.Op.Take;
import hanshu.tensor.Op.Unary;
import hanshu.tensor.Op.Unfold;
import hanshu.tensor.Op.Unslice;
import hanshu.tensor.Op.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of gradients against central differences, of first and second order, in F64. For y = f(x) the number that is
 * differentiated is s = Σ w∘(y + y²), so that an operation that only moves elements has second derivatives too.
 *
 *   ∂s/∂xᵢ ≈ (s(x + h·eᵢ) − s(x − h·eᵢ)) / 2h        H·v ≈ (∇s(x + h·v) − ∇s(x − h·v)) / 2h
 */
class CentralDifferencesTest {
    private static final double H = 1e-5;
    private static final Close CLOSE = new Close(1e-7, 1e-8);

    /** An operation with inputs at which it is smooth. */
    private record Case(Op op, List<Tensor> inputs) {
        Case(Op op, Tensor... inputs) {
            this(op, List.of(inputs));
        }

        @Override
        public String toString() {
            var shapes = inputs.stream().map(Tensor::shape).toList();
            return op.getClass().getSimpleName() + " " + op + " " + shapes;
        }
    }

    @TestFactory
    Stream<DynamicTest> gradients() {
        return cases().stream()
                .filter(c -> hasGradient(c.op))
                .map(c -> dynamicTest(c.toString(), () -> {
                    checkGradient(c);
                    checkHessian(c);
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutGradient() {
        return cases().stream()
                .filter(c -> !hasGradient(c.op))
                .map(c -> dynamicTest(c.toString(), () -> {
                    var inputs = c.inputs.stream().map(Tensor::tracked).toArray(Tensor[]::new);
                    assertThat(Interpreter.run(c.op, inputs).isTracked()).isFalse();
                }));
    }

    @Test
    void everyOperationHasACase() {
        var missing = operations(Op.class);
        cases().forEach(c -> missing.remove(key(c.op)));
        assertThat(missing).isEmpty();
    }

    @Test
    void aCastHandsItsGradientBackInTheTypeOfItsInput() {
        var x = doubles(new Random(1), 0.2, 2, 3).tracked();
        var gradient = Gradients.grad(x.cast(DType.F32).square().sum(), x);
        assertThat(gradient.dtype()).isEqualTo(DType.F64);
        new Close(Math.ulp(1f), 0)
                .check("gradient", gradient.toDoubles(), x.times(2).toDoubles());
    }

    private static boolean hasGradient(Op op) {
        return !(op instanceof Comparison
                || op instanceof Logic
                || op instanceof ArgReduce
                || op instanceof ArgSort
                || op instanceof ArgMaxPool);
    }

    // ---- the checks

    private static void checkGradient(Case c) {
        var x = tracked(c.inputs);
        var wrt = variables(x);
        var gradients = Gradients.grad(s(c.op, x), wrt);
        int place = 0;
        for (int i = 0; i < x.length; i++) {
            if (!x[i].isTracked()) {
                continue;
            }
            var differences = new double[x[i].count()];
            for (int j = 0; j < differences.length; j++) {
                var direction = new double[differences.length];
                direction[j] = H;
                var step = Tensor.of(direction, x[i].shape().toArray());
                double up = s(c.op, with(x, i, x[i].plus(step))).item();
                double down = s(c.op, with(x, i, x[i].minus(step))).item();
                differences[j] = (up - down) / (2 * H);
            }
            CLOSE.check(c + ", gradient of input " + i, gradients.get(place++).toDoubles(), differences);
        }
    }

    private static void checkHessian(Case c) {
        var random = new Random(3);
        var x = tracked(c.inputs);
        var wrt = variables(x);
        var v = wrt.stream()
                .map(t -> doubles(random, -1, 1, t.shape().toArray()))
                .toList();
        var up = x.clone();
        var down = x.clone();
        int place = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i].isTracked()) {
                var step = v.get(place++).times(H);
                up[i] = x[i].detach().plus(step).tracked();
                down[i] = x[i].detach().minus(step).tracked();
            }
        }
        var above = Gradients.grad(s(c.op, up), variables(up));
        var below = Gradients.grad(s(c.op, down), variables(down));
        var products = Gradients.hessianVector(s(c.op, x), wrt, v);
        for (int i = 0; i < products.size(); i++) {
            var differences = above.get(i).minus(below.get(i)).times(1 / (2 * H));
            CLOSE.check(c + ", H·v of variable " + i, products.get(i).toDoubles(), differences.toDoubles());
        }
    }

    private static Tensor s(Op op, Tensor... x) {
        var y = Interpreter.run(op, x);
        var w = doubles(new Random(2), 0.5, 1.5, y.shape().toArray());
        return w.times(y.plus(y.square())).sum();
    }

    private static Tensor[] tracked(List<Tensor> inputs) {
        return inputs.stream()
                .map(t -> t.dtype() == DType.F64 ? t.tracked() : t)
                .toArray(Tensor[]::new);
    }

    private static List<Tensor> variables(Tensor[] x) {
        return Arrays.stream(x).filter(Tensor::isTracked).toList();
    }

    private static Tensor[] with(Tensor[] x, int place, Tensor other) {
        var changed = x.clone();
        changed[place] = other;
        return changed;
    }

    // ---- the cases

    private static List<Case> cases() {
        var random = new Random(4);
        var cases = new ArrayList<Case>();
        for (var f : Unary.values()) {
            cases.add(new Case(f, doubles(random, 0.2, 1.2, 2, 3)));
            if (f != Unary.SQRT && f != Unary.LOG) {
                cases.add(new Case(f, doubles(random, -0.9, -0.2, 5)));
            }
        }
        for (var f : Binary.values()) {
            cases.add(new Case(f, doubles(random, 0.5, 1.5, 3, 1, 2), doubles(random, 1.6, 2.5, 4, 1)));
            cases.add(new Case(f, doubles(random, 1.6, 2.5), doubles(random, 0.5, 1.5, 2, 3)));
            cases.add(new Case(f, doubles(random, 1.6, 2.5, 2, 3), doubles(random, 0.5, 1.5, 2, 3)));
        }
        for (var f : Comparison.values()) {
            cases.add(new Case(f, doubles(random, 0, 1, 3), doubles(random, 0, 1, 3)));
        }
        for (var f : Logic.values()) {
            cases.add(new Case(f, mask(true, false), mask(true, true)));
        }
        cases.add(new Case(
                new Where(), mask(true, false, true), doubles(random, 1, 2, 2, 3), doubles(random, 1, 2, 2, 1)));
        cases.add(new Case(new Cast(DType.F64), doubles(random, 1, 2, 2, 3)));
        alongAxes(cases, random);
        moves(cases, random);
        picks(cases, random);
        products(cases, random);
        recurrences(cases, random);
        windows(cases, random);
        matrices(cases, random);
        transforms(cases, random);
        return cases;
    }

    private static void alongAxes(List<Case> cases, Random random) {
        for (int axis = 0; axis < 3; axis++) {
            var x = doubles(random, -1, 1, 2, 3, 4);
            for (var f : Reduction.values()) {
                cases.add(new Case(new Reduce(f, axis, axis + 1, true), x));
                cases.add(new Case(new Reduce(f, 0, axis + 1, false), x));
            }
            cases.add(new Case(new ArgReduce(true, axis), x));
            cases.add(new Case(new ArgReduce(false, axis), x));
            cases.add(new Case(new ArgSort(axis, false), x));
            cases.add(new Case(new ArgSort(axis, true), x));
            cases.add(new Case(new CumSum(axis, false), x));
            cases.add(new Case(new CumSum(axis, true), x));
        }
        cases.add(new Case(new Softmax(), doubles(random, -1, 1, 2, 5)));
        cases.add(new Case(new LogSoftmax(), doubles(random, -1, 1, 2, 5)));
    }

    private static void moves(List<Case> cases, Random random) {
        var x = doubles(random, -1, 1, 2, 3, 4);
        cases.add(new Case(new Reshape(Shape.of(4, 6)), x));
        cases.add(new Case(new Permute(Axes.of(2, 0, 1)), x));
        cases.add(new Case(new Expand(Shape.of(2, 3, 4)), doubles(random, -1, 1, 3, 1)));
        cases.add(new Case(new Slice(1, 1, 1, 2), x));
        cases.add(new Case(new Slice(2, 3, -2, 2), x));
        cases.add(new Case(new Unslice(1, 2, 1, 6), x));
        cases.add(new Case(new Unslice(2, 6, -2, 8), x));
        cases.add(new Case(new Concat(1), x, doubles(random, -1, 1, 2, 1, 4), doubles(random, -1, 1, 2, 2, 4)));
    }

    private static void picks(List<Case> cases, Random random) {
        var x = doubles(random, -1, 1, 2, 3, 4);
        var twice = Tensor.of(new long[] {2, 0, 2, 1}, 2, 2);
        cases.add(new Case(new Take(1), x, twice));
        cases.add(new Case(new AddAt(1, 3), doubles(random, -1, 1, 2, 2, 2, 4), twice));
        var index = Tensor.of(new long[] {0, 2, 1, 1, 2, 2, 0, 0}, 2, 1, 4);
        cases.add(new Case(new Gather(1), x, index));
        cases.add(new Case(new ScatterAdd(1, 3), doubles(random, -1, 1, 2, 1, 4), index));
    }

    private static void products(List<Case> cases, Random random) {
        cases.add(new Case(new MatMul(), doubles(random, -1, 1, 3, 4), doubles(random, -1, 1, 4, 2)));
        cases.add(new Case(new MatMul(), doubles(random, -1, 1, 2, 1, 3, 2), doubles(random, -1, 1, 3, 2, 2)));
        cases.add(new Case(new MatMul(), doubles(random, -1, 1, 2, 3, 2), doubles(random, -1, 1, 2, 5)));
    }

    private static void matrices(List<Case> cases, Random random) {
        var a = doubles(random, -0.5, 0.5, 2, 3, 3)
                .plus(Tensor.eye(3).cast(DType.F64).times(2));
        for (var part : Part.values()) {
            cases.add(new Case(new Solve(part), a, doubles(random, -1, 1, 2, 3, 2)));
        }
        cases.add(new Case(new Determinant(), a));
        cases.add(new Case(new Cholesky(), a));
        var apart = Tensor.of(new double[] {1, 0, 0, 0, 2, 0, 0, 0, 4}, 3, 3);
        cases.add(new Case(
                new SymmetricEigen(), doubles(random, -0.4, 0.4, 2, 3, 3).plus(apart)));
        cases.add(new Case(new Qr(), a));
        cases.add(new Case(new Qr(), a.pad(-2, 0, 2, 0.5)));
        cases.add(new Case(new Svd(), doubles(random, -0.4, 0.4, 2, 3, 3).plus(apart)));
        cases.add(new Case(
                new Svd(), doubles(random, -0.4, 0.4, 2, 3, 3).plus(apart).pad(-2, 0, 2, 0.1)));
    }

    private static void transforms(List<Case> cases, Random random) {
        for (boolean inverse : new boolean[] {false, true}) {
            cases.add(new Case(new Fourier(inverse), doubles(random, -1, 1, 2, 6)));
            cases.add(new Case(new Fourier(inverse), doubles(random, -1, 1, 37), doubles(random, -1, 1, 37)));
        }
    }

    private static void windows(List<Case> cases, Random random) {
        var series = Window.of(3).withStride(2).withPadding(1);
        cases.add(new Case(new Unfold(series), doubles(random, -1, 1, 2, 4, 2)));
        cases.add(new Case(new Fold(series, Shape.of(4)), doubles(random, -1, 1, 2, 2, 3, 2)));
        cases.add(new Case(new ArgMaxPool(series), doubles(random, -1, 1, 2, 4, 2)));
        var picture = Window.of(2, 3).withStride(2, 1).withDilation(1, 2).withPadding(1, 2);
        cases.add(new Case(new Unfold(picture), doubles(random, -1, 1, 1, 3, 4, 2)));
        cases.add(new Case(new Fold(picture, Shape.of(3, 4)), doubles(random, -1, 1, 1, 2, 4, 2, 3, 1)));
        for (int groups = 1; groups <= 2; groups++) {
            var x = doubles(random, -1, 1, 2, 3, 4, 2);
            var weight = doubles(random, -1, 1, 2, 3, 2 / groups, 4);
            var y = doubles(random, -1, 1, 2, 2, 4, 4);
            cases.add(new Case(new Convolve(picture, groups), x, weight));
            cases.add(new Case(new ConvolveTransposed(picture, groups, Shape.of(3, 4)), y, weight));
            cases.add(new Case(new ConvolveWeight(picture, groups), x, y));
        }
    }

    private static void recurrences(List<Case> cases, Random random) {
        var lengths = Tensor.of(new long[] {3, 1}, 2);
        for (boolean backwards : new boolean[] {false, true}) {
            cases.add(new Case(
                    new Lstm(backwards),
                    doubles(random, -1, 1, 3, 2, 8),
                    doubles(random, -1, 1, 2, 8),
                    doubles(random, -1, 1, 2, 2),
                    doubles(random, -1, 1, 2, 2),
                    lengths));
            cases.add(new Case(
                    new Gru(backwards),
                    doubles(random, -1, 1, 3, 2, 6),
                    doubles(random, -1, 1, 2, 6),
                    doubles(random, -1, 1, 6),
                    doubles(random, -1, 1, 2, 2),
                    lengths));
        }
    }

    private static Tensor doubles(Random random, double low, double high, int... shape) {
        var values = random.doubles(Shape.of(shape).count(), low, high).toArray();
        return Tensor.of(values, shape);
    }

    private static Tensor mask(boolean... values) {
        return Tensor.of(values, values.length);
    }

    // ---- what there is to cover

    /** What tells operations apart: the constant of an enum, a reduction's kind, else the record's class. */
    private static Object key(Op op) {
        return op instanceof Enum<?> constant
                ? constant
                : op instanceof Reduce(var f, int _, int _, boolean _) ? f : op.getClass();
    }

    private static Set<Object> operations(Class<?> family) {
        var found = new HashSet<Object>();
        if (family.isSealed()) {
            for (var member : family.getPermittedSubclasses()) {
                found.addAll(operations(member));
            }
        } else if (family.isEnum()) {
            found.addAll(Arrays.asList(family.getEnumConstants()));
        } else if (family == Reduce.class) {
            found.addAll(Arrays.asList(Reduction.values()));
        } else {
            found.add(family);
        }
        return found;
    }
}
