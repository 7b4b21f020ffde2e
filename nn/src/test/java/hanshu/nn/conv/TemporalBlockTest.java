package hanshu.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.nn.Layer;
import hanshu.nn.LayerConformance;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TemporalBlockTest implements LayerConformance {
    @Override
    public Layer layer(Key key) {
        return TemporalBlock.network(2, new int[] {4, 4}, 3, 0.2, key);
    }

    @Override
    public Tensor input() {
        return Key.of(3).normal(3, 7, 2);
    }

    @Override
    public Shape output() {
        return Shape.of(3, 7, 4);
    }

    /** What comes later changes nothing, what came before does. */
    @Test
    void seesThePastAlone() {
        var network = layer(Key.of(1));
        var x = input();
        var y = network.apply(x, Pass.evaluation());
        var changed = Tensor.concat(1, x.slice(1, 0, 5), x.slice(1, 5, 7).plus(3));
        var z = network.apply(changed, Pass.evaluation());
        assertThat(z.slice(1, 0, 5).toFloats()).isEqualTo(y.slice(1, 0, 5).toFloats());
        assertThat(z.slice(1, 6, 7).toFloats()).isNotEqualTo(y.slice(1, 6, 7).toFloats());
    }

    @Test
    void errorsSayWhatWasExpected() {
        assertThatThrownBy(
                        () -> TemporalBlock.of(2, 4, 3, 1, 0, Key.of(1)).apply(Tensor.zeros(3, 2), Pass.evaluation()))
                .hasMessage("needs (batch, time, channels), got [3, 2], in TemporalBlock");
        assertThatThrownBy(() -> TemporalBlock.of(2, 4, 3, 1, 2, Key.of(1)))
                .hasMessage("TemporalBlock: the dropout is from 0 to 1, got 2.0");
    }
}
