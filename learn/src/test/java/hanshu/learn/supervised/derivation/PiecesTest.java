package hanshu.learn.supervised.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.nn.Activation;
import hanshu.tensor.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecesTest {
    /** y = |x|, which no line can be. */
    private static Question bent() {
        var columns = new LinkedHashMap<String, Cells>();
        columns.put(
                "x",
                Cells.numbers(
                        IntStream.range(0, 300).mapToDouble(i -> i / 100.0 - 1).toArray()));
        columns.put(
                "y",
                Cells.numbers(IntStream.range(0, 300)
                        .mapToDouble(i -> Math.abs(i / 100.0 - 1))
                        .toArray()));
        return Question.column(Table.of(columns), "y", Key.of(1));
    }

    @Test
    void piecesBendWhereALineCannot() {
        var line = OneInput.of(bent()).at().loss();
        for (var f : List.of(Activation.RELU, Activation.SIGMOID)) {
            var sum = Pieces.of(bent(), f, 10, Key.of(1));
            assertThat(sum.fitted().train()).isLessThan(line / 10);
            assertThat(sum.fitted().test()).isLessThan(line / 10);
        }
    }

    @Test
    void thePiecesAddUpToTheCurve() {
        var x = List.of(-1.5, -0.2, 0.0, 1.3);
        for (var f : List.of(Activation.RELU, Activation.SIGMOID)) {
            var sum = Pieces.of(bent(), f, 3, Key.of(1));
            var curve = sum.over(x);
            for (int i = 0; i < x.size(); i++) {
                int at = i;
                double added = sum.level()
                        + sum.pieces().stream()
                                .mapToDouble(piece -> piece.over(x).get(at))
                                .sum();
                assertThat(curve.get(i)).isCloseTo(added, within(1e-4));
            }
        }
    }

    @Test
    void thetaHoldsTheMatricesOneAfterTheOther() {
        var sum = Pieces.of(bent(), Activation.RELU, 3, Key.of(1));
        assertThat(sum.blocks())
                .containsExactly(
                        new Pieces.Block("W1", List.of(1, 3), 0, 3),
                        new Pieces.Block("b1", List.of(3), 3, 6),
                        new Pieces.Block("W2", List.of(3, 1), 6, 9),
                        new Pieces.Block("b2", List.of(1), 9, 10));
        var theta = sum.fitted().theta().theta();
        assertThat((double) theta[4]).isEqualTo(sum.pieces().get(1).b());
        assertThat((double) theta[9]).isEqualTo(sum.level());
    }
}
