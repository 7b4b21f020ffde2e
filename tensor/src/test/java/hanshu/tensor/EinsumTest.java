package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Einstein's summation against its definition: a loop over all values of all letters. */
class EinsumTest {
    private record Case(String formula, List<Shape> shapes) {
        Case(String formula, Shape... shapes) {
            this(formula, List.of(shapes));
        }
    }

    @TestFactory
    Stream<DynamicTest> agreesWithItsDefinition() {
        return Stream.of(
                        new Case("ij,jk->ik", Shape.of(2, 3), Shape.of(3, 4)),
                        new Case("ij,jk", Shape.of(2, 3), Shape.of(3, 4)),
                        new Case("ij,kj->ki", Shape.of(2, 3), Shape.of(4, 3)),
                        new Case("bij,bjk->bik", Shape.of(2, 3, 4), Shape.of(2, 4, 5)),
                        new Case("bhqd,bhkd->bhqk", Shape.of(2, 1, 3, 4), Shape.of(2, 1, 5, 4)),
                        new Case("ii->i", Shape.of(3, 3)),
                        new Case("ii", Shape.of(3, 3)),
                        new Case("iji->j", Shape.of(2, 3, 2)),
                        new Case("iii->i", Shape.of(2, 2, 2)),
                        new Case("ij->", Shape.of(2, 3)),
                        new Case("ij->ji", Shape.of(2, 3)),
                        new Case("i,j->ij", Shape.of(2), Shape.of(3)),
                        new Case("i,i->", Shape.of(3), Shape.of(3)),
                        new Case("i,i->i", Shape.of(3), Shape.of(3)),
                        new Case("ij,ij->i", Shape.of(2, 3), Shape.of(2, 3)),
                        new Case("ij,k->k", Shape.of(2, 3), Shape.of(2)),
                        new Case("i,ijk,k->j", Shape.of(2), Shape.of(2, 3, 4), Shape.of(4)),
                        new Case("ab, bc, cd -> da", Shape.of(2, 3), Shape.of(3, 1), Shape.of(1, 2)),
                        new Case("ij,jk->ik", Shape.of(2, 0), Shape.of(0, 4)),
                        new Case("ij,jk->ik", Shape.of(0, 3), Shape.of(3, 4)),
                        new Case(",i->i", Shape.of(), Shape.of(3)))
                .map(c -> dynamicTest(c.toString(), () -> check(c)));
    }

    private static void check(Case c) {
        var random = new Random(1);
        var x = c.shapes.stream()
                .map(s -> Tensor.of(random.doubles(s.count(), -1, 1).toArray(), s.toArray())
                        .reshapeTo(s)
                        .tracked())
                .toArray(Tensor[]::new);
        var y = Einsum.of(c.formula, x);
        new Close(1e-13, 1e-14).check(c.formula, y.toDoubles(), byDefinition(c, x));
        Gradients.grad(y.square().sum(), Arrays.asList(x))
                .forEach(g -> assertThat(g.toDoubles()).doesNotContain(Double.NaN));
    }

    private static double[] byDefinition(Case c, Tensor[] x) {
        var sides = c.formula.replace(" ", "").split("->", -1);
        var inputs = sides[0].split(",", -1);
        var all = String.join("", inputs);
        var letters = all.chars().distinct().sorted().toArray();
        var result = new StringBuilder();
        if (sides.length == 2) {
            result.append(sides[1]);
        } else {
            Arrays.stream(letters)
                    .filter(l -> all.indexOf(l) == all.lastIndexOf(l))
                    .forEach(result::appendCodePoint);
        }
        var size = new int[128];
        for (int i = 0; i < x.length; i++) {
            for (int axis = 0; axis < inputs[i].length(); axis++) {
                size[inputs[i].charAt(axis)] = x[i].size(axis);
            }
        }
        int count = result.chars().map(l -> size[l]).reduce(1, (a, b) -> a * b);
        int total = Arrays.stream(letters).map(l -> size[l]).reduce(1, (a, b) -> a * b);
        var values = new double[count];
        var data = Arrays.stream(x).map(Tensor::toDoubles).toList();
        var at = new int[128];
        for (int n = 0; n < total; n++) {
            int rest = n;
            for (int l : letters) {
                at[l] = rest % size[l];
                rest /= size[l];
            }
            double product = 1;
            for (int i = 0; i < x.length; i++) {
                product *= data.get(i)[place(inputs[i], at, size)];
            }
            values[place(result.toString(), at, size)] += product;
        }
        return values;
    }

    private static int place(String axes, int[] at, int[] size) {
        int place = 0;
        for (int axis = 0; axis < axes.length(); axis++) {
            place = place * size[axes.charAt(axis)] + at[axes.charAt(axis)];
        }
        return place;
    }

    @Test
    void errorsQuoteTheFormula() {
        var x = Tensor.zeros(2, 3);
        assertThatThrownBy(() -> Einsum.of("ij,jk->ik", x)).hasMessage("einsum: \"ij,jk->ik\" names 2 operands, got 1");
        assertThatThrownBy(() -> Einsum.of("i->i", x))
                .hasMessage("einsum: \"i->i\" gives operand 1 1 axes, but its shape is [2, 3]");
        assertThatThrownBy(() -> Einsum.of("ij,jk->ik", x, x))
                .hasMessage("einsum: axis j of \"ij,jk->ik\" is 3 in one place and 2 in operand 2, [2, 3]");
        assertThatThrownBy(() -> Einsum.of("ij->ik", x))
                .hasMessage("einsum: the result of \"ij->ik\" names each axis once, and only those of the operands,"
                        + " got 'k'");
        assertThatThrownBy(() -> Einsum.of("i.->i", x))
                .hasMessage("einsum: axes are letters a to z and A to Z, got '.' in \"i.->i\"");
        assertThatThrownBy(() -> Einsum.of("ijk...->i", x))
                .hasMessage("einsum: \"ijk...->i\" gives operand 1 at least 3 axes, but its shape is [2, 3]");
        assertThatThrownBy(() -> Einsum.of("...,...", x, Tensor.zeros(2)))
                .hasMessage("einsum: axes of the ellipses in \"...,...\": sizes differ at axis 1 and neither is 1,"
                        + " [2, 3] and [2]");
    }
}
