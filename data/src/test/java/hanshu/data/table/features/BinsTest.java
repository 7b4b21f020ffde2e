package hanshu.data.table.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void fewValuesAreAllEdges() {
        assertThat(Bins.edges(new float[] {3, 1, 2, 3, 3}, 4)).containsExactly(1f, 2f, 3f);
        assertThat(Bins.edges(new float[] {7, 7}, 4)).containsExactly(7f);
    }

    @Test
    void manyValuesShareTheRangesEvenly() {
        var values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 7919 % 1000;
        }
        assertThat(Bins.edges(values, 4)).containsExactly(0f, 249f, 499f, 749f, 999f);
    }

    @Test
    void aValueThatFillsARangeLeavesTheOthersToTheRest() {
        var values = new float[1000]; // nine of ten are 0
        for (int i = 900; i < values.length; i++) {
            values[i] = i - 899;
        }
        assertThat(Bins.edges(values, 11)).containsExactly(0f, 10f, 20f, 30f, 40f, 50f, 60f, 70f, 80f, 90f, 100f);
    }

    @Test
    void thereAreNeverMoreRangesThanAskedFor() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var values = new float[1 + random.nextInt(300)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) > 0 ? random.nextInt(6) : random.nextFloat() * 10 - 2;
            }
            int most = 1 + random.nextInt(20);
            var edges = Bins.edges(values, most);
            assertThat(edges).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
            assertThat(edges.size()).as("seed %d", seed).isBetween(1, most + 1);
        }
    }
}
