package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingTest {
    @Test
    void elementsComeWithTheirPlaces() {
        var x = Tensor.of(new double[] {2, Double.NaN, 3, 2, -1}, 5).tracked();
        var sorted = x.sorted(0, false);
        assertThat(sorted.values().toDoubles()).containsExactly(-1, 2, 2, 3, Double.NaN);
        assertThat(sorted.indices().toLongs()).containsExactly(4, 0, 3, 2, 1);
        var top = x.topK(2, 0);
        assertThat(top.values().toDoubles()).containsExactly(Double.NaN, 3);
        assertThat(top.indices().toLongs()).containsExactly(1, 2);
        var low = x.topK(2, -1, false);
        assertThat(low.indices().toLongs()).containsExactly(4, 0);
        assertThat(Gradients.grad(low.values().sum(), x).toDoubles()).containsExactly(1, 0, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void threadsMakeNoDifference(int threads) {
        var values = new Random(1).ints(40 * 1000, 0, 50).asDoubleStream().toArray();
        var x = Tensor.of(values, 40, 1000);
        for (int axis = 0; axis < 2; axis++) {
            int along = axis;
            var results = new Tensor[2];
            Parallel.with(1, () -> results[0] = x.argsort(along, true));
            Parallel.with(threads, () -> results[1] = x.argsort(along, true));
            assertThat(results[1].toLongs()).isEqualTo(results[0].toLongs());
        }
    }
}
